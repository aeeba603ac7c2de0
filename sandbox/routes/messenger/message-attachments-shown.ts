import { psidOf } from '../../world/ids.ts'
import { type Media, mediaUrl } from '../../world/media.ts'
import type { MessageAttachment } from '../../world/messenger/thread.ts'
import { imageSize } from '../../world/wall/image-size.ts'
import type { Message, World } from '../../world/world.ts'

type Shown = Readonly<Record<string, unknown>>

const FILES = ['image', 'video', 'audio', 'file']

/** The files of a message as the Conversations API shows them; ids are those of our copies. */
export function attachmentsShown(world: World, message: Message): Shown[] {
  return message.attachments.flatMap((attachment, index) => {
    const id = attachment.mediaId ?? psidOf(message.mid, String(index))
    return FILES.includes(attachment.type) ? [fileShown(world, attachment, id)] : templateShown(attachment, id)
  })
}

/** Links and posts that were shared; of an attachment that is none, nothing. */
export function sharesShown(message: Message): Shown[] {
  return message.attachments
    .filter(({ type }) => ['fallback', 'post', 'ig_post', 'reel', 'ig_reel', 'share'].includes(type))
    .map(({ payload, title, url }, index) => ({
      id: psidOf(message.mid, `share ${index}`),
      link: payload?.['url'] ?? url,
      name: payload?.['title'] ?? title,
    }))
}

/** A sticker is an address, not an attachment. */
export function stickerShown(world: World, message: Message): string | undefined {
  const sticker = message.attachments.find(({ type }) => type === 'sticker')
  const address = sticker && addressOf(world, sticker)
  return typeof address === 'string' ? address : undefined
}

function fileShown(world: World, attachment: MessageAttachment, id: string): Shown {
  const media = world.state.media.get(attachment.mediaId ?? '')
  const url = addressOf(world, attachment)
  const about = {
    id,
    mime_type: media?.mimeType ?? `${attachment.type}/unknown`,
    name: media && attachment.type === 'file' ? media.name : `${attachment.type}-${id}`,
    ...(media ? { size: media.size } : {}),
  }
  switch (attachment.type) {
    case 'image':
      return { ...about, image_data: { ...pictureSize(world, media), url, preview_url: url, image_type: 1, render_as_sticker: false } }
    case 'video':
      return { ...about, video_data: { width: 0, height: 0, rotation: 0, video_type: 0, url, preview_url: url } }
    default:
      return { ...about, file_url: url }
  }
}

function templateShown({ type, payload, title }: MessageAttachment, id: string): Shown[] {
  if (type !== 'template') {
    return []
  }
  const [first] = Array.isArray(payload?.['elements']) ? (payload['elements'] as readonly Shown[]) : []
  return [{ id, name: title ?? '', generic_template: first ?? { title: payload?.['text'], buttons: payload?.['buttons'] } }]
}

function pictureSize(world: World, media: Media | undefined): Shown {
  const { width, height } = media ? imageSize(world.mediaStore.get(media.id)) : { width: 0, height: 0 }
  return { width, height, max_width: width, max_height: height }
}

function addressOf(world: World, { mediaId, payload, url }: MessageAttachment): unknown {
  const media = world.state.media.get(mediaId ?? '')
  return media ? mediaUrl(world, media) : (payload?.['url'] ?? url)
}
