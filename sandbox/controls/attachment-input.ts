import { portrait } from '../routes/pages/portraits.ts'
import { keepMedia, type Media } from '../world/media.ts'
import type { MessageAttachment } from '../world/messenger/thread.ts'
import type { World } from '../world/world.ts'
import { ControlError, given, type Input, needed, number, object, text } from './input.ts'

const FILES = ['image', 'video', 'audio', 'file']

/**
 * What hangs on a person's message, by `type` (Messenger Platform docs, messages event, 2026-06): image, video, audio, file
 * (`media_id` or `url`), sticker (`sticker_id`), fallback (`url`, `title`), location (`lat`, `long`, `title`), reel, ig_reel, post,
 * ig_post (`url`, `title`, `id`), template, appointment_booking and every other type (`payload`).
 */
export function attachmentIn(world: World, input: Input): MessageAttachment {
  const type = needed(input, 'type')
  const payload = object(input, 'payload')
  if (FILES.includes(type)) {
    return { type, ...fileIn(world, input), payload: { ...urlOf(input), ...payload } }
  }
  if (type === 'sticker') {
    return stickerOf(world, needed(input, 'sticker_id'), text(input, 'url'))
  }
  return sharedIn(type, payload, input)
}

/** What Messenger shows as a card: it stands in `payload`, given whole or in parts. */
function sharedIn(type: string, payload: Input | undefined, input: Input): MessageAttachment {
  switch (type) {
    case 'fallback':
      return { type, payload: payload ?? given({ url: needed(input, 'url'), title: text(input, 'title') }) }
    case 'location':
      return { type, title: text(input, 'title'), payload: payload ?? { coordinates: coordinatesIn(input) } }
    case 'reel':
    case 'ig_reel':
      return {
        type,
        payload: payload ?? given({ url: needed(input, 'url'), title: text(input, 'title'), reel_video_id: text(input, 'id') }),
      }
    case 'post':
    case 'ig_post':
      return { type, payload: payload ?? given({ id: text(input, 'id'), url: needed(input, 'url'), title: text(input, 'title') }) }
    default:
      return other(type, payload, input)
  }
}

/** A sticker is told by a number; its picture is ours. */
export function stickerOf(world: World, stickerId: string, url?: string): MessageAttachment {
  if (!/^\d+$/.test(stickerId)) {
    throw new ControlError(400, 'sticker_id must be a number.')
  }
  const picture = url === undefined ? { mediaId: stickerPicture(world, stickerId).id } : {}
  return { type: 'sticker', ...picture, payload: { ...(url === undefined ? {} : { url }), sticker_id: Number(stickerId) } }
}

function other(type: string, payload: Input | undefined, input: Input): MessageAttachment {
  if (!payload) {
    throw new ControlError(400, `An attachment of the type ${type} needs its payload.`)
  }
  return { type, title: text(input, 'title'), payload }
}

function fileIn(world: World, input: Input): { mediaId?: string } {
  const mediaId = text(input, 'media_id')
  if (mediaId !== undefined && !world.state.media.has(mediaId)) {
    throw new ControlError(404, `There is no media ${mediaId}.`)
  }
  if (mediaId === undefined && text(input, 'url') === undefined && object(input, 'payload')?.['url'] === undefined) {
    throw new ControlError(400, 'media_id or url is missing.')
  }
  return mediaId === undefined ? {} : { mediaId }
}

function urlOf(input: Input): { url?: string } {
  const url = text(input, 'url')
  return url === undefined ? {} : { url }
}

function coordinatesIn(input: Input): { lat: number; long: number } {
  const [lat, long] = [number(input, 'lat'), number(input, 'long')]
  if (lat === undefined || long === undefined) {
    throw new ControlError(400, 'lat and long are missing.')
  }
  return { lat, long }
}

/** One picture for each sticker, however often it is sent. */
function stickerPicture(world: World, stickerId: string): Media {
  const name = `sticker-${stickerId}.png`
  const known = world.state.messenger.stickers.get(stickerId)
  const media =
    world.state.media.get(known ?? '') ?? keepMedia(world, { name, mimeType: 'image/png', bytes: portrait(stickerId, 'person') })
  world.state.messenger.stickers.set(stickerId, media.id)
  return media
}
