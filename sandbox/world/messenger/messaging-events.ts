import { mediaUrl } from '../media.ts'
import type { WebhookSettings } from '../webhooks/webhook-settings.ts'
import type { World } from '../world.ts'
import type { Conversation, Message, MessageAttachment, Reaction } from './thread.ts'

/** One item of `entry[].messaging` (Messenger Platform docs, webhook events, 2026-06). Times are milliseconds. */
export type MessagingEvent = Readonly<Record<string, unknown>>

export function messageEvent(world: World, conversation: Conversation, message: Message): MessagingEvent {
  const reply = message.replyTo === undefined ? {} : { reply_to: { mid: message.replyTo, is_self_reply: isOwn(conversation, message) } }
  return { ...fromPerson(conversation), timestamp: message.at, message: { ...said(world, message), ...reply }, ...message.beside }
}

/** Goes to every subscribed app, the sender included. */
export function echoEvent(world: World, conversation: Conversation, message: Message): MessagingEvent {
  const isText = world.state.settings.echoAppIdType === 'string'
  return {
    sender: { id: conversation.pageId },
    recipient: { id: conversation.psid },
    timestamp: message.at,
    message: {
      ...said(world, message),
      is_echo: true,
      ...(message.appId === undefined ? {} : { app_id: isText ? message.appId : Number(message.appId) }),
      ...(message.metadata === undefined ? {} : { metadata: message.metadata }),
    },
  }
}

export function deliveryEvent(world: World, conversation: Conversation, mids: readonly string[]): MessagingEvent {
  const named = world.state.settings.deliveryNamesMids ? { mids } : {}
  return { ...fromPerson(conversation), timestamp: world.clock.now(), delivery: { ...named, watermark: conversation.deliveredUpTo } }
}

export function readEvent(conversation: Conversation, at: number): MessagingEvent {
  return { ...fromPerson(conversation), timestamp: at, read: { watermark: conversation.readUpTo } }
}

/** `payload` is left out in standby; `referral` tells how the person came to the thread. */
export function postbackEvent(conversation: Conversation, message: Message, referral: MessagingEvent | undefined): MessagingEvent {
  return {
    ...fromPerson(conversation),
    timestamp: message.at,
    postback: { mid: message.mid, ...message.postback, ...(referral === undefined ? {} : { referral }) },
  }
}

/** `num_edit` is an integer in the docs' table and a string in their sample. */
export function editEvent(world: World, conversation: Conversation, message: Message): MessagingEvent {
  const count = message.edits ?? 0
  const numEdit = world.state.settings.numEditType === 'string' ? String(count) : count
  return {
    ...fromPerson(conversation),
    timestamp: world.clock.now(),
    message_edit: { mid: message.mid, text: message.text ?? '', num_edit: numEdit },
  }
}

/** Documented for Instagram; whether Messenger tells Pages of it is not proven, and it was seen as a string. */
export function unsendEvent(world: World, conversation: Conversation, message: Message): MessagingEvent {
  const isDeleted = world.state.settings.unsendShape === 'string' ? 'true' : true
  return { ...fromPerson(conversation), timestamp: world.clock.now(), message: { mid: message.mid, is_deleted: isDeleted } }
}

/** A reaction taken back carries neither name nor emoji. */
export function reactionEvent(
  world: World,
  conversation: Conversation,
  on: { mid: string; reaction: Reaction | undefined },
): MessagingEvent {
  const { mid, reaction } = on
  return {
    ...fromPerson(conversation),
    timestamp: world.clock.now(),
    reaction: reaction ? { mid, action: 'react', emoji: reaction.emoji, reaction: reaction.reaction } : { mid, action: 'unreact' },
  }
}

/** Any other event of a person in this thread; `members` may override sender, recipient and timestamp. */
export function personEvent(conversation: Pick<Conversation, 'psid' | 'pageId'>, at: number, members: MessagingEvent): MessagingEvent {
  return { ...fromPerson(conversation), timestamp: at, ...members }
}

function said(world: World, message: Message): Record<string, unknown> {
  return {
    mid: message.mid,
    ...(message.text === undefined ? {} : { text: message.text }),
    ...(message.replyTo === undefined ? {} : { reply_to: { mid: message.replyTo } }),
    ...(message.quickReply === undefined ? {} : { quick_reply: { payload: message.quickReply } }),
    ...(message.attachments.length > 0 ? { attachments: message.attachments.flatMap((each) => attachmentsShown(world, each)) } : {}),
    ...message.more,
  }
}

function attachmentsShown(world: World, attachment: MessageAttachment): Record<string, unknown>[] {
  const shown = attachmentShown(world, attachment)
  const isOldSticker = attachment.type === 'sticker' && world.state.settings.stickerShape === 'image_and_sticker'
  return isOldSticker ? [{ ...shown, type: 'image' }, shown] : [shown]
}

function attachmentShown(world: World, attachment: MessageAttachment): Record<string, unknown> {
  const { type, mediaId, payload, title, url } = attachment
  if (type === 'fallback' && world.state.settings.fallbackShape !== 'payload') {
    return linkShown(world.state.settings.fallbackShape, payload)
  }
  const media = world.state.media.get(mediaId ?? '')
  const shown = media ? { url: mediaUrl(world, media), ...payload } : payload
  return { type, ...(title === undefined ? {} : { title }), ...(url === undefined ? {} : { url }), ...(shown ? { payload: shown } : {}) }
}

function linkShown(shape: Exclude<WebhookSettings['fallbackShape'], 'payload'>, payload: MessageAttachment['payload']) {
  const [type, title, url] = ['fallback', payload?.['title'], payload?.['url']]
  switch (shape) {
    case 'beside':
      return { type, title, url, payload: null }
    case 'detour':
      return { type, title, url: `https://l.facebook.com/l.php?u=${encodeURIComponent(String(url))}`, payload: null }
    case 'unavailable':
      return { type, title: 'Attachment Unavailable', url: '', payload: null }
    case 'bare':
      return { type }
    default:
      return shape satisfies never
  }
}

function isOwn(conversation: Conversation, message: Message): boolean {
  return conversation.messages.findLast(({ mid }) => mid === message.replyTo)?.from === message.from
}

function fromPerson(conversation: Pick<Conversation, 'psid' | 'pageId'>) {
  return { sender: { id: conversation.psid }, recipient: { id: conversation.pageId } }
}
