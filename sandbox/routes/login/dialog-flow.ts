import { businessesOf, systemUserFor } from '../../world/login/businesses.ts'
import { grantOf, pagesOf, renewGrant, saveGrant } from '../../world/login/grants.ts'
import { isBusinessScope, isPageScope } from '../../world/login/scopes.ts'
import type { Grant, Person, World } from '../../world/world.ts'
import { cancelAnswer, codeFor, goodAnswer } from './dialog-answer.ts'
import type { DialogRefusal, DialogRequest } from './dialog-request.ts'

/** Which screen comes now; `choices` travel along in the form from screen to screen. */
export type Screen =
  | { readonly name: 'log-in' }
  | ({ readonly name: 'continue' } & Visit)
  | ({ readonly name: 'pages' } & Visit)
  | ({ readonly name: 'businesses'; readonly choices: Choices } & Visit)
  | ({ readonly name: 'permissions'; readonly choices: Choices } & Visit)
  | { readonly name: 'done'; readonly person: Person; readonly code: string }
  | { readonly name: 'leave'; readonly location: string }
  | { readonly name: 'refused'; readonly refusal: DialogRefusal }

/** Who is there, and what they allowed this app before. */
export type Visit = { readonly person: Person; readonly before: Grant | undefined }

type Reach = 'all' | 'current'
export type Choices = {
  readonly reach: Reach
  readonly pageIds: readonly string[]
  readonly businessReach: Reach
  readonly businessIds: readonly string[]
}

/** What a form of the dialog sent: which screen, which button, which ticks. */
export type Step = {
  readonly from: string
  readonly press: string
  readonly personId: string | undefined
  readonly reach: string | undefined
  readonly pageIds: readonly string[]
  readonly businessReach: string | undefined
  readonly businessIds: readonly string[]
  readonly scopes: readonly string[]
  readonly code: string | undefined
}

/** The first screen: log in, or what Facebook offers to someone it knows already. */
export function firstScreen(world: World, request: DialogRequest, person: Person | undefined): Screen {
  return person && request.authType !== 'reauthenticate' ? welcome(world, request, person) : { name: 'log-in' }
}

/** The screen after a button was pressed. */
export function nextScreen(world: World, request: DialogRequest, step: Step): Screen {
  const person = world.state.people.get(step.personId ?? '')
  if (step.press === 'cancel') {
    return { name: 'leave', location: cancelAnswer(request) }
  }
  if (!person || step.press === 'switch') {
    return { name: 'log-in' }
  }
  const visit = { person, before: grantOf(world, request.app.id, person.id) }
  const refusal = refusalFor(request, person)
  if (refusal) {
    return { name: 'refused', refusal }
  }
  switch (step.from) {
    case 'log-in':
      return welcome(world, request, person)
    case 'continue':
      return afterContinue(world, request, { ...visit, press: step.press })
    case 'pages':
      return afterPages(world, request, { ...visit, choices: choicesIn(world, person, step) })
    case 'businesses':
      return { name: 'permissions', ...visit, choices: choicesIn(world, person, step) }
    case 'permissions':
      return step.press === 'back' ? { name: 'pages', ...visit } : granted(world, request, { ...visit, step })
    default:
      return { name: 'leave', location: goodAnswer(world, request, { person, code: step.code }) }
  }
}

/** May the person go on with what they allowed before, in one press? Not when something new is asked for, or something lapsed. */
export function canReplay(request: DialogRequest, before: Grant): boolean {
  const isStrict = request.authType === 'rerequest' || request.config !== undefined
  const answered = isStrict ? before.scopes : [...before.scopes, ...before.declined]
  return request.config?.token !== 'system-user' && request.scopes.every((scope) => answered.includes(scope))
}

/** Words seen on Facebook's own page; that of a barred account is unproven. */
function refusalFor({ app }: DialogRequest, person: Person): DialogRefusal | undefined {
  if (app.mode === 'development' && !app.roles.has(person.id)) {
    return {
      title: 'App not active',
      words:
        'This app is not currently accessible and the app developer is aware of the issue. You will be able to log in when the app is reactivated.',
    }
  }
  return person.barrier
    ? { title: 'Your account needs your attention', words: 'Log in to www.facebook.com and follow the instructions given.' }
    : undefined
}

function welcome(world: World, request: DialogRequest, person: Person): Screen {
  const refusal = refusalFor(request, person)
  return refusal ? { name: 'refused', refusal } : { name: 'continue', person, before: grantOf(world, request.app.id, person.id) }
}

/** The quick button replays the old grant as it was, even with no Page in it. */
function afterContinue(world: World, request: DialogRequest, { press, ...visit }: Visit & { press: string }): Screen {
  const { person, before } = visit
  if (press === 'continue' && before && canReplay(request, before)) {
    renewGrant(world, before)
    return { name: 'leave', location: goodAnswer(world, request, { person }) }
  }
  const choosesPages = request.config ? request.config.assets.includes('pages') : request.scopes.some(isPageScope)
  return choosesPages ? { name: 'pages', ...visit } : afterPages(world, request, { ...visit, choices: choicesBefore(before) })
}

function afterPages(world: World, request: DialogRequest, visit: Visit & { choices: Choices }): Screen {
  const choosesBusinesses = request.scopes.some(isBusinessScope) || request.config?.token === 'system-user'
  const hasAny = businessesOf(world, visit.person.id).length > 0
  return { name: choosesBusinesses && hasAny ? 'businesses' : 'permissions', ...visit }
}

function choicesBefore(before: Grant | undefined): Choices {
  return {
    reach: before?.allPages === true ? 'all' : 'current',
    pageIds: before?.pageIds ?? [],
    businessReach: before?.allBusinesses === true ? 'all' : 'current',
    businessIds: before?.businessIds ?? [],
  }
}

function choicesIn(world: World, person: Person, step: Step): Choices {
  const pages = chosen(pagesOf(world, person.id), step.reach, step.pageIds)
  const businesses = chosen(businessesOf(world, person.id), step.businessReach, step.businessIds)
  return { reach: pages.reach, pageIds: pages.ids, businessReach: businesses.reach, businessIds: businesses.ids }
}

function chosen(own: readonly { id: string }[], reach: string | undefined, ticked: readonly string[]): { reach: Reach; ids: string[] } {
  const ids = own.map(({ id }) => id)
  return reach === 'all' ? { reach: 'all', ids } : { reach: 'current', ids: ids.filter((id) => ticked.includes(id)) }
}

/** With a configuration it is all or nothing (Facebook Login for Business docs, 2026-05). */
function granted(world: World, request: DialogRequest, { person, before, step }: Visit & { step: Step }): Screen {
  const scopes = request.scopes.filter((scope) => isAlwaysGranted(request, scope) || step.scopes.includes(scope))
  const choices = choicesIn(world, person, step)
  const forBusiness = request.config?.token === 'system-user'
  const businessId = choices.businessIds[0]
  const isShort = request.config !== undefined && scopes.length < request.scopes.length
  if (isShort || (forBusiness && businessId === undefined)) {
    return { name: 'leave', location: cancelAnswer(request) }
  }
  const systemUserId = forBusiness && businessId !== undefined ? systemUserFor(world, { appId: request.app.id, businessId }).id : undefined
  saveGrant(world, {
    appId: request.app.id,
    personId: person.id,
    systemUserId,
    ...scopesAfter(request, scopes, forBusiness ? undefined : before),
    pageIds: choices.pageIds,
    allPages: choices.reach === 'all',
    businessIds: choices.businessIds,
    allBusinesses: choices.businessReach === 'all',
  })
  return { name: 'done', person, code: codeFor(world, request, { person, systemUserId }) }
}

/** E-mail and profile come with every configuration. */
function isAlwaysGranted(request: DialogRequest, scope: string): boolean {
  return scope === 'public_profile' || (scope === 'email' && request.config !== undefined)
}

/** What was not asked for now stays as it was. */
function scopesAfter(
  request: DialogRequest,
  scopes: readonly string[],
  before: Grant | undefined,
): Pick<Grant, 'scopes' | 'declined' | 'expired'> {
  const kept = (names: readonly string[] = []) => names.filter((scope) => !request.scopes.includes(scope))
  const declined = request.scopes.filter((scope) => !scopes.includes(scope))
  return {
    scopes: [...scopes, ...kept(before?.scopes)],
    declined: [...declined, ...kept(before?.declined)],
    expired: kept(before?.expired),
  }
}
