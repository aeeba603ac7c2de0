import { type GraphError, oauthError } from '../../graph-error.ts'
import type { PageAccess } from '../../login/tokens.ts'
import type { World } from '../../world.ts'
import { conversationWith, keepConversation } from '../conversations.ts'
import { STANDARD_WINDOW, type Window } from '../messaging-window.ts'
import { type NotificationToken, usableToken, userRefOf } from '../opt-ins.ts'
import { privateReplyTo } from '../private-replies.ts'
import { type Json, textAt } from './reading.ts'
import { sendError } from './send-errors.ts'
import type { Conversation } from '../thread.ts'

/** Where a message goes, and by what leave. */
export type Target = {
  /** It may not stand in the world yet: `remember` puts it there. */
  readonly conversation: Conversation
  /** The window that decides; undefined when leave was given otherwise (private reply, notification token). */
  readonly window: Window | undefined
  /** Sent to a `user_ref`: the answer names no recipient, and neither echo, delivery nor read is told. */
  readonly isByUserRef: boolean
  /** To be called once the message went out. */
  readonly remember: (mid: string) => void
}

/** Every way to name someone; exactly one may be used. */
const WAYS = ['id', 'user_ref', 'comment_id', 'post_id', 'notification_messages_token', 'one_time_notif_token', 'phone_number']
const NOTHING_MORE = () => undefined

/**
 * Who the recipient of a call is (Messenger Platform docs, Send API). Throws 100/2018001 for someone who never wrote or belongs to another
 * Page, 100 for none, several or wrong ways of naming someone, 200/2018027 for a phone number (customer matching is not granted to apps).
 */
export function targetOf(world: World, access: PageAccess, recipient: Json): Target {
  const named = WAYS.filter((way) => recipient[way] !== undefined && recipient[way] !== null)
  const way = named[0]
  if (way === undefined || named.length > 1) {
    throw recipientError(way === undefined ? 'must be non-empty' : `names more than one: ${named.join(', ')}`)
  }
  const value = textAt(recipient, way, `recipient[${way}]`) ?? ''
  switch (way) {
    case 'id':
      return toPsid(world, access, value)
    case 'user_ref':
      return toUserRef(world, access, value)
    case 'comment_id':
      return toActivity(world, access, { commentId: value })
    case 'post_id':
      return toActivity(world, access, { postId: value })
    case 'phone_number':
      throw sendError('200/2018027')
    default:
      return toToken(world, access, { token: value, kind: way === 'one_time_notif_token' ? 'one_time' : 'recurring' })
  }
}

/** The thread with the person of a PSID. */
function recipientOf(world: World, access: PageAccess, psid: string): Conversation {
  const conversation = world.state.conversations.get(psid)
  if (conversation?.pageId !== access.page.id) {
    throw /^\d+$/.test(psid) ? sendError('100/2018001') : oauthError(100, '(#100) Invalid fbid.')
  }
  return conversation
}

function toPsid(world: World, access: PageAccess, psid: string): Target {
  const conversation = recipientOf(world, access, psid)
  return { conversation, window: conversation, isByUserRef: false, remember: NOTHING_MORE }
}

/** A tick in the checkbox counts as an act of its person: it opens a window for this `user_ref` alone. */
function toUserRef(world: World, access: PageAccess, userRef: string): Target {
  const { personId, at } = userRefOf(world, access.page.id, userRef)
  const conversation = conversationWith(world, access.page.id, personId)
  return {
    conversation,
    window: { openedAt: at, windowMs: STANDARD_WINDOW },
    isByUserRef: true,
    remember: () => keepConversation(world, conversation),
  }
}

function toActivity(world: World, access: PageAccess, to: Parameters<typeof privateReplyTo>[2]): Target {
  const { conversation, remember } = privateReplyTo(world, access, to)
  return { conversation, window: undefined, isByUserRef: false, remember }
}

function toToken(world: World, access: PageAccess, wish: Pick<NotificationToken, 'token' | 'kind'>): Target {
  const token = usableToken(world, access.page.id, wish)
  const conversation = conversationWith(world, access.page.id, token.personId)
  return {
    conversation,
    window: undefined,
    isByUserRef: false,
    remember: () => {
      token.usedAt = world.clock.now()
      keepConversation(world, conversation)
    },
  }
}

function recipientError(what: string): GraphError {
  return oauthError(100, `(#100) param recipient ${what}`)
}
