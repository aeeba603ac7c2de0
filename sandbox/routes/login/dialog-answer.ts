import { dataAccessEnds, grantOf, issueCode } from '../../world/login/grants.ts'
import { issueUserToken } from '../../world/login/tokens.ts'
import type { Grant, Person, World } from '../../world/world.ts'
import { type DialogRequest, returnAddress } from './dialog-request.ts'

/** Where the browser goes when all was confirmed. `code` is the one shown to the last screen; without it a new one is made. */
export function goodAnswer(world: World, request: DialogRequest, login: { person: Person; code?: string | undefined }): string {
  const { person } = login
  const grant = grantOf(world, request.app.id, person.id)
  const values = {
    ...(request.answer.token ? tokenValues(world, request, { person, grant }) : {}),
    ...(request.answer.code ? { code: login.code ?? codeFor(world, request, { person }) } : {}),
    ...(request.answer.scopes ? scopeValues(grant) : {}),
  }
  return returnAddress(request, { values, inFragment: request.answer.token })
}

/** The person said no, or took away what a configuration needs. It comes in the query, whatever was asked for. */
export function cancelAnswer(request: DialogRequest): string {
  const values = { error: 'access_denied', error_code: '200', error_description: 'Permissions error', error_reason: 'user_denied' }
  return returnAddress(request, { values, inFragment: false })
}

export function codeFor(world: World, request: DialogRequest, login: { person: Person; systemUserId?: string | undefined }): string {
  const { person, systemUserId } = login
  const expires = request.config?.expires
  return issueCode(world, { appId: request.app.id, personId: person.id, systemUserId, expires, redirectUri: request.redirectUri }).code
}

/** A short token with its ends in seconds; a configuration adds a long one (business login docs). */
function tokenValues(world: World, request: DialogRequest, login: { person: Person; grant: Grant | undefined }): Record<string, string> {
  const owner = { appId: request.app.id, personId: login.person.id }
  const token = issueUserToken(world, owner, 'short')
  const now = world.clock.now()
  return {
    access_token: token.value,
    data_access_expiration_time: String(Math.floor(dataAccessEnds(login.grant, now) / 1000)),
    expires_in: String(Math.floor((token.expiresAt - token.issuedAt) / 1000)),
    ...(request.config ? { long_lived_token: issueUserToken(world, owner, 'long').value } : {}),
  }
}

function scopeValues(grant: Grant | undefined): Record<string, string> {
  return { granted_scopes: (grant?.scopes ?? []).join(','), denied_scopes: (grant?.declined ?? []).join(',') }
}
