import { appScopedIdOf, newCodeValue } from '../ids.ts'
import { announceConnection, announceGrant } from '../webhooks/permissions.ts'
import { type Grant, type LoginCode, type Page, tell, type World } from '../world.ts'
import { killTokens } from './kill.ts'

const CODE_LIFE = 10 * 60_000
const DATA_ACCESS_MS = 90 * 24 * 3_600_000

/** The grant of a person, or of a system user by its own id. */
export function grantOf(world: World, appId: string, holderId: string): Grant | undefined {
  return world.state.grants.get(`${appId}:${holderId}`)
}

type GrantWish = Pick<Grant, 'appId' | 'personId' | 'scopes' | 'declined' | 'pageIds' | 'allPages'> & Partial<Grant>

export function newGrant(wish: GrantWish): Grant {
  return { expired: [], businessIds: [], allBusinesses: false, systemUserId: undefined, renewedAt: 0, ...wish }
}

/** Writes down what a person allowed an app; it replaces what they allowed before, and apps that subscribed `permissions` hear of it. */
export function saveGrant(world: World, wish: GrantWish): Grant {
  const grant = newGrant({ renewedAt: world.clock.now(), ...wish })
  const before = world.state.grants.get(keyOf(grant))
  world.state.grants.set(keyOf(grant), grant)
  announceGrant(world, before, grant)
  tell(world, { type: 'state' })
  return grant
}

/** The person removed the app: every token of it dies with 458. */
export function dropGrant(world: World, grant: Grant): void {
  const { appId, personId, systemUserId } = grant
  killTokens(world, systemUserId === undefined ? { appId, personId } : { appId, systemUserId }, 458)
  world.state.grants.delete(keyOf(grant))
  announceConnection(world, grant, 'revoked')
  tell(world, { type: 'state' })
}

/** One permission is taken back, by the person or by the app; it counts as declined from then on. */
export function declineScope(world: World, grant: Grant, scope: string): void {
  takeScopes(world, grant, [scope])
  grant.declined = [...new Set([...grant.declined, scope])]
}

/** Permissions not used for 90 days lapse (auth versus data access docs, 2026): they stand as expired until the next login. */
export function lapseScopes(world: World, grant: Grant, scopes: readonly string[]): void {
  const lapsed = grant.scopes.filter((scope) => scope !== 'public_profile' && scopes.includes(scope))
  takeScopes(world, grant, lapsed)
  grant.expired = [...new Set([...grant.expired, ...lapsed])]
}

/** The person went on with what they had allowed: access to data starts anew. */
export function renewGrant(world: World, grant: Grant): void {
  grant.renewedAt = world.clock.now()
  tell(world, { type: 'state' })
}

/** When the app's access to the person's data ends, in ms: 90 days after their last login. */
export function dataAccessEnds(grant: Grant | undefined, since: number): number {
  return Math.max(grant?.renewedAt ?? 0, since) + DATA_ACCESS_MS
}

/** Pages on which the person has any role, in the order they were made. */
export function pagesOf(world: World, personId: string): Page[] {
  return [...world.state.pages.values()].filter((page) => page.roles.has(personId))
}

export function appScopedId(world: World, appId: string, personId: string): string {
  const id = appScopedIdOf(appId, personId)
  if (!world.state.appScopedIds.has(id)) {
    world.state.appScopedIds.set(id, { appId, personId })
  }
  return id
}

/** A code for the redirect back: good once, for ten minutes, with the very same redirect URI. */
export function issueCode(world: World, login: Omit<LoginCode, 'code' | 'expiresAt' | 'usedAt'>): LoginCode {
  const now = world.clock.now()
  for (const [code, { expiresAt }] of world.state.codes) {
    if (expiresAt + CODE_LIFE < now) {
      world.state.codes.delete(code)
    }
  }
  const code: LoginCode = { code: newCodeValue(), ...login, expiresAt: now + CODE_LIFE, usedAt: undefined }
  world.state.codes.set(code.code, code)
  tell(world, { type: 'state' })
  return code
}

function takeScopes(world: World, grant: Grant, scopes: readonly string[]): void {
  const before = { ...grant }
  grant.scopes = grant.scopes.filter((granted) => !scopes.includes(granted))
  announceGrant(world, before, grant)
  tell(world, { type: 'state' })
}

function keyOf({ appId, personId, systemUserId }: Grant): string {
  return `${appId}:${systemUserId ?? personId}`
}
