import { addressOf, idOf, isObject, own, textOf, titleOf, type JsonObject } from '../json/value.ts'
import { listIn } from '../graph/list.ts'

/** What is asked of each message (Messenger Platform docs, Conversations, 2026-06). */
export const MESSAGE_FIELDS =
  'id,created_time,from,message,sticker,shares,reply_to,is_unsupported,attachments{mime_type,name,image_data,video_data,file_url,generic_template}'

export type Parties = { readonly pageId: string; readonly personId: string }

/**
 * A message of the inbox as the webhook would have told it, so that one reader reads both. What only the webhook tells is missing: the thousandth of the second,
 * the app that wrote and its mark, and what was tapped. Undefined of one of which Facebook tells nothing but that it is there.
 */
export function inboxItem(message: JsonObject, { pageId, personId }: Parties, at: Date): JsonObject | undefined {
  const [mid, writer] = [textOf(own(message, 'id')), idOf(own(own(message, 'from'), 'id'))]
  if (mid === undefined || writer === undefined) {
    return undefined
  }
  const isFromPage = writer === pageId
  const text = textOf(own(message, 'message')) ?? ''
  const attachments = attachmentsOf(message)
  const answered = textOf(own(own(message, 'reply_to'), 'mid'))
  return {
    sender: { id: isFromPage ? pageId : personId },
    recipient: { id: isFromPage ? personId : pageId },
    timestamp: at.getTime(),
    message: {
      mid,
      ...(text === '' ? {} : { text }),
      ...(attachments.length === 0 ? {} : { attachments }),
      ...(answered === undefined ? {} : { reply_to: { mid: answered } }),
      ...(own(message, 'is_unsupported') === true ? { is_unsupported: true } : {}),
      ...(isFromPage ? { is_echo: true } : {}),
    },
  }
}

function attachmentsOf(message: JsonObject): JsonObject[] {
  const sticker = addressOf(own(message, 'sticker'))
  return [
    ...listIn(own(message, 'attachments')).map(attachmentOf),
    ...(sticker === undefined ? [] : [{ type: 'sticker', payload: { url: sticker } }]),
    ...listIn(own(message, 'shares')).map((share) => ({
      type: 'fallback',
      payload: { url: own(share, 'link'), title: own(share, 'name') },
    })),
  ]
}

function attachmentOf(told: JsonObject): JsonObject {
  const [picture, video] = [own(told, 'image_data'), own(told, 'video_data')]
  if (isObject(picture)) {
    return { type: 'image', payload: { url: own(picture, 'url') } }
  }
  if (isObject(video)) {
    return { type: 'video', payload: { url: own(video, 'url') } }
  }
  const template = own(told, 'generic_template')
  if (isObject(template)) {
    return { type: 'template', title: titleOf(own(template, 'title')), payload: { template_type: 'generic', elements: [template] } }
  }
  const isSound = textOf(own(told, 'mime_type'))?.startsWith('audio/') ?? false
  const name = isSound ? {} : { name: own(told, 'name') }
  return { type: isSound ? 'audio' : 'file', ...name, payload: { url: own(told, 'file_url') } }
}
