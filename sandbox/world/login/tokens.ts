import { createHmac } from 'node:crypto'
import { GraphError, oauthError } from '../graph-error.ts'
import { appScopedId, grantOf } from './grants.ts'
import { appTokenOf, newTokenValue } from '../ids.ts'
import { deathError, pageNotGranted } from './token-death.ts'
import { type App, type Grant, type Page, type Person, type Token, tell, type World } from '../world.ts'

export type UserAccess = { readonly kind: 'user'; readonly app: App; readonly token: Token; readonly person: Person; readonly grant: Grant }
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
/** What Facebook prints as `expires_in` for a long-lived token. */
const LONG_LIFE = 5_183_944_000

/** Says who calls, or throws the 190 (or the 100 of a wrong proof) that Graph would answer. */
export function accessOf(world: World, value: string | undefined, proof: string | undefined): Access {
  if (value === undefined || value === '') {
    throw oauthError(104, 'An access token is required to request this resource.')
  }
  const access = value.includes('|') ? appAccess(world, value) : tokenAccess(world, value)
  checkProof(world, { app: access.app, value, proof })
  return access
}

/** The state of one token: who it speaks for, or why it is dead. */
export function inspectToken(world: World, token: Token): UserAccess | PageAccess | GraphError {
  const { state, clock } = world
  const app = state.apps.get(token.appId)
  const person = state.people.get(token.personId)
  if (!app || !person) {
    return oauthError(190, 'Invalid OAuth access token.')
  }
  const facts = { userId: appScopedId(world, token.appId, token.personId), now: clock.now() }
  const grant = grantOf(world, token.appId, token.personId)
  if (token.death) {
    return deathError(token, token.death.subcode, facts)
  }
  if (token.expiresAt !== 0 && token.expiresAt <= facts.now) {
    return deathError(token, 463, facts)
  }
  if (!grant) {
    return deathError(token, 458, facts)
  }
  if (token.pageId === undefined) {
    return { kind: 'user', app, token, person, grant }
  }
  const page = state.pages.get(token.pageId)
  if (!page || !grant.pageIds.includes(token.pageId)) {
    return pageNotGranted()
  }
  return page.roles.has(person.id) ? { kind: 'page', app, token, person, grant, page } : deathError(token, 492, facts)
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

/** One Page token per person, Page and life: asking twice gives the same one. From a short user token it dies with it. */
export function pageTokenFor(world: World, user: UserAccess, pageId: string): Token {
  const expiresAt = user.token.life === 'long' ? 0 : user.token.expiresAt
  const now = world.clock.now()
  for (const token of world.state.tokens.values()) {
    const isSame = token.pageId === pageId && token.personId === user.person.id && token.appId === user.app.id
    if (isSame && !token.death && token.expiresAt === expiresAt) {
      return token
    }
  }
  return keep(world, {
    value: newTokenValue(),
    kind: 'page',
    appId: user.app.id,
    personId: user.person.id,
    pageId,
    life: user.token.life,
    issuedAt: now,
    expiresAt,
    death: undefined,
  })
}

export type TokenTarget = {
  readonly pageId?: string | undefined
  readonly personId?: string | undefined
  readonly token?: string | undefined
}

/** Kills every living token of a Page, of a person, or one by its value. Says how many died. */
export function killTokens(world: World, target: TokenTarget, subcode: number): number {
  const at = world.clock.now()
  const doomed = [...world.state.tokens.values()].filter(
    (token) =>
      !token.death &&
      (target.token === undefined || token.value === target.token) &&
      (target.pageId === undefined || token.pageId === target.pageId) &&
      (target.personId === undefined || token.personId === target.personId),
  )
  for (const token of doomed) {
    token.death = { subcode, at }
  }
  tell(world, { type: 'state' })
  return doomed.length
}

/** `appsecret_proof` as Graph computes it: per token, hex. */
function proofOf(secret: string, token: string): string {
  return createHmac('sha256', secret).update(token).digest('hex')
}

function appAccess(world: World, value: string): AppAccess {
  const app = world.state.apps.get(value.slice(0, value.indexOf('|')))
  if (!app) {
    throw oauthError(190, 'Invalid OAuth access token - Cannot parse access token')
  }
  if (value !== `${app.id}|${app.secret}` && value !== appTokenOf(app.id, app.secret)) {
    throw oauthError(190, 'Invalid OAuth access token signature.')
  }
  return { kind: 'app', app }
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

function checkProof(world: World, call: { app: App; value: string; proof: string | undefined }): void {
  if (call.proof === undefined) {
    if (world.state.settings.appsecretProofRequired) {
      throw proofError('API calls from the server require an appsecret_proof argument')
    }
    return
  }
  if (call.proof !== proofOf(call.app.secret, call.value)) {
    throw proofError('Invalid appsecret_proof provided in the API argument')
  }
}

function proofError(message: string): GraphError {
  return new GraphError({ message, type: 'GraphMethodException', code: 100 })
}

function keep(world: World, token: Token): Token {
  world.state.tokens.set(token.value, token)
  tell(world, { type: 'state' })
  return token
}
