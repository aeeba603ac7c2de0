import { GraphError, oauthError } from '../../world/graph-error.ts'
import { appScopedId, dataAccessEnds, grantOf } from '../../world/login/grants.ts'
import { isBusinessScope, isPageScope } from '../../world/login/scopes.ts'
import { inspectToken, isAppToken } from '../../world/login/tokens.ts'
import { targets } from '../../world/webhooks/permissions.ts'
import type { App, Grant, Token, World } from '../../world/world.ts'
import type { GraphCall } from '../graph/call.ts'
import { textParam } from '../graph/params.ts'

/** `/debug_token`: what is behind a token. Needs an app token of the same app, or the token of someone with a role on it. */
export function debugToken(call: GraphCall): unknown {
  const app = inspectingApp(call)
  const input = textParam(call.params, 'input_token')
  if (input === undefined || input === '') {
    throw oauthError(100, '(#100) The parameter input_token is required.')
  }
  if (isAppToken(app, input)) {
    return { data: { app_id: app.id, type: 'APP', application: app.name, is_valid: true, scopes: [] } }
  }
  const token = call.world.state.tokens.get(input)
  if (!token) {
    return { data: { error: { code: 190, message: 'Invalid OAuth access token.' }, is_valid: false, scopes: [] } }
  }
  if (token.appId !== app.id) {
    throw oauthError(100, '(#100) The App_id in the input_token did not match the Viewing App')
  }
  return { data: described(call.world, app, token) }
}

function inspectingApp(call: GraphCall): App {
  const access = call.access()
  if (access.kind !== 'app' && !access.app.roles.has(access.person.id)) {
    throw oauthError(100, '(#100) You must provide an app access token, or a user access token that is an owner or developer of the app')
  }
  return access.app
}

function described(world: World, app: App, token: Token): Record<string, unknown> {
  const grant = grantOf(world, app.id, token.systemUserId ?? token.personId)
  const found = inspectToken(world, token)
  const dead = found instanceof GraphError
  return {
    app_id: app.id,
    type: token.kind === 'page' ? 'PAGE' : token.systemUserId === undefined ? 'USER' : 'SYSTEM_USER',
    application: app.name,
    ...(dead ? { error: { code: found.body.code, message: found.body.message, ...subcodeOf(found) } } : {}),
    data_access_expires_at: seconds(dataAccessEnds(grant, token.issuedAt)),
    expires_at: seconds(token.expiresAt),
    is_valid: !dead,
    ...(token.life === 'long' ? { issued_at: seconds(token.issuedAt) } : {}),
    ...(token.pageId === undefined ? {} : { profile_id: token.pageId }),
    scopes: grant?.scopes ?? [],
    ...(grant ? { granular_scopes: granular(grant) } : {}),
    user_id: token.systemUserId ?? appScopedId(world, app.id, token.personId),
  }
}

/** `target_ids` is left out when the permission holds for all Pages, or all businesses. */
function granular(grant: Grant): unknown[] {
  return grant.scopes.filter((scope) => isPageScope(scope) || isBusinessScope(scope)).map((scope) => ({ scope, ...targets(grant, scope) }))
}

function subcodeOf(error: GraphError): { subcode?: number } {
  return error.body.error_subcode === undefined ? {} : { subcode: error.body.error_subcode }
}

function seconds(ms: number): number {
  return Math.floor(ms / 1000)
}
