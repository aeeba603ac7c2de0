import { appScopedIdOf, newCodeValue } from '../ids.ts'
import { type Grant, type LoginCode, type Page, tell, type World } from '../world.ts'

const CODE_LIFE = 10 * 60_000

/** The permissions whose grant is bound to chosen Pages. */
export function isPageScope(scope: string): boolean {
  return scope.startsWith('pages_') || scope === 'read_insights' || scope === 'page_utility_messaging'
}

export function grantOf(world: World, appId: string, personId: string): Grant | undefined {
  return world.state.grants.get(`${appId}:${personId}`)
}

/** Writes down what a person allowed an app; it replaces what they allowed before. */
export function saveGrant(world: World, grant: Grant): Grant {
  world.state.grants.set(`${grant.appId}:${grant.personId}`, grant)
  tell(world, { type: 'state' })
  return grant
}

export function dropGrant(world: World, grant: Grant): void {
  world.state.grants.delete(`${grant.appId}:${grant.personId}`)
  tell(world, { type: 'state' })
}

export function declineScope(world: World, grant: Grant, scope: string): void {
  grant.scopes = grant.scopes.filter((granted) => granted !== scope)
  grant.declined = [...new Set([...grant.declined, scope])]
  tell(world, { type: 'state' })
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
export function issueCode(world: World, login: { appId: string; personId: string; redirectUri: string }): LoginCode {
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
