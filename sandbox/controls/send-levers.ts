import type { FastifyInstance } from 'fastify'
import { psidOf } from '../world/ids.ts'
import { setBarrier } from '../world/messenger/send/barriers.ts'
import { SEND_ERRORS, sendErrorNamed, type SendErrorName } from '../world/messenger/send/send-errors.ts'
import { REJECTIONS } from '../world/messenger/templates/template-review.ts'
import { decide } from '../world/messenger/templates/utility-templates.ts'
import type { Page, World } from '../world/world.ts'
import { ControlError, flag, type Input, inputOf, needed, oneOf, pageIn, personIn, text } from './input.ts'

/** What sends run into, and how utility templates are reviewed. */
export function sendLeverRoutes(server: FastifyInstance, world: World): void {
  server.get('/sandbox/send-errors', () => ({
    errors: Object.entries(SEND_ERRORS).map(([name, error]) => ({ name, ...error })),
    barriers: [...world.state.messenger.barriers].map(([id, { error, at }]) => ({ id, error, at })),
  }))
  server.post('/sandbox/send-errors', (request) => changeBarrier(world, inputOf(request.body)))
  server.patch<{ Params: { id: string } }>('/sandbox/message-templates/:id', (request) =>
    reviewTemplate(world, request.params.id, inputOf(request.body)),
  )
}

/** `error` by its name, `10/2018108`, or null to take it away. Page alone: all it sends. Person alone: everyone's. Both: that thread. */
function changeBarrier(world: World, input: Input) {
  const pageId = text(input, 'page_id')
  const personId = text(input, 'person_id')
  const page = pageId === undefined ? undefined : pageIn(world, pageId)
  const person = personId === undefined ? undefined : personIn(world, personId)
  const id = page && person ? psidOf(page.id, person.id) : (page?.id ?? person?.id)
  if (id === undefined) {
    throw new ControlError(400, 'page_id or person_id is missing.')
  }
  const error = input['error'] === null ? undefined : knownError(needed(input, 'error'))
  setBarrier(world, id, error)
  return { id, error: error ?? null }
}

/** `restriction` and `is_news_page` of `PATCH pages/{id}`. */
export function sendingChange(world: World, page: Page, input: Input): () => void {
  const isNewsPage = flag(input, 'is_news_page') ?? page.isNewsPage
  const isGiven = input['restriction'] !== undefined
  const restriction = !isGiven || input['restriction'] === null ? undefined : knownError(needed(input, 'restriction'))
  return () => {
    page.isNewsPage = isNewsPage
    if (isGiven) {
      setBarrier(world, page.id, restriction)
    }
  }
}

/** `is_deactivated` of `PATCH people/{id}`: their account is gone for everyone. */
export function reachChange(world: World, personId: string, input: Input): () => void {
  const isDeactivated = flag(input, 'is_deactivated')
  return () => {
    if (isDeactivated !== undefined) {
      setBarrier(world, personId, isDeactivated ? '551/1545041' : undefined)
    }
  }
}

function knownError(name: string): SendErrorName {
  const known = sendErrorNamed(name)
  if (known === undefined) {
    throw new ControlError(400, `There is no send error ${name}; GET send-errors lists them.`)
  }
  return known
}

function reviewTemplate(world: World, id: string, input: Input) {
  const template = world.state.messenger.utilityTemplates.get(id)
  if (!template) {
    throw new ControlError(404, `There is no template ${id}.`)
  }
  const status = oneOf(input, 'status', ['APPROVED', 'PENDING', 'REJECTED', 'DISABLED'])
  if (status === undefined) {
    throw new ControlError(400, 'status is missing.')
  }
  decide(world, template, { status, rejection: oneOf(input, 'reason', REJECTIONS) })
  return { id, status: template.status, reason: template.rejection ?? null }
}
