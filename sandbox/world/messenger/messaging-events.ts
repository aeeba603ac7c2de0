import type { Conversation, Message } from '../world.ts'

/** One item of `entry[].messaging` (Messenger Platform docs, webhook events, 2026-06). Times are milliseconds. */
export type MessagingEvent = Readonly<Record<string, unknown>>

export function textEvent(conversation: Conversation, message: Message): MessagingEvent {
  return { ...fromPerson(conversation), timestamp: message.at, message: { mid: message.mid, text: message.text } }
}

/** Goes to every subscribed app, the sender included; `app_id` is a number there. */
export function echoEvent(conversation: Conversation, message: Message): MessagingEvent {
  return {
    sender: { id: conversation.pageId },
    recipient: { id: conversation.psid },
    timestamp: message.at,
    message: {
      mid: message.mid,
      text: message.text,
      is_echo: true,
      ...(message.appId === undefined ? {} : { app_id: Number(message.appId) }),
      ...(message.metadata === undefined ? {} : { metadata: message.metadata }),
    },
  }
}

export function deliveryEvent(conversation: Conversation, mids: readonly string[], at: number): MessagingEvent {
  return { ...fromPerson(conversation), timestamp: at, delivery: { mids, watermark: conversation.deliveredUpTo } }
}

export function readEvent(conversation: Conversation, at: number): MessagingEvent {
  return { ...fromPerson(conversation), timestamp: at, read: { watermark: conversation.readUpTo } }
}

function fromPerson(conversation: Conversation) {
  return { sender: { id: conversation.psid }, recipient: { id: conversation.pageId } }
}
