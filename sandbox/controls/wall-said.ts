import type { FastifyInstance } from 'fastify'
import { announceChange } from '../world/webhooks/webhooks.ts'
import { mentionPage } from '../world/wall/mentions.ts'
import { ratePage, removeRating } from '../world/wall/ratings.ts'
import type { World } from '../world/world.ts'
import { ControlError, type Input, inputOf, needed, number, object, oneOf, pageIn, personIn, text } from './input.ts'
import { shownRating } from './shown-wall.ts'

type ById = { Params: { id: string } }

/** What people say of a Page: recommendations, and mentions elsewhere. */
export function saidRoutes(server: FastifyInstance, world: World): void {
  server.post('/sandbox/ratings', (request) => rate(world, inputOf(request.body)))
  server.delete<ById>('/sandbox/ratings/:id', ({ params }) => unrate(world, params.id))
  server.post('/sandbox/changes', (request) => change(world, inputOf(request.body)))
  server.post('/sandbox/mentions', (request) => mention(world, inputOf(request.body)))
}

function rate(world: World, input: Input) {
  const who = { page: pageIn(world, needed(input, 'page_id')), person: personIn(world, needed(input, 'person_id')) }
  const recommendation = oneOf(input, 'recommendation_type', ['positive', 'negative', 'POSITIVE', 'NEGATIVE']) ?? 'positive'
  const rating = ratePage(world, who, {
    recommendation: recommendation.toLowerCase() === 'negative' ? 'negative' : 'positive',
    text: text(input, 'review_text') ?? '',
    rating: number(input, 'rating'),
  })
  return shownRating(world, rating)
}

function unrate(world: World, id: string) {
  const rating = world.state.wall.ratings.get(id)
  if (!rating || rating.removedAt !== undefined) {
    throw new ControlError(404, `There is no rating ${id}.`)
  }
  removeRating(world, rating)
  return { removed: true }
}

function mention(world: World, input: Input) {
  const who = { page: pageIn(world, needed(input, 'page_id')), person: personIn(world, needed(input, 'person_id')) }
  const made = mentionPage(world, who, needed(input, 'message'))
  return { id: made.id, message: made.message, at: made.at }
}

/** Any other change of a Page as it would be told: `field` and `value` go out as they are (live videos, Page likes, events …). */
function change(world: World, input: Input) {
  const page = pageIn(world, needed(input, 'page_id'))
  const field = needed(input, 'field')
  const value = object(input, 'value')
  if (!value) {
    throw new ControlError(400, 'value is missing.')
  }
  announceChange(world, { pageId: page.id, field, at: world.clock.now() }, value)
  return { announced: field }
}
