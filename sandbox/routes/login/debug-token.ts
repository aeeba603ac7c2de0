import { GraphError, oauthError } from '../../world/graph-error.ts'
import { appScopedId, grantOf, isPageScope } from '../../world/login/grants.ts'
import { appTokenOf } from '../../world/ids.ts'
import { inspectToken } from '../../world/login/tokens.ts'
import type { App, Grant, Token, World } from '../../world/world.ts'
import type { GraphCall } from '../graph/call.ts'
import { textParam } from '../graph/params.ts'

const DATA_ACCESS_MS = 90 * 24 * 3_600_000

/** `/debug_token`: what is behind a token. Needs an app token of the same app, or a user token of an administrator of it. */
export function debugToken(call: GraphCall): unknown {
  const { app } = call.access()
  const input = textParam(call.params, 'input_token')
  if (input === undefined || input === '') {
    throw oauthError(100, '(#100) The parameter input_token is required.')
  }
  if (input === `${app.id}|${app.secret}` || input === appTokenOf(app.id, app.secret)) {
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

function described(world: World, app: App, token: Token): Record<string, unknown> {
  const grant = grantOf(world, app.id, token.personId)
  const found = inspectToken(world, token)
  const dead = found instanceof GraphError
  return {
    app_id: app.id,
    type: token.kind === 'page' ? 'PAGE' : 'USER',
    application: app.name,
    ...(dead ? { error: { code: 190, message: found.body.message, ...subcodeOf(found) } } : {}),
    data_access_expires_at: seconds(token.issuedAt + DATA_ACCESS_MS),
    expires_at: seconds(token.expiresAt),
    is_valid: !dead,
    ...(token.life === 'long' ? { issued_at: seconds(token.issuedAt) } : {}),
    ...(token.pageId === undefined ? {} : { profile_id: token.pageId }),
    scopes: grant?.scopes ?? [],
    ...(grant ? { granular_scopes: granular(grant) } : {}),
    user_id: appScopedId(world, app.id, token.personId),
  }
}

/** `target_ids` is left out when the permission holds for all Pages. */
function granular(grant: Grant): unknown[] {
  return grant.scopes.filter(isPageScope).map((scope) => ({ scope, ...(grant.allPages ? {} : { target_ids: grant.pageIds }) }))
}

function subcodeOf(error: GraphError): { subcode?: number } {
  return error.body.error_subcode === undefined ? {} : { subcode: error.body.error_subcode }
}

function seconds(ms: number): number {
  return Math.floor(ms / 1000)
}
