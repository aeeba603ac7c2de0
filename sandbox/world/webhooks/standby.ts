import type { World } from '../world.ts'
import type { Entry, Occasion } from './webhooks.ts'

/** What an app that does not control the thread still hears of (Messenger Platform docs, standby, 2024-09). */
const HEARD_ON_STANDBY = ['messages', 'message_reads', 'message_deliveries', 'message_echoes', 'messaging_postbacks']

/**
 * How this app hears of an occasion: under its own field, as `standby`, or (undefined) not at all. Reactions, edits, referrals
 * and the like are not in the documented list of standby and go to the owner alone.
 */
export function channelOf(world: World, occasion: Occasion, appId: string): string | undefined {
  if (occasion.onlyAppId !== undefined) {
    return occasion.onlyAppId === appId ? occasion.field : undefined
  }
  const owner = occasion.isInThread === true ? (occasion.ownerAppId ?? defaultAppOf(world, occasion.pageId)) : undefined
  if (owner === undefined || owner === appId) {
    return occasion.field
  }
  return HEARD_ON_STANDBY.includes(occasion.field) ? 'standby' : undefined
}

/** The app that answers when no other was given the thread; undefined until the Page's settings name one. */
export function defaultAppOf(world: World, pageId: string): string | undefined {
  return world.state.messenger.routing.get(pageId)?.defaultAppId
}

/** The entry with its items under `standby`; what a button carries stays with the owner. */
export function onStandby(entry: Entry): Entry {
  const { messaging = [], ...rest } = entry
  return { ...rest, standby: messaging.map(withoutPayload) }
}

/** Which apps a message of a handed-over thread passed through before its owner; seen, not documented. */
export function hopsOf(world: World, occasion: Occasion): unknown[] | undefined {
  const before = defaultAppOf(world, occasion.pageId) ?? world.state.mainAppId
  const isHandedOver = occasion.isInThread === true && occasion.ownerAppId !== undefined && occasion.ownerAppId !== before
  return isHandedOver ? [{ app_id: Number(before), metadata: '' }] : undefined
}

function withoutPayload(item: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  if (typeof item['postback'] !== 'object') {
    return item
  }
  const { payload: _payload, ...postback } = item['postback'] as Readonly<Record<string, unknown>>
  return { ...item, postback }
}
