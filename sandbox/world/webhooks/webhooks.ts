import { takeWebhookFault } from '../faults.ts'
import { newDeliveryId } from '../ids.ts'
import { note } from '../journal.ts'
import { escapeJson } from './escaped-json.ts'
import type { MessagingEvent } from '../messenger/messaging-events.ts'
import { type App, type Delivery, tell, type World } from '../world.ts'

export type Occasion = {
  readonly pageId: string
  readonly field: string
  readonly at: number
  /** The app that controls the thread; other apps get the event as `standby`. Undefined: every app gets it. */
  readonly ownerAppId?: string | undefined
}

/**
 * Puts a Messenger event on its way to every app that subscribed the field on both levels: its own
 * subscription of the `page` object and this Page's `subscribed_apps`.
 */
export function announce(world: World, occasion: Occasion, event: MessagingEvent): void {
  announceEntry(world, occasion, { id: occasion.pageId, time: world.clock.now(), messaging: [event] })
}

/** Puts a change of the Page's content on its way. `entry.time` is seconds there (seen in recorded bodies). */
export function announceChange(world: World, occasion: Occasion, value: unknown): void {
  const time = Math.floor(world.clock.now() / 1000)
  announceEntry(world, occasion, { id: occasion.pageId, time, changes: [{ field: occasion.field, value }] })
}

function announceEntry(world: World, occasion: Occasion, entry: unknown): void {
  const page = world.state.pages.get(occasion.pageId)
  for (const [appId, fields] of page?.subscribedApps ?? []) {
    const app = world.state.apps.get(appId)
    const subscription = app?.subscriptions.get('page')
    if (app && subscription?.fields.includes(occasion.field) && fields.includes(occasion.field)) {
      enqueue(world, { app, callbackUrl: subscription.callbackUrl, occasion }, entry)
    }
  }
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

function enqueue(world: World, to: { app: App; callbackUrl: string; occasion: Occasion }, entry: unknown): void {
  const { occasion } = to
  const now = world.clock.now()
  const body = escapeJson({ object: 'page', entry: [entry] })
  const fault = takeWebhookFault(world, occasion.field)
  if (fault?.act === 'drop') {
    note(world, {
      direction: 'out',
      method: 'POST',
      path: to.callbackUrl,
      label: occasion.field,
      outcome: 'dropped by a fault',
      request: body,
    })
    return
  }
  const copies = fault?.act === 'twice' ? 2 : 1
  for (let copy = 0; copy < copies; copy += 1) {
    const delivery: Delivery = {
      id: newDeliveryId(),
      appId: to.app.id,
      callbackUrl: to.callbackUrl,
      pageId: occasion.pageId,
      field: occasion.field,
      body,
      bornAt: now,
      attempts: 0,
      dueAt: now + (fault?.act === 'delay' ? fault.delayMs : 0),
    }
    world.state.deliveries.set(delivery.id, delivery)
    tell(world, { type: 'delivery', delivery })
  }
}
