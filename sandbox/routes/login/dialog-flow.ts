import { grantOf, isPageScope, issueCode, pagesOf, saveGrant } from '../../world/login/grants.ts'
import type { Grant, Person, World } from '../../world/world.ts'
import { type DialogRequest, returnAddress } from './dialog-request.ts'

/** Which screen comes now; `choices` travel along in the form from screen to screen. */
export type Screen =
  | { readonly name: 'log-in' }
  | { readonly name: 'continue'; readonly person: Person; readonly before: Grant | undefined }
  | { readonly name: 'pages'; readonly person: Person; readonly before: Grant | undefined }
  | { readonly name: 'permissions'; readonly person: Person; readonly before: Grant | undefined; readonly choices: Choices }
  | { readonly name: 'done'; readonly person: Person; readonly code: string }
  | { readonly name: 'leave'; readonly location: string }

export type Choices = { readonly reach: 'all' | 'current'; readonly pageIds: readonly string[] }

/** What a form of the dialog sent: which screen, which button, which ticks. */
export type Step = {
  readonly from: string
  readonly press: string
  readonly personId: string | undefined
  readonly reach: string | undefined
  readonly pageIds: readonly string[]
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
    return { name: 'leave', location: returnAddress(request, CANCELLED) }
  }
  if (!person || step.press === 'switch') {
    return { name: 'log-in' }
  }
  const before = grantOf(world, request.app.id, person.id)
  switch (step.from) {
    case 'log-in':
      return welcome(world, request, person)
    case 'continue':
      return afterContinue(world, request, { person, before, press: step.press })
    case 'pages':
      return { name: 'permissions', person, before, choices: choicesIn(world, person, step) }
    case 'permissions':
      return step.press === 'back' ? { name: 'pages', person, before } : granted(world, request, { person, before, step })
    default:
      return { name: 'leave', location: returnAddress(request, { code: step.code ?? '' }) }
  }
}

/** May the person go on with what they allowed before, in one press? Not when something new is asked for. */
export function canReplay(request: DialogRequest, before: Grant): boolean {
  const answered = request.authType === 'rerequest' ? before.scopes : [...before.scopes, ...before.declined]
  return request.scopes.every((scope) => answered.includes(scope))
}

const CANCELLED = { error: 'access_denied', error_code: '200', error_description: 'Permissions error', error_reason: 'user_denied' }

function welcome(world: World, request: DialogRequest, person: Person): Screen {
  return { name: 'continue', person, before: grantOf(world, request.app.id, person.id) }
}

/** The quick button replays the old grant as it was, even with no Page in it. */
function afterContinue(world: World, request: DialogRequest, now: { person: Person; before: Grant | undefined; press: string }): Screen {
  const { person, before } = now
  if (now.press === 'continue' && before && canReplay(request, before)) {
    return { name: 'leave', location: returnAddress(request, { code: codeFor(world, request, person) }) }
  }
  if (request.scopes.some(isPageScope)) {
    return { name: 'pages', person, before }
  }
  return { name: 'permissions', person, before, choices: { reach: 'current', pageIds: before?.pageIds ?? [] } }
}

function choicesIn(world: World, person: Person, step: Step): Choices {
  const own = pagesOf(world, person.id).map(({ id }) => id)
  const isAll = step.reach === 'all'
  return { reach: isAll ? 'all' : 'current', pageIds: isAll ? own : own.filter((id) => step.pageIds.includes(id)) }
}

function granted(world: World, request: DialogRequest, now: { person: Person; before: Grant | undefined; step: Step }): Screen {
  const { person, before, step } = now
  const { reach, pageIds } = choicesIn(world, person, step)
  const scopes = request.scopes.filter((scope) => scope === 'public_profile' || step.scopes.includes(scope))
  const untouched = (before?.scopes ?? []).filter((scope) => !request.scopes.includes(scope))
  saveGrant(world, {
    appId: request.app.id,
    personId: person.id,
    scopes: [...scopes, ...untouched],
    declined: request.scopes.filter((scope) => !scopes.includes(scope)),
    pageIds,
    allPages: reach === 'all',
  })
  return { name: 'done', person, code: codeFor(world, request, person) }
}

function codeFor(world: World, request: DialogRequest, person: Person): string {
  return issueCode(world, { appId: request.app.id, personId: person.id, redirectUri: request.redirectUri }).code
}
