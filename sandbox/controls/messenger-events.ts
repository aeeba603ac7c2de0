import type { FastifyInstance } from 'fastify'
import { psidOf } from '../world/ids.ts'
import { conversationBetween, inThread, openWindow } from '../world/messenger/conversations.ts'
import { type MessagingEvent, personEvent } from '../world/messenger/messaging-events.ts'
import { findMessage } from '../world/messenger/person-acts.ts'
import { PAGE_FIELDS } from '../world/webhooks/subscriptions.ts'
import { announce, type Occasion } from '../world/webhooks/webhooks.ts'
import { type Page, tell, type World } from '../world/world.ts'
import { ControlError, flag, given, type Input, inputOf, moment, needed, object, objects, oneOf, pageIn, personIn, text } from './input.ts'
import { partiesIn } from './parties.ts'

type Shape = { readonly field: string; readonly event: (input: Input, world: World) => MessagingEvent }

/** The rarer events of a person, each with the field that carries it (Messenger Platform docs, webhook events, 2026-06). */
const SHAPES: Readonly<Record<string, Shape>> = {
  'account-linking': { field: 'messaging_account_linking', event: accountLinking },
  feedback: { field: 'messaging_feedback', event: feedback },
  'response-feedback': { field: 'response_feedback', event: responseFeedback },
  carts: { field: 'send_cart', event: (input) => ({ order: given({ products: objects(input, 'products'), note: text(input, 'note') }) }) },
  'game-plays': { field: 'messaging_game_plays', event: gamePlay },
  'message-requests': { field: 'messages', event: () => ({ message_request: 'accept' }) },
  'customer-information': { field: 'messaging_customer_information', event: customerInformation },
  'lead-forms': { field: 'messaging_in_thread_lead_form_submit', event: leadForm },
}

/** Events that are no message: one control for each common shape, and one for everything else. */
export function messengerEventRoutes(server: FastifyInstance, world: World): void {
  for (const [path, { field, event }] of Object.entries(SHAPES)) {
    server.post(`/sandbox/${path}`, (request) => {
      const input = inputOf(request.body)
      partiesIn(world, input)
      return tellOf(world, input, { field, event: event(input, world) })
    })
  }
  server.post('/sandbox/policy', (request) => policy(world, inputOf(request.body)))
  server.post('/sandbox/messaging', (request) => anything(world, inputOf(request.body)))
}

/** Puts an event of a person, or of nobody (`person_id` missing), on its way; gives what was told. */
export function tellOf(world: World, input: Input, { field, event }: { field: string; event: MessagingEvent }) {
  const page = pageIn(world, needed(input, 'page_id'))
  const at = moment(input, 'timestamp') ?? world.clock.now()
  const personId = text(input, 'person_id')
  const psid = personId === undefined ? undefined : psidOf(page.id, personIn(world, personId).id)
  const told =
    psid === undefined ? { recipient: { id: page.id }, timestamp: at, ...event } : personEvent({ psid, pageId: page.id }, at, event)
  announce(world, occasionOf(world, page, { field, at, psid }), told)
  return { event: told }
}

function occasionOf(world: World, page: Page, { field, at, psid }: { field: string; at: number; psid: string | undefined }): Occasion {
  const conversation = world.state.conversations.get(psid ?? '')
  return conversation ? inThread(conversation, field, at) : { pageId: page.id, field, at }
}

/** `event` is the item without sender, recipient and timestamp, which it may set itself; `opens: true` opens the window. */
function anything(world: World, input: Input) {
  const field = needed(input, 'field')
  const event = object(input, 'event')
  if (!PAGE_FIELDS.includes(field)) {
    throw new ControlError(400, `There is no webhook field ${field}.`)
  }
  if (!event) {
    throw new ControlError(400, 'event is missing.')
  }
  const personId = text(input, 'person_id')
  const conversation =
    personId === undefined ? undefined : conversationBetween(world, needed(input, 'page_id'), personIn(world, personId).id)
  if (conversation && flag(input, 'opens') === true) {
    openWindow(conversation, moment(input, 'timestamp') ?? world.clock.now())
    tell(world, { type: 'marks', conversation })
  }
  return tellOf(world, input, { field, event })
}

/** No person stands behind it, so there is no sender. */
function policy(world: World, input: Input) {
  const action = oneOf(input, 'action', ['warning', 'block', 'unblock']) ?? 'warning'
  const reason =
    text(input, 'reason') ?? (action === 'unblock' ? undefined : 'The Page sent messages that violate the Messenger Platform policy.')
  const event = { policy_enforcement: given({ action, reason }) }
  return tellOf(world, { page_id: input['page_id'], timestamp: input['timestamp'] }, { field: 'messaging_policy_enforcement', event })
}

function accountLinking(input: Input): MessagingEvent {
  const status = oneOf(input, 'status', ['linked', 'unlinked']) ?? 'linked'
  return { account_linking: { status, ...(status === 'linked' ? { authorization_code: needed(input, 'authorization_code') } : {}) } }
}

/** Answers to a customer feedback template: `question_id`, `score_type` (csat, nps, ces), `score`, `follow_up` in words. */
function feedback(input: Input): MessagingEvent {
  const screens = objects(input, 'feedback_screens')
  if (screens.length > 0) {
    return { messaging_feedback: { feedback_screens: screens } }
  }
  const followUp = text(input, 'follow_up')
  const answer = {
    type: oneOf(input, 'score_type', ['csat', 'nps', 'ces', 'free_form']) ?? 'csat',
    payload: needed(input, 'score'),
    ...(followUp === undefined ? {} : { follow_up: { type: 'free_form', payload: followUp } }),
  }
  return { messaging_feedback: { feedback_screens: [{ screen_id: 0, questions: { [needed(input, 'question_id')]: answer } }] } }
}

function responseFeedback(input: Input, world: World): MessagingEvent {
  const mid = needed(input, 'mid')
  if (findMessage(world, mid)?.message.from !== 'page') {
    throw new ControlError(404, `The Page sent no message ${mid}.`)
  }
  const isGood = oneOf(input, 'feedback', ['good', 'bad']) !== 'bad'
  return { response_feedback: { feedback: isGood ? 'Good response' : 'Bad response', mid } }
}

function gamePlay(input: Input): MessagingEvent {
  const members = ['game_id', 'player_id', 'context_type', 'context_id', 'score', 'payload']
  return { game_play: given(Object.fromEntries(members.map((name) => [name, input[name]]))) }
}

function customerInformation(input: Input): MessagingEvent {
  const responses = Object.entries(object(input, 'responses') ?? {}).map(([key, value]) => ({ key, value: String(value) }))
  return { messaging_customer_information: { screens: [{ screen_id: text(input, 'screen_id') ?? '0', responses }] } }
}

function leadForm(input: Input): MessagingEvent {
  const data = Object.entries(object(input, 'answers') ?? {}).map(([name, value]) => ({ name, values: [String(value)] }))
  return { lead: { data } }
}
