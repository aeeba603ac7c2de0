import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { openConversation } from '../world/messenger/conversations.ts'
import { keepToken, keepUserRef, type NotificationToken } from '../world/messenger/opt-ins.ts'
import type { World } from '../world/world.ts'
import { ControlError, given, type Input, inputOf, needed, oneOf, text } from './input.ts'
import { tellOf } from './messenger-events.ts'
import { partiesIn } from './parties.ts'

const FIELD = 'messaging_optins'
const YEAR = 365 * 24 * 3_600_000
const STOP = 'STOP NOTIFICATIONS'
const RESUME = 'RESUME NOTIFICATIONS'

/**
 * A person agrees to hear more (Messenger Platform docs, messaging_optins, 2026-06): by a plugin (`ref`, and `user_ref` for the checkbox,
 * which tells no PSID), to marketing messages (`type: notification_messages`), once (`type: one_time_notif_req`); or stops and
 * resumes (`token`, `status: stop | resume`).
 */
export function optInRoutes(server: FastifyInstance, world: World): void {
  server.post('/sandbox/optins', (request) => optIn(world, inputOf(request.body)))
}

function optIn(world: World, input: Input) {
  partiesIn(world, input)
  switch (oneOf(input, 'type', ['plugin', 'notification_messages', 'one_time_notif_req']) ?? 'plugin') {
    case 'notification_messages':
      return text(input, 'token') === undefined ? agree(world, input) : changeMind(world, input)
    case 'one_time_notif_req':
      return agreeOnce(world, input)
    default:
      return tickBox(world, input)
  }
}

function tickBox(world: World, input: Input) {
  const userRef = text(input, 'user_ref')
  if (userRef === undefined) {
    return tellOf(world, input, { field: FIELD, event: { optin: { ref: needed(input, 'ref') } } })
  }
  const { page, person } = partiesIn(world, input)
  keepUserRef(world, { userRef, pageId: page.id, personId: person.id, at: world.clock.now() })
  const event = { optin: given({ ref: text(input, 'ref'), user_ref: userRef }) }
  return tellOf(world, { ...input, person_id: undefined }, { field: FIELD, event })
}

function agree(world: World, input: Input) {
  const timezone = text(input, 'timezone')
  const kept = newToken(world, input, 'recurring')
  const told = tellOf(world, input, { field: FIELD, event: { optin: marketingOptIn(kept, timezone) } })
  return { token: kept.token, ...told }
}

function agreeOnce(world: World, input: Input) {
  const kept = newToken(world, input, 'one_time')
  const optin = given({ type: 'one_time_notif_req', payload: kept.payload, one_time_notif_token: kept.token })
  return { token: kept.token, ...tellOf(world, input, { field: FIELD, event: { optin } }) }
}

function changeMind(world: World, input: Input) {
  const known = world.state.messenger.tokens.get(needed(input, 'token'))
  if (known?.kind !== 'recurring') {
    throw new ControlError(404, 'There is no such notification token.')
  }
  known.isStopped = (oneOf(input, 'status', ['stop', 'resume']) ?? 'stop') === 'stop'
  const optin = { ...marketingOptIn(known, text(input, 'timezone')), notification_messages_status: known.isStopped ? STOP : RESUME }
  return { token: known.token, ...tellOf(world, input, { field: FIELD, event: { optin } }) }
}

function newToken(world: World, input: Input, kind: NotificationToken['kind']): NotificationToken {
  const { page, person } = partiesIn(world, input)
  openConversation(world, page, person)
  const expiresAt = world.clock.now() + YEAR
  const token = randomBytes(12).toString('base64url')
  return keepToken(world, {
    token,
    kind,
    pageId: page.id,
    personId: person.id,
    expiresAt,
    title: text(input, 'title'),
    payload: text(input, 'payload'),
  })
}

function marketingOptIn(token: NotificationToken, timezone: string | undefined): Record<string, unknown> {
  return given({
    type: 'notification_messages',
    payload: token.payload,
    title: token.title,
    notification_messages_token: token.token,
    notification_messages_timezone: timezone ?? 'Europe/Warsaw',
    token_expiry_timestamp: token.expiresAt,
    user_token_status: 'REFRESHED',
  })
}
