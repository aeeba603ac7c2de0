import type { FastifyInstance } from 'fastify'
import { newObjectId } from '../world/ids.ts'
import { PAGE_TASKS } from '../world/login/permissions.ts'
import { newPage, newPerson, OWNER_ID } from '../world/seed.ts'
import { killTokens } from '../world/login/kill.ts'
import { DEATHS } from '../world/login/token-death.ts'
import { type Page, type Person, tell, type World } from '../world/world.ts'
import { ControlError, flag, type Input, inputOf, needed, number, oneOf, pageIn, personIn, text } from './input.ts'
import { changeReach, changeSending } from './send-levers.ts'
import { shownPage, shownPerson, shownWorld } from './shown.ts'
import { changeRouting } from './threads.ts'

type ById = { Params: { id: string } }

/** People, Pages and their keys: made, changed, killed. */
export function castRoutes(server: FastifyInstance, world: World): void {
  server.get('/sandbox/world', () => shownWorld(world))
  server.post('/sandbox/people', (request) => makePerson(world, inputOf(request.body)))
  server.post('/sandbox/pages', (request) => makePages(world, inputOf(request.body)))
  server.patch<ById>('/sandbox/pages/:id', (request) => changePage(world, pageIn(world, request.params.id), inputOf(request.body)))
  server.patch<ById>('/sandbox/people/:id', (request) => changePerson(world, request.params.id, inputOf(request.body)))
  server.post('/sandbox/tokens/kill', (request) => kill(world, inputOf(request.body)))
}

function makePerson(world: World, input: Input) {
  const [firstName = '', ...rest] = (text(input, 'name') ?? `${needed(input, 'first_name')} ${text(input, 'last_name') ?? ''}`)
    .trim()
    .split(' ')
  const lastName = rest.join(' ')
  const person = newPerson({ id: newObjectId(), firstName, lastName, locale: text(input, 'locale') ?? 'en_US' })
  world.state.people.set(person.id, person)
  tell(world, { type: 'cast' })
  return shownPerson(world, person)
}

/** `count` makes many at once: "Name 1", "Name 2", …, all with the same administrator. */
function makePages(world: World, input: Input) {
  const name = needed(input, 'name')
  const count = number(input, 'count')
  const admin = personIn(world, text(input, 'admin_id') ?? OWNER_ID)
  const tasks = tasksIn(input['tasks']) ?? PAGE_TASKS
  const pages = Array.from({ length: count ?? 1 }, (_, index) =>
    newPage({
      name: count === undefined ? name : `${name} ${index + 1}`,
      category: text(input, 'category') ?? 'Local business',
      isPublished: flag(input, 'is_published') ?? true,
      admins: { [admin.id]: tasks },
    }),
  )
  for (const page of pages) {
    world.state.pages.set(page.id, page)
  }
  tell(world, { type: 'cast' })
  return { pages: pages.map((page) => shownPage(world, page)) }
}

/** `roles`: person id → tasks, an empty list or null takes the role away. `blocked_by`: person id → true or false. */
function changePage(world: World, page: Page, input: Input) {
  page.name = text(input, 'name') ?? page.name
  page.isPublished = flag(input, 'is_published') ?? page.isPublished
  page.details = { ...page.details, ...recordIn(input, 'details') }
  changeSending(world, page, input)
  changeRouting(world, page, input)
  for (const [personId, value] of Object.entries(recordIn(input, 'roles'))) {
    const tasks = tasksIn(value) ?? []
    if (tasks.length > 0) {
      page.roles.set(personIn(world, personId).id, tasks)
    } else {
      page.roles.delete(personIn(world, personId).id)
    }
  }
  for (const [personId, isBlocked] of Object.entries(recordIn(input, 'blocked_by'))) {
    if (isBlocked === true) {
      page.blockedBy.set(personIn(world, personId).id, world.clock.now())
    } else {
      page.blockedBy.delete(personIn(world, personId).id)
    }
  }
  tell(world, { type: 'cast' })
  return shownPage(world, page)
}

function changePerson(world: World, id: string, input: Input) {
  const person = personIn(world, id)
  changeReach(world, person.id, input)
  person.firstName = text(input, 'first_name') ?? person.firstName
  person.lastName = text(input, 'last_name') ?? person.lastName
  person.name = `${person.firstName} ${person.lastName}`.trim()
  person.email = text(input, 'email') ?? person.email
  person.locale = text(input, 'locale') ?? person.locale
  person.profile = oneOf(input, 'profile', ['shown', 'empty', 'unavailable']) ?? person.profile
  changeStanding(world, person, input)
  tell(world, { type: 'cast' })
  return shownPerson(world, person)
}

/** `password_changed` and `logged_out` end every session; `checkpoint` and `unconfirmed` bar the account while they stand. */
function changeStanding(world: World, person: Person, input: Input): void {
  for (const [name, subcode] of [
    ['password_changed', 460],
    ['logged_out', 467],
  ] as const) {
    if (flag(input, name) === true) {
      killTokens(world, { personId: person.id }, subcode)
    }
  }
  for (const barrier of ['checkpoint', 'unconfirmed'] as const) {
    const stands = flag(input, barrier)
    if (stands === true) {
      person.barrier = barrier
    } else if (stands === false && person.barrier === barrier) {
      person.barrier = undefined
    }
  }
}

function kill(world: World, input: Input) {
  const subcode = number(input, 'subcode') ?? 460
  if (!DEATHS.some((known) => known === subcode)) {
    throw new ControlError(400, `subcode must be one of ${DEATHS.join(', ')}.`)
  }
  const target = {
    appId: text(input, 'app_id'),
    pageId: text(input, 'page_id'),
    personId: text(input, 'person_id'),
    token: text(input, 'token'),
  }
  return { killed: killTokens(world, target, subcode) }
}

function tasksIn(value: unknown): string[] | undefined {
  return Array.isArray(value) ? value.map(String) : undefined
}

function recordIn(input: Input, name: string): Record<string, unknown> {
  const value = input[name]
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}
