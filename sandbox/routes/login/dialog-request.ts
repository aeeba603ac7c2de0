import { PERMISSIONS } from '../../world/login/permissions.ts'
import type { App, World } from '../../world/world.ts'

/** What an app asks of the login dialog, checked. */
export type DialogRequest = {
  readonly app: App
  readonly redirectUri: string
  readonly state: string | undefined
  readonly scopes: readonly string[]
  readonly authType: string | undefined
}

/** Why the dialog shows an error page instead: then nothing is ever sent to the redirect URI. */
export type DialogRefusal = { readonly title: string; readonly words: string }

/** Reads the query of `/dialog/oauth` (manual flow docs, 2026). */
export function readDialogRequest(world: World, query: URLSearchParams): DialogRequest | DialogRefusal {
  const app = world.state.apps.get(query.get('client_id') ?? '')
  if (!app) {
    return { title: 'Invalid App ID', words: 'The provided app ID does not look like a valid app ID.' }
  }
  const redirectUri = query.get('redirect_uri') ?? ''
  if (!app.redirectUris.includes(redirectUri)) {
    return {
      title: 'URL blocked',
      words:
        "This redirect failed because the redirect URI is not white-listed in the app's client OAuth settings. Make sure that the client and web OAuth logins are on and add all your app domains as valid OAuth redirect URIs.",
    }
  }
  if (!['code', null].includes(query.get('response_type'))) {
    return { title: 'Not in the sandbox', words: `response_type=${query.get('response_type') ?? ''} is not built; only code is.` }
  }
  const asked = (query.get('scope') ?? '').split(/[\s,]+/).filter((scope) => scope !== '')
  const unknown = asked.filter((scope) => PERMISSIONS[scope] === undefined)
  if (unknown.length > 0) {
    return { title: 'Invalid Scopes', words: `Invalid Scopes: ${unknown.join(', ')}. This message is only shown to developers.` }
  }
  const authType = query.get('auth_type') ?? undefined
  return { app, redirectUri, state: query.get('state') ?? undefined, scopes: [...new Set(['public_profile', ...asked])], authType }
}

/** Back to the app: its redirect URI with these parameters, the state unchanged, and the fragment Facebook adds. */
export function returnAddress(request: DialogRequest, answer: Readonly<Record<string, string>>): string {
  const url = new URL(request.redirectUri)
  for (const [name, value] of Object.entries(answer)) {
    url.searchParams.set(name, value)
  }
  if (request.state !== undefined) {
    url.searchParams.set('state', request.state)
  }
  return `${url.href}#_=_`
}
