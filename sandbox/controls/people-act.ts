import type { FastifyInstance } from 'fastify'
import { conversationBetween, markDelivered, markRead, personWrites } from '../world/messenger/conversations.ts'
import type { Conversation, World } from '../world/world.ts'
import { messageIn } from './message-input.ts'
import { partiesIn, shownAct } from './parties.ts'
import { ControlError, type Input, inputOf, moment, needed, pageIn, personIn } from './input.ts'
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
      shownConversation(world, threadOf(world, request.params.page, request.params.person), Number(request.query.limit ?? SHOWN_MESSAGES)),
  )
}

function write(world: World, input: Input) {
  const parties = partiesIn(world, input)
  return shownAct(world, parties, personWrites(world, parties, messageIn(world, input)))
}

function mark(world: World, input: Input, change: (world: World, conversation: Conversation, upTo: number) => boolean) {
  const conversation = threadOf(world, needed(input, 'page_id'), needed(input, 'person_id'))
  const newest = conversation.messages.at(-1)?.at ?? 0
  const changed = change(world, conversation, moment(input, 'up_to') ?? Math.max(newest, world.clock.now()))
  return { changed, ...shownMarks(conversation) }
}

function threadOf(world: World, pageId: string, personId: string): Conversation {
  const conversation = conversationBetween(world, pageIn(world, pageId).id, personIn(world, personId).id)
  if (!conversation) {
    throw new ControlError(404, 'This person has not written to this Page yet.')
  }
  return conversation
}
