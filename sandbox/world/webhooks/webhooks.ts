import type { MessagingEvent } from '../messenger/messaging-events.ts'
import type { Delivery, World } from '../world.ts'
import { enqueue } from './enqueue.ts'
import { channelOf, hopsOf, onStandby } from './standby.ts'

export type Occasion = {
  readonly pageId: string
  readonly field: string
  readonly at: number
  /** The app that controls the thread; other apps get the event as `standby`. Undefined: every app gets it. */
  readonly ownerAppId?: string | undefined
  /** It happened in a thread, so who controls that decides who hears of it. */
  readonly isInThread?: boolean | undefined
  /** Only this app is told (thread control). */
  readonly onlyAppId?: string | undefined
}

/** One entry of a webhook body. */
export type Entry = {
  readonly id: string
  readonly time: number
  readonly messaging?: readonly MessagingEvent[]
  readonly standby?: readonly MessagingEvent[]
  readonly changes?: readonly unknown[]
}

/**
 * Puts a Messenger event on its way to every app that subscribed the field on both levels: its own
 * subscription of the `page` object and this Page's `subscribed_apps`.
 */
export function announce(world: World, occasion: Occasion, event: MessagingEvent): void {
  announceEntry(world, occasion, () => ({ id: occasion.pageId, time: world.clock.now(), messaging: [event] }))
}

/** Puts a change of the Page's content on its way. `entry.time` is seconds there (seen in recorded bodies). */
export function announceChange(world: World, occasion: Occasion, value: unknown): void {
  const time = () => Math.floor(world.clock.now() / 1000)
  announceEntry(world, occasion, () => ({ id: occasion.pageId, time: time(), changes: [{ field: occasion.field, value }] }))
}

function announceEntry(world: World, occasion: Occasion, makeEntry: () => Entry): void {
  const page = world.state.pages.get(occasion.pageId)
  for (const [appId, fields] of page?.subscribedApps ?? []) {
    const app = world.state.apps.get(appId)
    // An app in development mode hears nothing of real Pages, only the dashboard's tests (seen in logs of 2026-10).
    const subscription = app?.mode === 'live' ? app.subscriptions.get('page') : undefined
    const field = channelOf(world, occasion, appId)
    if (app && subscription && field !== undefined && subscription.fields.includes(field) && fields.includes(field)) {
      const heard = shapedFor(makeEntry(), { world, occasion, field, fields })
      enqueue(world, { app, callbackUrl: subscription.callbackUrl, pageId: occasion.pageId, field }, heard)
    }
  }
}

type Hearing = { readonly world: World; readonly occasion: Occasion; readonly field: string; readonly fields: readonly string[] }

/** The entry as this app hears of it. */
function shapedFor(entry: Entry, { world, occasion, field, fields }: Hearing): Entry {
  if (field === 'standby') {
    return onStandby(entry)
  }
  const [item] = entry.messaging ?? []
  if (!item) {
    return entry
  }
  const told = occasion.field === 'messages' && !fields.includes('messaging_referrals') ? withoutAd(item) : item
  const hops = world.state.settings.hopContext ? hopsOf(world, occasion) : undefined
  return told === item && hops === undefined ? entry : { ...entry, messaging: [hops === undefined ? told : { ...told, hop_context: hops }] }
}

/** The ad that led to a message is told to apps that subscribed `messaging_referrals` as well (Messenger Platform docs, messages, 2026-06). */
function withoutAd(item: MessagingEvent): MessagingEvent {
  const message = item['message'] as Readonly<Record<string, unknown>> | undefined
  const referral = message?.['referral'] as Readonly<Record<string, unknown>> | undefined
  if (referral?.['source'] !== 'ADS') {
    return item
  }
  const { referral: _referral, ...rest } = message ?? {}
  return { ...item, message: rest }
}

/** When the next attempt is due, or undefined when the delivery is given up. */
export function nextAttemptAt(
  delivery: Delivery,
  now: number,
  rules: { retryDelaysMs: readonly number[]; webhookGiveUpMs: number },
): number | undefined {
  const wait = rules.retryDelaysMs[Math.min(delivery.attempts, rules.retryDelaysMs.length) - 1] ?? 1000
  const due = now + wait
  return due - delivery.bornAt > rules.webhookGiveUpMs ? undefined : due
}
