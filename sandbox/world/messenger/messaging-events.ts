import { mediaUrl } from '../media.ts'
import type { World } from '../world.ts'
import type { Conversation, Message, MessageAttachment } from './thread.ts'

/** One item of `entry[].messaging` (Messenger Platform docs, webhook events, 2026-06). Times are milliseconds. */
export type MessagingEvent = Readonly<Record<string, unknown>>

export function messageEvent(world: World, conversation: Conversation, message: Message): MessagingEvent {
  return { ...fromPerson(conversation), timestamp: message.at, message: said(world, message) }
}

/** Goes to every subscribed app, the sender included; `app_id` is a number there. */
export function echoEvent(world: World, conversation: Conversation, message: Message): MessagingEvent {
  return {
    sender: { id: conversation.pageId },
    recipient: { id: conversation.psid },
    timestamp: message.at,
    message: {
      ...said(world, message),
      is_echo: true,
      ...(message.appId === undefined ? {} : { app_id: Number(message.appId) }),
      ...(message.metadata === undefined ? {} : { metadata: message.metadata }),
    },
  }
}

function said(world: World, message: Message): Record<string, unknown> {
  return {
    mid: message.mid,
    ...(message.text === undefined ? {} : { text: message.text }),
    ...(message.replyTo === undefined ? {} : { reply_to: { mid: message.replyTo } }),
    ...(message.quickReply === undefined ? {} : { quick_reply: { payload: message.quickReply } }),
    ...(message.attachments.length > 0 ? { attachments: message.attachments.map((each) => attachmentShown(world, each)) } : {}),
    ...message.more,
  }
}

function attachmentShown(world: World, { type, mediaId, payload, title, url }: MessageAttachment): Record<string, unknown> {
  const media = world.state.media.get(mediaId ?? '')
  const shown = media ? { url: mediaUrl(world, media), ...payload } : payload
  return { type, ...(title === undefined ? {} : { title }), ...(url === undefined ? {} : { url }), ...(shown ? { payload: shown } : {}) }
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
