import { announce } from '../../webhooks/webhooks.ts'
import { type Page, tell, type World } from '../../world.ts'

/** What the Page's settings say of its apps (Messenger Platform docs, conversation routing, 2025-09). */
export type Routing = {
  /** The "default application", earlier "primary receiver". Without one every app hears everything and may answer. */
  readonly defaultAppId: string | undefined
  /** Apps that are allowed to take control; undefined: all. */
  readonly takers: readonly string[] | undefined
}

/** The Page's own inbox as the target of `pass_thread_control` (conversation routing docs; the echo of an inbox answer prints another number). */
export const PAGE_INBOX_APP_ID = '263902037430900'
const INSTAGRAM_INBOX_APP_ID = '1217981644879628'

/** The Page's settings changed: every connected app is told its role, in the old words that the event still has. */
export function setRouting(world: World, page: Page, routing: Routing): void {
  world.state.messenger.routing.set(page.id, routing)
  const at = world.clock.now()
  for (const appId of page.subscribedApps.keys()) {
    const role = appId === routing.defaultAppId ? 'primary_receiver' : 'secondary_receiver'
    const event = { recipient: { id: page.id }, timestamp: at, app_roles: { [appId]: [role] } }
    announce(world, { pageId: page.id, field: 'messaging_handovers', at, onlyAppId: appId }, event)
  }
  tell(world, { type: 'cast' })
}

/** Can this app be given threads of the Page? */
export function isConnected(world: World, page: Page, appId: string): boolean {
  return appId === PAGE_INBOX_APP_ID || appId === INSTAGRAM_INBOX_APP_ID || (page.subscribedApps.has(appId) && world.state.apps.has(appId))
}
