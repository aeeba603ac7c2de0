import { oauthError } from '../../graph-error.ts'
import { tell, type World } from '../../world.ts'
import { checkPersona } from '../personas.ts'
import { reactionOf } from '../reactions.ts'
import { fullTextAt, type Json, mustBeOneOf, textAt } from './reading.ts'
import type { Conversation, Message } from '../thread.ts'

const ACTIONS = ['typing_on', 'typing_off', 'mark_seen', 'react', 'unreact']
const TYPING_SHOWS_MS = 20_000

export type SenderAction = { readonly name: string; readonly personaId: string | undefined; readonly payload: Json | undefined }

/** Plays a sender action in the thread; `react` and `unreact` name a message there (Messenger Platform docs, sender actions, 2026-01). */
export function act(world: World, conversation: Conversation, action: SenderAction): void {
  mustBeOneOf(action.name, ACTIONS, 'sender_action')
  checkPersona(world, conversation.pageId, action.personaId)
  switch (action.name) {
    case 'mark_seen':
      conversation.seenByPageUpTo = conversation.messages.at(-1)?.at ?? 0
      break
    case 'typing_on':
      conversation.pageTypesUntil = world.clock.now() + TYPING_SHOWS_MS
      break
    case 'typing_off':
      conversation.pageTypesUntil = 0
      break
    default:
      react(world, conversation, action)
      return
  }
  tell(world, { type: 'marks', conversation })
}

function react(world: World, conversation: Conversation, { name, payload }: SenderAction): void {
  if (!payload) {
    throw oauthError(100, '(#100) The parameter payload is required')
  }
  const message = messageIn(conversation, fullTextAt(payload, 'message_id', 'payload[message_id]'), 'payload[message_id]')
  const reaction = name === 'react' ? emojiIn(payload) : undefined
  message.reactions = { ...message.reactions, page: reaction === undefined ? undefined : reactionOf(reaction) }
  tell(world, { type: 'message-changed', conversation, message })
}

/** Any emoji, or one of the names that the webhook uses. */
function emojiIn(payload: Json): string {
  const text = fullTextAt(payload, 'reaction', 'payload[reaction]')
  if (!/^(\p{RGI_Emoji}|\p{Emoji_Presentation}|❤|smile|angry|sad|wow|love|like|dislike)$/v.test(text)) {
    throw oauthError(100, '(#100) Param payload[reaction] must be an emoji')
  }
  return text
}

/** A message of this thread, for an answer or a reaction. Searched from the newest: old ones are rarely meant. */
function messageIn(conversation: Conversation, mid: string, where: string): Message {
  const found = conversation.messages.findLast((message) => message.mid === mid)
  if (!found || found.isUnsent === true) {
    throw oauthError(100, `(#100) Param ${where} does not name a message of this conversation`)
  }
  return found
}

export function repliedTo(conversation: Conversation, replyTo: Json | undefined): string | undefined {
  const mid = replyTo && (textAt(replyTo, 'mid', 'reply_to[mid]') ?? '')
  return mid === undefined ? undefined : messageIn(conversation, mid, 'reply_to[mid]').mid
}
