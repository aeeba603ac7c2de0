import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import type { KeyPort, LivingKey } from '#domain/channels/key-port.ts'
import type { SubscriptionPort } from '#domain/channels/subscription-port.ts'
import { claimComparison, moveSeenUntil } from '#storage/channel-repairs.ts'
import { checkAgainAt, claimDueChannels, saveLivingKey } from '#storage/channel-checks.ts'
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

/** Checks every channel that is due, and writes down what was told. Any number of processes may: each channel is claimed by one of them. */
export async function checkChannels(desk: Desk, ports: CheckPorts): Promise<void> {
  for (let isAppChecked = false; ;) {
    const now = desk.now()
    const due = await claimDueChannels(desk.db, { now, next: new Date(now.getTime() + CHECK_EVERY_MS), most: AT_ONCE })
    // A Page is told of by the app only, so the app is looked at with the first Page.
    if (due.length > 0 && !isAppChecked) {
      await ports.subscriptions.forDesk()
      isAppChecked = true
    }
    await Promise.all(due.map((channel) => checkChannel(desk, ports, channel)))
    if (due.length < AT_ONCE) {
      return
    }
  }
}

async function checkChannel(desk: Desk, { keys, subscriptions }: CheckPorts, channel: ChannelOfWorkspace): Promise<void> {
  const answer = await keys(channel)
  switch (answer.kind) {
    case 'alive':
      await transact(desk, (tx) => noteAlive(tx, desk, { ...channel, key: answer }))
      return await checkSubscription(desk, subscriptions, channel)
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

type Seen = ChannelOfWorkspace & { readonly askedAt: Date }

/** Facebook tells everything: what is said from now on is heard. Once a day that is compared with what Facebook holds. */
async function noteSeen(tx: Tx, desk: Desk, { askedAt, ...channel }: Seen): Promise<void> {
  await moveSeenUntil(tx, channel, askedAt)
  const before = new Date(askedAt.getTime() - COMPARED_EVERY_MS)
  if (await claimComparison(tx, channel, { at: askedAt, before })) {
    await startRepair(tx, desk, { ...channel, since: before, isQuiet: true })
  }
}

async function checkSubscription(desk: Desk, subscriptions: SubscriptionPort, channel: ChannelOfWorkspace): Promise<void> {
  const askedAt = desk.now()
  const answer = await subscriptions.ofChannel(channel)
  switch (answer.kind) {
    case 'mended':
      return await transact(desk, async (tx) => {
        await noteHistory(tx, desk, { ...channel, what: 'subscription-mended', detail: { fields: answer.fields } })
        await startRepair(tx, desk, channel)
        await tellChannelChanged(tx, channel)
      })
    case 'key-dead':
    case 'key-unreadable':
      return await transact(desk, (tx) => noteKeyTrouble(tx, desk, { ...channel, trouble: answer }))
    case 'not-now':
      return await checkSoon(desk, channel)
    case 'whole':
      return await transact(desk, (tx) => noteSeen(tx, desk, { ...channel, askedAt }))
    case 'incomplete':
    case 'no-key':
      return
    default:
      return answer satisfies never
  }
}
