import { mediaUrl } from '../world/media.ts'
import type { Message, MessageAttachment } from '../world/messenger/thread.ts'
import type { World } from '../world/world.ts'

/** A message as both sides see it; files carry an address that a browser can load. */
export function shownMessage(world: World, message: Message) {
  return {
    mid: message.mid,
    from: message.from,
    text: orNull(message.text),
    timestamp: message.at,
    app_id: orNull(message.appId),
    metadata: orNull(message.metadata),
    tag: orNull(message.tag),
    attachments: message.attachments.map((attachment) => shownAttachment(world, attachment)),
    quick_replies: message.quickReplies ?? [],
    quick_reply: orNull(message.quickReply),
    postback: orNull(message.postback),
    persona: shownPersona(world, message.personaId),
    reply_to: orNull(message.replyTo),
    reactions: shownReactions(message.reactions),
    edits: message.edits ?? 0,
    is_unsent: message.isUnsent ?? false,
    more: orNull(message.more),
  }
}

function shownPersona(world: World, id: string | undefined) {
  const persona = world.state.messenger.personas.get(id ?? '')
  return id === undefined ? null : { id, name: persona?.name ?? id }
}

function shownReactions(reactions: Message['reactions']) {
  return { person: reactions?.person?.emoji ?? null, page: reactions?.page?.emoji ?? null }
}

function shownAttachment(world: World, attachment: MessageAttachment) {
  const media = world.state.media.get(attachment.mediaId ?? '')
  return {
    type: attachment.type,
    title: attachment.title ?? null,
    url: media ? mediaUrl(world, media) : (attachment.url ?? null),
    name: media?.name ?? null,
    mime_type: media?.mimeType ?? null,
    size: media?.size ?? null,
    payload: attachment.payload ?? null,
  }
}

function orNull<Value>(value: Value | undefined): Value | null {
  return value ?? null
}
