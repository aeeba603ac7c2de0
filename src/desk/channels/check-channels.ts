import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import type { KeyTrouble } from '#domain/channels/key-trouble.ts'
import type { KeyPort, LivingKey } from '#domain/channels/key-port.ts'
import type { SubscriptionPort } from '#domain/channels/subscription-port.ts'
import { claimComparison, hasGap, moveSeenUntil, noteGap } from '#storage/channel-repairs.ts'
import { checkAgainAt, claimDueChannels, isConnectedWith, saveLivingKey } from '#storage/channel-checks.ts'
import type { Tx } from '#storage/database.ts'
import type { Desk } from '../desk.ts'
import { transact } from '../transact.ts'
import { startRepair } from './start-repair.ts'
import { noteHistory } from './note-history.ts'
import { noteKeyTrouble, notePermissionMissing, notePermissionThere, tellChannelChanged } from './mark-problem.ts'

/**
 * Facebook sends no notice of a key that ends (Access tokens, debugging and error handling, 2026), nor of a Page whose messages it stopped telling after an
 * hour of failing webhooks (Messenger Platform docs, webhooks, 2026-06): it is asked.
 */
export const CHECK_EVERY_MS = 15 * 60_000
/** Where nothing was told. */
const AGAIN_AFTER_MS = 5 * 60_000
const AT_ONCE = 8
/** What webhooks lost is found a day later at the latest. */
const COMPARED_EVERY_MS = 24 * 3_600_000

export type CheckPorts = { readonly keys: KeyPort; readonly subscriptions: SubscriptionPort }

type Looking = { isStopping?(): boolean }

/** Checks every channel that is due, and writes down what was told. Any number of processes may: each channel is claimed by one of them. */
export async function checkChannels(desk: Desk, ports: CheckPorts, { isStopping = () => false }: Looking = {}): Promise<void> {
  // A Page is told of by the app only, so the app is looked at with the first Page.
  let isAppHeard: Promise<boolean> | undefined
  while (!isStopping()) {
    const now = desk.now()
    const due = await claimDueChannels(desk.db, { now, next: new Date(now.getTime() + CHECK_EVERY_MS), most: AT_ONCE })
    if (due.length > 0) {
      isAppHeard ??= checkApp(desk, ports.subscriptions.desk)
    }
    const isHeard = await isAppHeard
    await eachToItsEnd(due.map((channel) => checkChannel(desk, ports, { channel, isAppHeard: isHeard === true })))
    if (due.length < AT_ONCE) {
      return
    }
  }
}

/** One that fails leaves the others alone; then it is told, and several as one. */
async function eachToItsEnd(checks: readonly Promise<void>[]): Promise<void> {
  const failures = (await Promise.allSettled(checks)).flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []))
  const [first, ...others] = failures
  if (failures.length > 0) {
    throw others.length === 0 ? first : new AggregateError(failures, `${failures.length} channels could not be checked.`)
  }
}

/** Whether all that the app is to be told comes here. That it did not is noted on every channel before that is mended. */
async function checkApp(desk: Desk, app: SubscriptionPort['desk']): Promise<boolean> {
  const told = await app.missing()
  if (told.kind !== 'told' || told.missing.length === 0) {
    return told.kind === 'told'
  }
  await noteGap(desk.db, 'all')
  const mended = await app.mend()
  return mended.kind === 'told' && mended.missing.length === 0
}

type Due = { readonly channel: ChannelOfWorkspace; readonly isAppHeard: boolean }

async function checkChannel(desk: Desk, { keys, subscriptions }: CheckPorts, { channel, isAppHeard }: Due): Promise<void> {
  const answer = await keys(channel)
  switch (answer.kind) {
    case 'alive':
      await transact(desk, (tx) => noteAlive(tx, desk, { ...channel, key: answer }))
      return await checkSubscription(desk, subscriptions, { channel, isAppHeard })
    case 'key-dead':
    case 'key-unreadable':
      return await transact(desk, (tx) => noteKeyTrouble(tx, desk, { ...channel, trouble: answer }))
    case 'not-now':
      return await checkSoon(desk, channel)
    case 'no-key':
      return
    default:
      return answer satisfies never
  }
}

async function checkSoon(desk: Desk, channel: ChannelOfWorkspace): Promise<void> {
  await checkAgainAt(desk.db, channel, new Date(desk.now().getTime() + AGAIN_AFTER_MS))
}

type Alive = ChannelOfWorkspace & { readonly key: LivingKey }

/**
 * A permission that came to the key is there. One that it had all the time and Facebook refused all the same, for want of its approval, stays
 * missing until something that needs it passes.
 */
async function noteAlive(tx: Tx, desk: Desk, { key, ...channel }: Alive): Promise<void> {
  const saved = await saveLivingKey(tx, channel, { key, at: desk.now() })
  if (!saved) {
    return
  }
  for (const permission of key.missing) {
    await notePermissionMissing(tx, desk, { ...channel, permission })
  }
  for (const permission of key.permissions.filter((each) => !saved.before.includes(each))) {
    await notePermissionThere(tx, desk, { ...channel, permission })
  }
  if (saved.isMoved) {
    await tellChannelChanged(tx, channel)
  }
}

async function checkSubscription(desk: Desk, subscriptions: SubscriptionPort, { channel, isAppHeard }: Due): Promise<void> {
  const opened = await subscriptions.of(channel)
  if (opened.kind !== 'open') {
    return opened.kind === 'no-key' ? undefined : await transact(desk, (tx) => noteKeyTrouble(tx, desk, { ...channel, trouble: opened }))
  }
  const { keyName } = opened
  const askedAt = desk.now()
  const told = await opened.missing()
  if (told.kind !== 'told') {
    return await notTold(desk, channel, told)
  }
  if (told.missing.length === 0) {
    return await transact(desk, (tx) => noteHeard(tx, desk, { ...channel, keyName, askedAt, isAppHeard }))
  }
  // Whatever becomes of the next calls, and of this process: something was not told since.
  await noteGap(desk.db, channel)
  const mended = await opened.mend()
  if (mended.kind !== 'told') {
    return await notTold(desk, channel, mended)
  }
  const fields = told.missing.filter((field) => !mended.missing.includes(field))
  await transact(desk, (tx) =>
    noteMended(tx, desk, { ...channel, keyName, askedAt, fields, isAppHeard: isAppHeard && mended.missing.length === 0 }),
  )
}

async function notTold(desk: Desk, channel: ChannelOfWorkspace, told: KeyTrouble | { readonly kind: 'not-now' }): Promise<void> {
  if (told.kind === 'not-now') {
    return await checkSoon(desk, channel)
  }
  await transact(desk, (tx) => noteKeyTrouble(tx, desk, { ...channel, trouble: told }))
}

type Heard = ChannelOfWorkspace & {
  readonly keyName: string
  readonly askedAt: Date
  /** Nothing is left out at the app. */
  readonly isAppHeard: boolean
}

/** Facebook tells everything of the channel: what is said from now on is heard, and what was not told before is fetched. Once a day all is compared. */
async function noteHeard(tx: Tx, desk: Desk, { keyName, askedAt, isAppHeard, ...channel }: Heard): Promise<void> {
  if (!(await isConnectedWith(tx, { ...channel, keyName }))) {
    return
  }
  if (isAppHeard) {
    if (await hasGap(tx, channel)) {
      await startRepair(tx, desk, channel)
    }
    await moveSeenUntil(tx, channel, { at: askedAt, now: desk.now() })
  }
  const before = new Date(askedAt.getTime() - COMPARED_EVERY_MS)
  if (await claimComparison(tx, channel, { at: askedAt, before })) {
    await startRepair(tx, desk, { ...channel, since: before, isQuiet: true })
  }
}

/** The same where it has been mended just now. Who let go of the channel meanwhile is told nothing: what still comes is ignored. */
async function noteMended(tx: Tx, desk: Desk, { fields, ...heard }: Heard & { readonly fields: readonly string[] }): Promise<void> {
  const { workspaceId, channelId, keyName } = heard
  const channel = { workspaceId, channelId }
  if (fields.length > 0 && (await isConnectedWith(tx, { ...channel, keyName }))) {
    await noteHistory(tx, desk, { ...channel, what: 'subscription-mended', detail: { fields } })
    await startRepair(tx, desk, channel)
    await tellChannelChanged(tx, channel)
  }
  await noteHeard(tx, desk, heard)
}
