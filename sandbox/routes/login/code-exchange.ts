import { GraphError, oauthError } from '../../world/graph-error.ts'
import { appTokenOf } from '../../world/ids.ts'
import { issueCode } from '../../world/login/grants.ts'
import { asUser } from '../../world/login/permissions.ts'
import { inspectToken, issueSystemUserToken, issueUserToken } from '../../world/login/tokens.ts'
import type { App, LoginCode, Token } from '../../world/world.ts'
import type { GraphCall, Redirect } from '../graph/call.ts'
import { requiredText, textParam } from '../graph/params.ts'

/** `/oauth/access_token`: a code, a short token or the app's own keys become a token. */
export function accessToken(call: GraphCall): unknown {
  const app = appOf(call)
  const grantType = textParam(call.params, 'grant_type') ?? 'authorization_code'
  switch (grantType) {
    case 'client_credentials':
      checkSecret(call, app)
      return { access_token: appTokenOf(app.id, app.secret), token_type: 'bearer' }
    case 'fb_exchange_token':
      checkSecret(call, app)
      return exchanged(call, app)
    case 'authorization_code':
      return fromCode(call, app)
    default:
      throw oauthError(100, '(#100) Param grant_type must be one of {authorization_code, client_credentials, fb_exchange_token}')
  }
}

/**
 * `/oauth/client_code`: a server hands its long-lived login on to a client of its own, which exchanges the code without
 * the secret (long-lived tokens docs).
 */
export function clientCode(call: GraphCall): unknown {
  const app = appOf(call)
  checkSecret(call, app)
  const redirectUri = requiredText(call.params, 'redirect_uri')
  const { person, token } = asUser(call.access())
  if (token.appId !== app.id || token.life !== 'long') {
    throw oauthError(100, '(#100) A long-lived user access token of this app is required')
  }
  return { code: issueCode(call.world, { appId: app.id, personId: person.id, redirectUri, isForClient: true }).code }
}

/** `/oauth/authorize`: where the dialog began in Graph's early years; older libraries still go there. It leads on to the dialog. */
export function authorize(call: GraphCall): Redirect {
  appOf(call)
  const query = Object.entries(call.params).map(([name, value]): [string, string] => [name, String(value)])
  return { redirect: `${call.origin}/${call.version}/dialog/oauth?${new URLSearchParams(query).toString()}` }
}

function appOf(call: GraphCall): App {
  const id = textParam(call.params, 'client_id')
  if (id === undefined || id === '') {
    throw oauthError(101, 'Missing client_id parameter.')
  }
  const app = call.world.state.apps.get(id)
  if (!app) {
    throw oauthError(
      101,
      /^\d+$/.test(id)
        ? 'Error validating application. Cannot get application info due to a system error.'
        : 'Error validating application. Invalid application ID.',
    )
  }
  return app
}

function checkSecret(call: GraphCall, app: App): void {
  const secret = textParam(call.params, 'client_secret')
  if (secret === undefined) {
    throw oauthError(1, 'Missing client_secret parameter.')
  }
  if (secret !== app.secret) {
    throw oauthError(1, 'Error validating client secret.')
  }
}

function fromCode(call: GraphCall, app: App): unknown {
  const redirectUri = textParam(call.params, 'redirect_uri')
  if (redirectUri === undefined) {
    throw oauthError(191, 'Missing redirect_uri parameter.')
  }
  if (!URL.canParse(redirectUri)) {
    throw oauthError(191, "redirect_uri isn't an absolute URI. Check RFC 3986.")
  }
  const value = textParam(call.params, 'code')
  const code = call.world.state.codes.get(value ?? '')
  if (!code?.isForClient) {
    checkSecret(call, app)
  }
  if (value === undefined || value === '') {
    throw oauthError(1, 'Missing authorization code')
  }
  if (code?.appId !== app.id) {
    throw oauthError(100, 'Invalid verification code format.')
  }
  const refusal = refusalOf(code, { redirectUri, now: call.world.clock.now() })
  if (refusal) {
    throw refusal
  }
  code.usedAt = call.world.clock.now()
  return shown(tokenFor(call, app, code))
}

function tokenFor(call: GraphCall, app: App, code: LoginCode): Token {
  const { world } = call
  const owner = { appId: app.id, personId: code.personId }
  if (code.systemUserId === undefined) {
    return issueUserToken(world, owner, code.isForClient ? 'long' : world.state.settings.codeTokenLife)
  }
  return issueSystemUserToken(world, { ...owner, systemUserId: code.systemUserId }, code.expires ?? '60-days')
}

function refusalOf(code: LoginCode, facts: { redirectUri: string; now: number }): GraphError | undefined {
  if (code.redirectUri !== facts.redirectUri) {
    return oauthError(
      100,
      'Error validating verification code. Please make sure your redirect_uri is identical to the one you used in the OAuth dialog request',
      36008,
    )
  }
  if (code.usedAt !== undefined) {
    return oauthError(100, 'This authorization code has been used.', 36009)
  }
  return code.expiresAt <= facts.now ? oauthError(100, 'This authorization code has expired.', 36007) : undefined
}

/** Short → long. A dead or expired token cannot be exchanged; a system user's gets sixty days anew. */
function exchanged(call: GraphCall, app: App): unknown {
  const token = call.world.state.tokens.get(requiredText(call.params, 'fb_exchange_token'))
  if (token?.appId !== app.id || token.kind !== 'user') {
    throw oauthError(190, 'Invalid OAuth access token.')
  }
  const found = inspectToken(call.world, token)
  if (found instanceof GraphError) {
    throw found
  }
  const owner = { appId: app.id, personId: token.personId }
  const { systemUserId } = token
  return shown(
    systemUserId === undefined
      ? issueUserToken(call.world, owner, 'long')
      : issueSystemUserToken(call.world, { ...owner, systemUserId }, token.expiresAt === 0 ? 'never' : '60-days'),
  )
}

/** `expires_in` is left out when there is no end. */
function shown(token: Token): unknown {
  const secondsLeft = Math.floor((token.expiresAt - token.issuedAt) / 1000)
  return { access_token: token.value, token_type: 'bearer', ...(token.expiresAt === 0 ? {} : { expires_in: secondsLeft }) }
}
