import type { FastifyInstance } from 'fastify'
import { newObjectId } from '../world/ids.ts'
import { PAGE_TASKS } from '../world/login/permissions.ts'
import { newPage, newPerson, OWNER_ID } from '../world/seed.ts'
import { killTokens } from '../world/login/kill.ts'
import { DEATHS } from '../world/login/token-death.ts'
import { type Page, type Person, tell, type World } from '../world/world.ts'
import {
  amount,
  ControlError,
  flag,
  type Input,
  inputOf,
  name,
  neededName,
  number,
  object,
  oneOf,
  pageIn,
  personIn,
  text,
  texts,
} from './input.ts'
import { reachChange, sendingChange } from './send-levers.ts'
import { shownPage, shownPerson, shownWorld } from './shown.ts'
import { routingChange } from './threads.ts'

type ById = { Params: { id: string } }

const MANY_PAGES = 10_000

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
  const [firstName = '', ...rest] = (name(input, 'name') ?? `${neededName(input, 'first_name')} ${text(input, 'last_name') ?? ''}`)
    .trim()
    .split(/\s+/)
  const lastName = rest.join(' ')
  const person = newPerson({ id: newObjectId(), firstName, lastName, locale: text(input, 'locale') ?? 'en_US', addedAt: world.clock.now() })
  world.state.people.set(person.id, person)
  tell(world, { type: 'cast' })
  return shownPerson(world, person)
}

/** `count` makes many at once: "Name 1", "Name 2", …, all with the same administrator. */
function makePages(world: World, input: Input) {
  const called = neededName(input, 'name')
  const count = amount(input, 'count', MANY_PAGES)
  const admin = personIn(world, text(input, 'admin_id') ?? OWNER_ID)
  const tasks = tasksIn(input, 'tasks') ?? PAGE_TASKS
  const pages = Array.from({ length: count ?? 1 }, (_, index) =>
    newPage({
      name: count === undefined ? called : `${called} ${index + 1}`,
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
  // All is read before anything is changed: a wrong value changes nothing.
  const called = name(input, 'name') ?? page.name
  const isPublished = flag(input, 'is_published') ?? page.isPublished
  const details = { ...page.details, ...object(input, 'details') }
  const given = object(input, 'roles') ?? {}
  const roles = Object.keys(given).map((id) => [personIn(world, id).id, tasksIn(given, id) ?? []] as const)
  const blockers = object(input, 'blocked_by') ?? {}
  const blocked = Object.keys(blockers).map((id) => [personIn(world, id).id, flag(blockers, id)] as const)
  const changes = [sendingChange(world, page, input), routingChange(world, page, input)]
  Object.assign(page, { name: called, isPublished, details } satisfies Partial<Page>)
  for (const change of changes) {
    change()
  }
  for (const [personId, tasks] of roles) {
    if (tasks.length > 0) {
      page.roles.set(personId, tasks)
    } else {
      page.roles.delete(personId)
    }
  }
  for (const [personId, isBlocked] of blocked) {
    if (isBlocked === true) {
      page.blockedBy.set(personId, world.clock.now())
    } else {
      page.blockedBy.delete(personId)
    }
  }
  tell(world, { type: 'cast' })
  return shownPage(world, page)
}

function changePerson(world: World, id: string, input: Input) {
  const person = personIn(world, id)
  const firstName = name(input, 'first_name') ?? person.firstName
  const lastName = text(input, 'last_name') ?? person.lastName
  const told: Partial<Person> = {
    firstName,
    lastName,
    name: `${firstName} ${lastName}`.trim(),
    email: text(input, 'email') ?? person.email,
    locale: text(input, 'locale') ?? person.locale,
    profile: oneOf(input, 'profile', ['shown', 'empty', 'unavailable']) ?? person.profile,
  }
  const changes = [reachChange(world, person.id, input), standingChange(world, person, input)]
  Object.assign(person, told)
  for (const change of changes) {
    change()
  }
  tell(world, { type: 'cast' })
  return shownPerson(world, person)
}

/** `password_changed` and `logged_out` end every session; `checkpoint` and `unconfirmed` bar the account while they stand. */
function standingChange(world: World, person: Person, input: Input): () => void {
  const ends = [
    { isTold: flag(input, 'password_changed'), subcode: 460 },
    { isTold: flag(input, 'logged_out'), subcode: 467 },
  ]
  const barriers = (['checkpoint', 'unconfirmed'] as const).map((barrier) => ({ barrier, stands: flag(input, barrier) }))
  return () => {
    for (const { subcode } of ends.filter(({ isTold }) => isTold === true)) {
      killTokens(world, { personId: person.id }, subcode)
    }
    for (const { barrier, stands } of barriers) {
      if (stands === true) {
        person.barrier = barrier
      } else if (stands === false && person.barrier === barrier) {
        person.barrier = undefined
      }
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

function tasksIn(input: Input, name: string): string[] | undefined {
  return input[name] === null ? undefined : texts(input, name)
}
