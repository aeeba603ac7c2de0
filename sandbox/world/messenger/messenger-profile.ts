import { oauthError } from '../graph-error.ts'
import { type Page, tell, type World } from '../world.ts'
import { checkProperty, menusIn } from './messenger-profile-rules.ts'
import { sendError } from './send/send-errors.ts'

/** What stands in a Page's Messenger profile: the properties as they were set, by their Graph names. */
export type MessengerProfile = Readonly<Partial<Record<ProfileProperty, unknown>>>
export type PersistentMenu = Readonly<Record<string, unknown>>

/** Every property that can be set (Messenger Profile API, 2026-03). */
export const PROFILE_PROPERTIES = [
  'get_started',
  'greeting',
  'ice_breakers',
  'persistent_menu',
  'whitelisted_domains',
  'account_linking_url',
  'commands',
] as const
export type ProfileProperty = (typeof PROFILE_PROPERTIES)[number]

const WRITES_AT_MOST = 10
const WRITES_WITHIN = 10 * 60_000

export function profileOf(world: World, pageId: string): MessengerProfile {
  return world.state.messenger.profiles.get(pageId) ?? {}
}

/** Sets what is given and leaves the rest; all of it or nothing. Throws the 100 of the first thing that is wrong. */
export function setProfile(world: World, page: Page, given: MessengerProfile): void {
  countWrite(world, page)
  const names = PROFILE_PROPERTIES.filter((name) => given[name] !== undefined)
  if (names.length === 0) {
    throw oauthError(100, `(#100) At least one of the parameters must be specified: ${PROFILE_PROPERTIES.join(', ')}`)
  }
  for (const name of names) {
    checkProperty(name, given, world.state.settings)
  }
  const next = { ...profileOf(world, page.id), ...Object.fromEntries(names.map((name) => [name, given[name]])) }
  checkGetStarted(next)
  keep(world, page, next)
}

/** Takes properties away. The Get Started button cannot go before the menu that needs it. */
export function dropFromProfile(world: World, page: Page, names: readonly string[]): void {
  countWrite(world, page)
  const next = Object.fromEntries(Object.entries(profileOf(world, page.id)).filter(([name]) => !names.includes(name)))
  checkGetStarted(next)
  keep(world, page, next)
}

/** The menu that one person has for themselves (user level persistent menu). Undefined takes it away. */
export function setUserMenu(world: World, page: Page, { psid, menus }: { psid: string; menus: unknown }): void {
  countWrite(world, page)
  const { userMenus } = world.state.messenger
  if (menus === undefined) {
    userMenus.delete(psid)
  } else {
    userMenus.set(psid, menusIn({ persistent_menu: menus }))
  }
  tell(world, { type: 'state' })
}

function keep(world: World, page: Page, profile: MessengerProfile): void {
  world.state.messenger.profiles.set(page.id, profile)
  tell(world, { type: 'cast' })
}

function checkGetStarted(profile: MessengerProfile): void {
  if (profile.persistent_menu !== undefined && profile.get_started === undefined) {
    // Seen in several reports: these words, this subcode.
    throw oauthError(100, '(#100) You must set a Get Started button if you also wish to use persistent menu.', 2018145)
  }
}

/** 10 calls within 10 minutes for each Page (Messenger Profile API); 613 beyond. */
function countWrite(world: World, page: Page): void {
  const now = world.clock.now()
  const recent = (world.state.messenger.profileWrites.get(page.id) ?? []).filter((at) => at > now - WRITES_WITHIN && at <= now)
  if (recent.length >= WRITES_AT_MOST) {
    throw sendError('613')
  }
  world.state.messenger.profileWrites.set(page.id, [...recent, now])
}
