import { GraphError, oauthError } from '../graph-error.ts'
import { appScopedId, grantOf } from './grants.ts'
import { appTokenOf, newTokenValue } from '../ids.ts'
import type { SystemUser } from './businesses.ts'
import { checkProof, type Proof } from './proof.ts'
import { deathError, pageNotGranted } from './token-death.ts'
import { type App, type Grant, type Page, type Person, type Token, tell, type World } from '../world.ts'

/** A person, or with `systemUser` the system user that the person installed for their business. */
export type UserAccess = {
  readonly kind: 'user'
  readonly app: App
  readonly token: Token
  readonly person: Person
  readonly grant: Grant
  readonly systemUser?: SystemUser | undefined
}
export type PageAccess = {
  readonly kind: 'page'
  readonly app: App
  readonly token: Token
  readonly person: Person
  readonly grant: Grant
  readonly page: Page
}
export type AppAccess = { readonly kind: 'app'; readonly app: App }
/** What a token that is alive lets its bearer be. */
export type Access = UserAccess | PageAccess | AppAccess

const MINUTE = 60_000
const SHORT_LIFE = 90 * MINUTE
const SIXTY_DAYS = 60 * 24 * 60 * MINUTE
/** What Facebook prints as `expires_in` for a long-lived token. */
const LONG_LIFE = 5_183_944_000

/** Says who calls, or throws the 190 (or the 100 of a wrong proof) that Graph would answer. */
export function accessOf(world: World, value: string | undefined, proof: Proof): Access {
  if (value === undefined || value === '') {
    throw oauthError(104, 'An access token is required to request this resource.')
  }
  const access = value.includes('|') ? appAccess(world, value) : tokenAccess(world, value)
  checkProof(world, access.app, { token: value, proof })
  return access
}

/** The state of one token: who it speaks for, or why it is dead. */
export function inspectToken(world: World, token: Token): UserAccess | PageAccess | GraphError {
  const { state } = world
  const app = state.apps.get(token.appId)
  const person = state.people.get(token.personId)
  if (!app || !person) {
    return oauthError(190, 'Invalid OAuth access token.')
  }
  const systemUser = token.systemUserId === undefined ? undefined : state.systemUsers.get(token.systemUserId)
  const grant = grantOf(world, token.appId, token.systemUserId ?? token.personId)
  const subcode = subcodeOf(token, { now: world.clock.now(), barrier: systemUser ? undefined : person.barrier })
  if (subcode !== undefined || !grant) {
    return deadWith(world, token, subcode ?? 458)
  }
  const user: UserAccess = { kind: 'user', app, token, person, grant, systemUser }
  return token.pageId === undefined ? user : pageAccess(world, user, token.pageId)
}

function pageAccess(world: World, user: UserAccess, pageId: string): PageAccess | GraphError {
  const { app, token, person, grant, systemUser } = user
  const page = world.state.pages.get(pageId)
  if (!page || !grant.pageIds.includes(pageId)) {
    return pageNotGranted()
  }
  const hasRole = systemUser !== undefined || page.roles.has(person.id)
  return hasRole ? { kind: 'page', app, token, person, grant, page } : deadWith(world, token, 492)
}

/** What ended the token by itself, or bars its person; undefined while it lives. */
function subcodeOf(token: Token, facts: { now: number; barrier: Person['barrier'] }): number | undefined {
  if (token.death) {
    return token.death.subcode
  }
  if (token.expiresAt !== 0 && token.expiresAt <= facts.now) {
    return 463
  }
  return facts.barrier && (facts.barrier === 'checkpoint' ? 459 : 464)
}

function deadWith(world: World, token: Token, subcode: number): GraphError {
  return deathError(token, subcode, { userId: appScopedId(world, token.appId, token.personId), now: world.clock.now() })
}

export function issueUserToken(world: World, owner: { appId: string; personId: string }, life: 'short' | 'long'): Token {
  const now = world.clock.now()
  return keep(world, {
    value: newTokenValue(),
    kind: 'user',
    appId: owner.appId,
    personId: owner.personId,
    pageId: undefined,
    life,
    issuedAt: now,
    expiresAt: now + (life === 'long' ? LONG_LIFE : SHORT_LIFE),
    death: undefined,
  })
}

/** A token of Facebook Login for Business that belongs to the business: for sixty days, or without an end. */
export function issueSystemUserToken(
  world: World,
  owner: { appId: string; personId: string; systemUserId: string },
  expires: '60-days' | 'never',
): Token {
  const now = world.clock.now()
  return keep(world, {
    value: newTokenValue(),
    kind: 'user',
    ...owner,
    pageId: undefined,
    life: 'long',
    issuedAt: now,
    expiresAt: expires === 'never' ? 0 : now + SIXTY_DAYS,
    death: undefined,
  })
}

/**
 * One Page token per person, Page and life: asking twice gives the same one. From a short user token it dies with it; from a long one it has no end, unless the
 * setting says that it has.
 */
export function pageTokenFor(world: World, user: UserAccess, pageId: string): Token {
  const { systemUserId } = user.token
  const isEndless = user.token.life === 'long' && systemUserId === undefined && world.state.settings.pageTokenLife !== 'with_login'
  const expiresAt = isEndless ? 0 : user.token.expiresAt
  const now = world.clock.now()
  for (const token of world.state.tokens.values()) {
    const isSame = token.pageId === pageId && token.personId === user.person.id && token.appId === user.app.id
    if (isSame && token.systemUserId === systemUserId && !token.death && token.expiresAt === expiresAt) {
      return token
    }
  }
  return keep(world, {
    value: newTokenValue(),
    kind: 'page',
    appId: user.app.id,
    personId: user.person.id,
    systemUserId,
    pageId,
    life: user.token.life,
    issuedAt: now,
    expiresAt,
    death: undefined,
  })
}

function appAccess(world: World, value: string): AppAccess {
  const app = world.state.apps.get(value.slice(0, value.indexOf('|')))
  if (!app) {
    throw oauthError(190, 'Invalid OAuth access token - Cannot parse access token')
  }
  if (!isAppToken(app, value)) {
    throw oauthError(190, 'Invalid OAuth access token signature.')
  }
  return { kind: 'app', app }
}

/** `id|secret`, or what `grant_type=client_credentials` hands out. */
export function isAppToken({ id, secret }: App, value: string): boolean {
  return value === `${id}|${secret}` || value === appTokenOf(id, secret)
}

function tokenAccess(world: World, value: string): UserAccess | PageAccess {
  const token = world.state.tokens.get(value)
  if (!token) {
    throw oauthError(
      190,
      value.startsWith('EAA') ? 'Invalid OAuth access token.' : 'Invalid OAuth access token - Cannot parse access token',
    )
  }
  const found = inspectToken(world, token)
  if (found instanceof GraphError) {
    throw found
  }
  return found
}

function keep(world: World, token: Token): Token {
  world.state.tokens.set(token.value, token)
  tell(world, { type: 'state' })
  return token
}
