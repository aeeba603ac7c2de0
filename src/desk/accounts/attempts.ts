import { createHash } from 'node:crypto'
import { isIPv6 } from 'node:net'
import { DeskError } from '#domain/errors.ts'
import { countAttempt, deleteEndedLimits, takeBackAttempt } from '#storage/accounts.ts'
import { machineTime } from '../desk-clock.ts'
import type { Desk } from '../desk.ts'

/** One door's patience: per address, where a person is named per e-mail, and per browser that is known to its account. */
export type Door = {
  readonly name: string
  readonly perAddress: number
  readonly perEmail: number
  readonly perBrowser?: number
  readonly windowMs: number
}

const MINUTE = 60_000

export const SIGN_IN: Door = { name: 'sign-in', perAddress: 30, perEmail: 10, perBrowser: 10, windowMs: 5 * MINUTE }
export const SET_UP: Door = { name: 'set-up', perAddress: 10, perEmail: 10, windowMs: 5 * MINUTE }
export const INVITATION: Door = { name: 'invitation', perAddress: 30, perEmail: 10, windowMs: 5 * MINUTE }

/** Every request counts, not failures alone: each one is a mail to somebody. */
export const RESET_REQUEST: Door = { name: 'reset-request', perAddress: 10, perEmail: 3, windowMs: 15 * MINUTE }
export const PASSWORD_RESET: Door = { name: 'password-reset', perAddress: 30, perEmail: 10, windowMs: 5 * MINUTE }
export const OWN_PASSWORD: Door = { name: 'own-password', perAddress: 30, perEmail: 10, windowMs: 5 * MINUTE }

/** Whom an attempt is counted by: a stranger by address and e-mail, a known browser by itself. */
export type Knock = { readonly address: string; readonly email?: string } | { readonly browser: string }

/**
 * Counts an attempt before it is tried, so that a burst cannot slip through, and throws `too-many-requests` beyond the
 * door's patience. An attempt that succeeds is taken back, and one that is refused for how a field is filled in: only what may be a
 * guess uses patience up.
 */
export async function attempt<T>(desk: Desk, door: Door, { knock, act }: { knock: Knock; act: () => Promise<T> }): Promise<T> {
  const keys = await countKnock(desk, door, knock)
  const takeBack = async (): Promise<void> => {
    for (const key of keys) {
      await takeBackAttempt(desk.db, key)
    }
  }
  try {
    const answer = await act()
    await takeBack()
    return answer
  } catch (error) {
    if (error instanceof DeskError && error.code === 'invalid') {
      await takeBack()
    }
    throw error
  }
}

/** Counts an attempt that uses patience up whatever becomes of it: asking for a mail, say. */
export async function countKnock(desk: Desk, door: Door, knock: Knock): Promise<readonly string[]> {
  const counted = countedBy(door, knock)
  for (const { key, max } of counted) {
    await countOne(desk, { key, max, windowMs: door.windowMs })
  }
  return counted.map(({ key }) => key)
}

function countedBy(door: Door, knock: Knock): { readonly key: string; readonly max: number }[] {
  if ('browser' in knock) {
    return [{ key: keyOf(door, 'browser', knock.browser), max: door.perBrowser ?? door.perEmail }]
  }
  const byAddress = { key: keyOf(door, 'address', networkOf(knock.address)), max: door.perAddress }
  const byEmail = knock.email === undefined ? [] : [{ key: keyOf(door, 'email', knock.email), max: door.perEmail }]
  return [byAddress, ...byEmail]
}

async function countOne(desk: Desk, { key, max, windowMs }: { key: string; max: number; windowMs: number }): Promise<void> {
  const now = machineTime(desk)
  const { count, endsAt } = await countAttempt(desk.db, { key, now, windowMs })
  if (count === 1) {
    await deleteEndedLimits(desk.db, now)
  }
  if (count > max) {
    const seconds = Math.max(1, Math.ceil((endsAt.getTime() - now.getTime()) / 1000))
    throw new DeskError('too-many-requests', `Too many attempts. Try again in ${inWords(seconds)}.`, {
      detail: { retryAfterSeconds: seconds },
    })
  }
}

/** Hashed: people type passwords into e-mail fields, and the table needs nobody's address. */
function keyOf(door: Door, kind: 'address' | 'email' | 'browser', value: string): string {
  return createHash('sha256').update(`${door.name}/${kind}/${value}`).digest('hex')
}

/** One household or server owns a whole IPv6 /64: addresses inside it are one caller. */
export function networkOf(address: string): string {
  // Asked for each delivery, and `isIPv6` is a long pattern.
  const mayBeIPv6 = address.includes(':') && !address.startsWith('::ffff:')
  if (!mayBeIPv6 || !isIPv6(address)) {
    return address.replace(/^::ffff:/, '')
  }
  const [head = '', tail] = address.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0')
  return [...before, ...zeros, ...after].slice(0, 4).join(':')
}

function inWords(seconds: number): string {
  if (seconds < 60) {
    return seconds === 1 ? '1 second' : `${seconds} seconds`
  }
  const minutes = Math.ceil(seconds / 60)
  return minutes === 1 ? '1 minute' : `${minutes} minutes`
}
