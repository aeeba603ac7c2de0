import type { FastifyInstance } from 'fastify'
import { markDelivered, markRead, personWrites } from '../world/messenger/conversations.ts'
import type { Conversation, World } from '../world/world.ts'
import { messageIn } from './message-input.ts'
import { partiesIn, shownAct, threadIn } from './parties.ts'
import { digits, type Input, inputOf, moment, needed } from './input.ts'
import { shownConversation, shownMarks } from './shown.ts'

const SHOWN_MESSAGES = 200

/** What a person does in Messenger: write, get, read. */
export function peopleActRoutes(server: FastifyInstance, world: World): void {
  server.post('/sandbox/messages', (request) => write(world, inputOf(request.body)))
  server.post('/sandbox/deliveries', (request) => mark(world, inputOf(request.body), markDelivered))
  server.post('/sandbox/reads', (request) => mark(world, inputOf(request.body), markRead))
  server.get<{ Params: { page: string; person: string }; Querystring: { limit?: string } }>(
    '/sandbox/conversations/:page/:person',
    (request) =>
      shownConversation(
        world,
        threadIn(world, request.params.page, request.params.person),
        digits(request.query, 'limit') ?? SHOWN_MESSAGES,
      ),
  )
}

function write(world: World, input: Input) {
  const parties = partiesIn(world, input)
  return shownAct(world, parties, personWrites(world, parties, messageIn(world, input)))
}

function mark(world: World, input: Input, change: (world: World, conversation: Conversation, upTo: number) => boolean) {
  const conversation = threadIn(world, needed(input, 'page_id'), needed(input, 'person_id'))
  const newest = conversation.messages.at(-1)?.at ?? 0
  const changed = change(world, conversation, moment(input, 'up_to') ?? Math.max(newest, world.clock.now()))
  return { changed, ...shownMarks(conversation) }
}
