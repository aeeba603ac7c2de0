import { missingParameter, nonexistentField, notInTheSandbox, oauthError } from '../../world/graph-error.ts'
import type { PageAccess } from '../../world/login/tokens.ts'
import {
  dropFromProfile,
  PROFILE_PROPERTIES,
  profileOf,
  type ProfileProperty,
  setProfile,
  setUserMenu,
} from '../../world/messenger/messenger-profile.ts'
import type { Edge, GraphCall } from '../graph/call.ts'
import { parseFields } from '../graph/fields.ts'
import { listParam, requiredText, textParam } from '../graph/params.ts'
import { jsonParam } from './json-param.ts'
import { threadOn } from './recipient.ts'
import { asMessagingPage } from './messaging-page.ts'

/** Ended by version 7 and before; a call that names them is told so. */
const ENDED = ['home_url', 'target_audience', 'payment_settings']
const READ_ONLY = 'subject_to_new_eu_privacy_rules'

/** `/{page}/messenger_profile` and `/{page}/custom_user_settings` (Messenger Profile API, persistent menu, 2026-04). */
export const profileEdges: Readonly<Record<string, Edge>> = {
  messenger_profile: { GET: readProfile, POST: writeProfile, DELETE: deleteProfile },
  custom_user_settings: { GET: readUserSettings, POST: writeUserSettings, DELETE: deleteUserSettings },
}

/** One object in `data` with the properties that were asked for and are set; an empty list when none is. */
function readProfile(call: GraphCall, id: string): unknown {
  const access = asMessagingPage(call, id)
  const names = parseFields(textParam(call.params, 'fields') ?? '').map(({ name }) => name.toLowerCase())
  if (names.length === 0) {
    throw missingParameter('fields')
  }
  const profile = profileOf(call.world, access.page.id)
  const shown: Record<string, unknown> = {}
  for (const name of names) {
    const value = name === READ_ONLY ? false : profile[knownName(name)]
    if (value !== undefined) {
      shown[name] = value
    }
  }
  return { data: Object.keys(shown).length > 0 ? [shown] : [] }
}

function writeProfile(call: GraphCall, id: string): unknown {
  const access = asMessagingPage(call, id)
  refuseInstagram(call)
  refuseEnded(Object.keys(call.params))
  setProfile(call.world, access.page, Object.fromEntries(PROFILE_PROPERTIES.map((name) => [name, jsonParam(call.params, name)])))
  return { result: 'success' }
}

function deleteProfile(call: GraphCall, id: string): unknown {
  const access = asMessagingPage(call, id)
  refuseInstagram(call)
  const names = listParam(call.params, 'fields')?.map((name) => name.toLowerCase()) ?? []
  if (names.length === 0) {
    throw missingParameter('fields')
  }
  refuseEnded(names)
  dropFromProfile(call.world, access.page, names.map(knownName))
  return { result: 'success' }
}

function readUserSettings(call: GraphCall, id: string): unknown {
  const access = asMessagingPage(call, id)
  const own = call.world.state.messenger.userMenus.get(psidIn(call, access))
  const ofPage = profileOf(call.world, access.page.id).persistent_menu
  const shown = {
    ...(own === undefined ? {} : { user_level_persistent_menu: own }),
    ...(ofPage === undefined ? {} : { page_level_persistent_menu: ofPage }),
  }
  return { data: Object.keys(shown).length > 0 ? [shown] : [] }
}

function writeUserSettings(call: GraphCall, id: string): unknown {
  const access = asMessagingPage(call, id)
  const psid = psidIn(call, access)
  const menus = jsonParam(call.params, 'persistent_menu')
  if (menus === undefined) {
    throw missingParameter('persistent_menu')
  }
  setUserMenu(call.world, access.page, { psid, menus })
  return { result: 'success' }
}

function deleteUserSettings(call: GraphCall, id: string): unknown {
  const access = asMessagingPage(call, id)
  const psid = psidIn(call, access)
  const params = listParam(call.params, 'params')?.map((name) => name.toLowerCase()) ?? []
  if (!params.includes('persistent_menu')) {
    throw missingParameter('params')
  }
  setUserMenu(call.world, access.page, { psid, menus: undefined })
  return { result: 'success' }
}

function psidIn(call: GraphCall, access: PageAccess): string {
  return threadOn(call, access, requiredText(call.params, 'psid')).psid
}

function knownName(name: string): ProfileProperty {
  const found = PROFILE_PROPERTIES.find((known) => known === name)
  if (!found) {
    throw nonexistentField(name, 'MessengerProfile')
  }
  return found
}

function refuseEnded(names: readonly string[]): void {
  const ended = names.find((name) => ENDED.includes(name))
  if (ended !== undefined) {
    throw oauthError(100, `(#100) ${ended} is no longer supported`)
  }
}

function refuseInstagram(call: GraphCall): void {
  const platform = textParam(call.params, 'platform')?.toLowerCase()
  if (platform !== undefined && platform !== 'messenger') {
    throw notInTheSandbox(`the Messenger profile of another platform (platform=${platform})`)
  }
}
