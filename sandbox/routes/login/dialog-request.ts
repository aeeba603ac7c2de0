import type { LoginConfiguration } from '../../world/login/configuration.ts'
import { PERMISSIONS } from '../../world/login/scopes.ts'
import type { App, World } from '../../world/world.ts'

/** What an app asks of the login dialog, checked. */
export type DialogRequest = {
  readonly app: App
  readonly redirectUri: string
  readonly state: string | undefined
  readonly scopes: readonly string[]
  readonly authType: string | undefined
  readonly display: string
  readonly answer: AnswerKind
  /** Facebook Login for Business: replaces `scope`. */
  readonly config: LoginConfiguration | undefined
}

/** What is sent back: `response_type` and `return_scopes`. */
type AnswerKind = { readonly code: boolean; readonly token: boolean; readonly scopes: boolean }

/** Why the dialog shows an error page instead: then nothing is ever sent to the redirect URI. */
export type DialogRefusal = { readonly title: string; readonly words: string }

/** Every app may be sent there (manual flow docs, desktop apps). */
const LOGIN_SUCCESS = 'https://www.facebook.com/connect/login_success.html'

/** Reads the query of `/dialog/oauth` (manual flow docs, 2026). */
export function readDialogRequest(world: World, query: URLSearchParams): DialogRequest | DialogRefusal {
  const app = world.state.apps.get(query.get('client_id') ?? '')
  if (!app) {
    return { title: 'Invalid App ID', words: 'The provided app ID does not look like a valid app ID.' }
  }
  const configId = query.get('config_id') ?? undefined
  const config = configId === undefined ? undefined : app.configurations.get(configId)
  const asked: Asked = {
    app,
    config,
    configId,
    redirectUri: textIn(query, 'redirect_uri', ''),
    answer: answerKind(query),
    scopes: config ? ['email', ...config.permissions] : namesIn(query.get('scope')),
  }
  const refusal = refusalOf(asked)
  if (refusal || !asked.answer) {
    return refusal ?? WRONG_TYPE
  }
  return {
    app,
    config,
    redirectUri: asked.redirectUri,
    answer: asked.answer,
    state: query.get('state') ?? undefined,
    scopes: [...new Set(['public_profile', ...asked.scopes])],
    authType: query.get('auth_type') ?? undefined,
    display: textIn(query, 'display', 'page'),
  }
}

/** What goes back to the app: a code in the query; a token, and what comes along with it, in the fragment. */
export type DialogAnswer = { readonly values: Readonly<Record<string, string>>; readonly inFragment: boolean }

/** Back to the app: its redirect URI with these values, the state unchanged, and the fragment that Facebook adds to a query. */
export function returnAddress(request: DialogRequest, { values, inFragment }: DialogAnswer): string {
  const url = new URL(request.redirectUri)
  const given = Object.entries({ ...values, ...(request.state === undefined ? {} : { state: request.state }) })
  if (inFragment) {
    url.hash = new URLSearchParams(given).toString()
    return url.href
  }
  for (const [name, value] of given) {
    url.searchParams.set(name, value)
  }
  url.hash = '_=_'
  return url.href
}

const WRONG_TYPE: DialogRefusal = {
  title: 'Something went wrong',
  words: 'The parameter response_type must be one of code, token, code token and granted_scopes.',
}
const URL_BLOCKED: DialogRefusal = {
  title: 'URL blocked',
  words:
    "This redirect failed because the redirect URI is not white-listed in the app's client OAuth settings. Make sure that the client and web OAuth logins are on and add all your app domains as valid OAuth redirect URIs.",
}

type Asked = {
  readonly app: App
  readonly redirectUri: string
  readonly answer: AnswerKind | undefined
  readonly scopes: readonly string[]
  readonly config: LoginConfiguration | undefined
  readonly configId: string | undefined
}

function refusalOf(asked: Asked): DialogRefusal | undefined {
  if (!isRegistered(asked.app, asked.redirectUri)) {
    return URL_BLOCKED
  }
  if (asked.configId !== undefined && !asked.config) {
    return { title: 'Something went wrong', words: `There is no login configuration ${asked.configId} in this app.` }
  }
  if (asked.config?.token === 'system-user' && asked.answer?.token === true) {
    return { title: 'Something went wrong', words: 'A system user token is only given for response_type=code.' }
  }
  const unknown = asked.scopes.filter((scope) => PERMISSIONS[scope] === undefined)
  return unknown.length > 0
    ? { title: 'Invalid Scopes', words: `Invalid Scopes: ${unknown.join(', ')}. This message is only shown to developers.` }
    : undefined
}

/** In development mode `http://localhost` needs no registration (login security docs). */
function isRegistered(app: App, redirectUri: string): boolean {
  const isLocal = app.mode === 'development' && URL.parse(redirectUri)?.hostname === 'localhost'
  return app.redirectUris.includes(redirectUri) || redirectUri === LOGIN_SUCCESS || isLocal
}

/** `code` when nothing is said; the names may stand apart by spaces or commas, in any order. */
function answerKind(query: URLSearchParams): AnswerKind | undefined {
  const names = namesIn(query.get('response_type') ?? 'code')
  if (names.length === 0 || names.some((name) => !['code', 'token', 'granted_scopes'].includes(name))) {
    return undefined
  }
  return {
    code: names.includes('code'),
    token: names.includes('token'),
    scopes: names.includes('granted_scopes') || ['true', '1'].includes(query.get('return_scopes') ?? ''),
  }
}

function textIn(query: URLSearchParams, name: string, otherwise: string): string {
  return query.get(name) ?? otherwise
}

function namesIn(text: string | null): string[] {
  return (text ?? '').split(/[\s,]+/).filter((name) => name !== '')
}
