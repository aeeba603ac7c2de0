import type { FastifyInstance } from 'fastify'
import { removeApp, requestDeletion } from '../deliver/removal.ts'
import type { Reply } from '../deliver/http.ts'
import type { Business } from '../world/login/businesses.ts'
import { grantOf, lapseScopes } from '../world/login/grants.ts'
import { newObjectId } from '../world/ids.ts'
import { OWNER_ID } from '../world/seed.ts'
import { type Grant, tell, type World } from '../world/world.ts'
import { appIn } from './apps.ts'
import { ControlError, type Input, inputOf, name, neededName, pageIn, personIn, text, texts } from './input.ts'

type ById = { Params: { id: string } }

/** What a person does in their Facebook settings: remove an app, ask it to forget them; and their businesses. */
export function accountRoutes(server: FastifyInstance, world: World): void {
  server.post<ById>('/sandbox/people/:id/remove-app', async (request) => {
    const reply = await removeApp(world, grantIn(world, request.params.id, inputOf(request.body)))
    return { removed: true, deauthorize: shownReply(reply) }
  })
  server.post<ById>('/sandbox/people/:id/request-deletion', (request) => askToForget(world, request.params.id, inputOf(request.body)))
  server.post<ById>('/sandbox/people/:id/lapse-permissions', (request) => lapse(world, request.params.id, inputOf(request.body)))
  server.get('/sandbox/businesses', () => ({ businesses: [...world.state.businesses.values()].map(shownBusiness) }))
  server.post('/sandbox/businesses', (request) => makeBusiness(world, inputOf(request.body)))
  server.patch<ById>('/sandbox/businesses/:id', (request) =>
    changeBusiness(world, businessIn(world, request.params.id), inputOf(request.body)),
  )
}

/** `system_user_id` names the grant of a system user instead of the person's own. */
function grantIn(world: World, personId: string, input: Input): Grant {
  const person = personIn(world, personId)
  const app = appIn(world, text(input, 'app_id'))
  const grant = grantOf(world, app.id, text(input, 'system_user_id') ?? person.id)
  if (grant?.personId !== person.id) {
    throw new ControlError(404, `${person.name} has not connected ${app.name}.`)
  }
  return grant
}

async function askToForget(world: World, personId: string, input: Input) {
  const person = personIn(world, personId)
  const app = appIn(world, text(input, 'app_id'))
  if (app.dataDeletionUrl === undefined) {
    throw new ControlError(409, `${app.name} has no data_deletion_url.`)
  }
  const answer = await requestDeletion(world, app, { url: app.dataDeletionUrl, personId: person.id })
  return {
    ...shownReply(answer.reply),
    url: answer.url ?? null,
    confirmation_code: answer.confirmationCode ?? null,
    problems: answer.problems,
  }
}

/** Without `permissions` all of them lapse, as after 90 days without use. */
function lapse(world: World, personId: string, input: Input) {
  const grant = grantIn(world, personId, input)
  lapseScopes(world, grant, texts(input, 'permissions') ?? grant.scopes)
  return { granted: grant.scopes, declined: grant.declined, expired: grant.expired }
}

function makeBusiness(world: World, input: Input) {
  const made: Business = { id: newObjectId(), name: neededName(input, 'name'), pageIds: [], adminIds: [OWNER_ID] }
  return changeBusiness(world, made, input)
}

function businessIn(world: World, id: string): Business {
  const business = world.state.businesses.get(id)
  if (!business) {
    throw new ControlError(404, `There is no business ${id}.`)
  }
  return business
}

function changeBusiness(world: World, business: Business, input: Input) {
  const pageIds = texts(input, 'page_ids')?.map((pageId) => pageIn(world, pageId).id)
  const adminIds = texts(input, 'admin_ids')?.map((personId) => personIn(world, personId).id)
  business.name = name(input, 'name') ?? business.name
  business.pageIds = pageIds ?? business.pageIds
  business.adminIds = adminIds ?? business.adminIds
  world.state.businesses.set(business.id, business)
  tell(world, { type: 'cast' })
  return shownBusiness(business)
}

function shownBusiness({ id, name, pageIds, adminIds }: Business) {
  return { id, name, page_ids: pageIds, admin_ids: adminIds }
}

function shownReply(reply: Reply | undefined): { status: number | null; failure: string | null } | null {
  if (!reply) {
    return null
  }
  return 'status' in reply ? { status: reply.status, failure: null } : { status: null, failure: reply.failure }
}
