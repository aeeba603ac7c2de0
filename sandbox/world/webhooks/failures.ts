import { note } from '../journal.ts'
import { type Delivery, tell, type World } from '../world.ts'

/** Since when webhooks of a Page do not get through to an app; times are milliseconds of the world's clock. */
export type WebhookFailure = {
  readonly since: number
  /** When the app was told. */
  alertedAt: number | undefined
}

/** The app subscribed this Page anew: the hour begins anew as well. */
export function forgetFailure(world: World, appId: string, pageId: string): void {
  world.state.messenger.webhookFailures.delete(keyOf(appId, pageId))
}

/** The app answered 200: whatever failed before is forgotten. */
export function noteSuccess(world: World, delivery: Delivery): void {
  const { webhookFailures } = world.state.messenger
  if (webhookFailures.size > 0) {
    for (const pageId of pagesOf(delivery)) {
      webhookFailures.delete(keyOf(delivery.appId, pageId))
    }
  }
}

/**
 * A Messenger webhook failed. After 15 minutes of failure the app is told, after an hour it is taken off the Page and must subscribe again
 * (Messenger Platform docs, webhooks, 2026-06; both spans are settings). Gives the latest time at which the next attempt must be made, so
 * that the hour ends on time; undefined when the app is off and the delivery is lost.
 */
export function noteFailure(world: World, delivery: Delivery): number | undefined {
  if (!world.state.deliveries.has(delivery.id)) {
    return undefined
  }
  const now = world.clock.now()
  const { webhookUnsubscribeAfterMs, webhookAlertAfterMs } = world.state.settings
  const failures = pagesOf(delivery).map((pageId) => ({ pageId, failure: failureOf(world, keyOf(delivery.appId, pageId), now) }))
  for (const { pageId, failure } of failures) {
    if (failure.alertedAt === undefined && now - failure.since >= webhookAlertAfterMs) {
      failure.alertedAt = now
      tellApp(world, delivery, `alert: webhooks of Page ${pageId} have failed for ${minutes(now - failure.since)} minutes`)
    }
  }
  const since = Math.min(...failures.map(({ failure }) => failure.since))
  if (now - since < webhookUnsubscribeAfterMs) {
    return since + webhookUnsubscribeAfterMs
  }
  for (const { pageId } of failures) {
    takeOff(world, delivery, pageId)
  }
  return undefined
}

/** Webhooks disabled: the app is off this Page, and what was still waiting for it is lost. */
function takeOff(world: World, delivery: Delivery, pageId: string): void {
  const { state } = world
  const { appId } = delivery
  state.pages.get(pageId)?.subscribedApps.delete(appId)
  state.messenger.webhookFailures.delete(keyOf(appId, pageId))
  for (const waiting of state.deliveries.values()) {
    if (waiting.appId === appId && waiting.isMessaging === true && pagesOf(waiting).includes(pageId)) {
      state.deliveries.delete(waiting.id)
    }
  }
  tellApp(world, delivery, `webhooks disabled: the app is unsubscribed from Page ${pageId}`)
  tell(world, { type: 'cast' })
}

function failureOf(world: World, key: string, now: number): WebhookFailure {
  const { webhookFailures } = world.state.messenger
  const known = webhookFailures.get(key)
  if (known) {
    return known
  }
  const failure = { since: now, alertedAt: undefined }
  webhookFailures.set(key, failure)
  return failure
}

/** Facebook writes an e-mail and shows an alert in the dashboard; here it stands in the journal. */
function tellApp(world: World, delivery: Delivery, outcome: string): void {
  note(world, { direction: 'out', method: 'NOTICE', path: delivery.callbackUrl, label: 'webhooks', outcome })
}

function pagesOf({ pageId, batch }: Delivery): readonly string[] {
  return batch?.pageIds ?? [pageId]
}

function keyOf(appId: string, pageId: string): string {
  return `${appId} ${pageId}`
}

function minutes(ms: number): number {
  return Math.floor(ms / 60_000)
}
