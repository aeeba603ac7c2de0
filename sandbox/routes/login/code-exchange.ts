import { GraphError, missingParameter, oauthError } from '../../world/graph-error.ts'
import { appTokenOf } from '../../world/ids.ts'
import { inspectToken, issueUserToken } from '../../world/login/tokens.ts'
import type { App, LoginCode, Token } from '../../world/world.ts'
import type { GraphCall } from '../graph/call.ts'
import { requiredText, textParam } from '../graph/params.ts'

/** `/oauth/access_token`: a code, a short token or the app's own keys become a token. */
export function accessToken(call: GraphCall): unknown {
  const app = appOf(call)
  switch (textParam(call.params, 'grant_type') ?? 'authorization_code') {
    case 'client_credentials':
      return { access_token: appTokenOf(app.id, checkedSecret(call, app)), token_type: 'bearer' }
    case 'fb_exchange_token':
      checkedSecret(call, app)
      return exchanged(call, app)
    default:
      return fromCode(call, app)
  }
}

function appOf(call: GraphCall): App {
  const id = textParam(call.params, 'client_id')
  if (id === undefined) {
    throw oauthError(101, 'Missing client_id parameter.')
  }
  const app = call.world.state.apps.get(id)
  if (!app) {
    throw oauthError(101, 'Error validating application. Cannot get application info due to a system error.')
  }
  return app
}

function checkedSecret(call: GraphCall, app: App): string {
  const secret = textParam(call.params, 'client_secret')
  if (secret === undefined) {
    throw oauthError(1, 'Missing client_secret parameter.')
  }
  if (secret !== app.secret) {
    throw oauthError(1, 'Error validating client secret.')
  }
  return secret
}

function fromCode(call: GraphCall, app: App): unknown {
  const redirectUri = textParam(call.params, 'redirect_uri')
  if (redirectUri === undefined) {
    throw oauthError(191, 'Missing redirect_uri parameter.')
  }
  checkedSecret(call, app)
  const value = textParam(call.params, 'code')
  if (value === undefined || value === '') {
    throw missingParameter('code')
  }
  const code = call.world.state.codes.get(value)
  const refusal = refusalOf(code, { appId: app.id, redirectUri, now: call.world.clock.now() })
  if (!code || refusal) {
    throw refusal ?? oauthError(100, 'Invalid verification code format.')
  }
  code.usedAt = call.world.clock.now()
  return shown(call, issueUserToken(call.world, { appId: app.id, personId: code.personId }, call.world.state.settings.codeTokenLife))
}

function refusalOf(code: LoginCode | undefined, facts: { appId: string; redirectUri: string; now: number }): GraphError | undefined {
  if (code?.appId !== facts.appId) {
    return oauthError(100, 'Invalid verification code format.')
  }
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

/** Short → long. A dead or expired token cannot be exchanged. */
function exchanged(call: GraphCall, app: App): unknown {
  const token = call.world.state.tokens.get(requiredText(call.params, 'fb_exchange_token'))
  if (token?.appId !== app.id || token.kind !== 'user') {
    throw oauthError(190, 'Invalid OAuth access token.')
  }
  const found = inspectToken(call.world, token)
  if (found instanceof GraphError) {
    throw found
  }
  return shown(call, issueUserToken(call.world, { appId: app.id, personId: token.personId }, 'long'))
}

function shown(call: GraphCall, token: Token): unknown {
  return {
    access_token: token.value,
    token_type: 'bearer',
    expires_in: Math.floor((token.expiresAt - call.world.clock.now()) / 1000),
  }
}
