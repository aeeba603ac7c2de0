import { SAMPLES, stickerSample } from '../samples/samples.ts'
import { voiceNote } from '../samples/voice-note.ts'
import { keepMedia, type Media } from '../world/media.ts'
import type { MessageAttachment } from '../world/messenger/thread.ts'
import type { World } from '../world/world.ts'
import { ControlError, given, type Input, needed, number, object, text } from './input.ts'

const FILES = ['image', 'video', 'audio', 'file']
/** Ten minutes, in seconds. */
const LONGEST_RECORDING = 600

/**
 * What hangs on a person's message: a `sample` by its name, or by `type` (Messenger Platform docs, messages event, 2026-06): image, video,
 * audio, file (`media_id` or `url`; of audio also how many `seconds` to record), sticker (`sticker_id`), fallback (`url`, `title`), location (`lat`, `long`, `title`), reel, ig_reel, post,
 * ig_post (`url`, `title`, `id`), template, appointment_booking and every other type (`payload`).
 */
export function attachmentIn(world: World, input: Input): MessageAttachment {
  const sample = text(input, 'sample')
  if (sample !== undefined) {
    return sampleNamed(sample)
  }
  const type = needed(input, 'type')
  const payload = object(input, 'payload')
  const seconds = number(input, 'seconds')
  if (type === 'audio' && seconds !== undefined) {
    return { type, mediaId: recorded(world, seconds).id }
  }
  if (FILES.includes(type)) {
    return { type, ...fileIn(world, input), payload: { ...urlOf(input), ...payload } }
  }
  if (type === 'sticker') {
    return stickerOf(needed(input, 'sticker_id'), text(input, 'url'))
  }
  return sharedIn(type, payload, input)
}

/** One of the files that everybody has. */
function sampleNamed(name: string): MessageAttachment {
  const found = SAMPLES.find((each) => each.name === name && each.type !== 'sticker')
  if (!found) {
    throw new ControlError(404, `There is no sample ${name}. GET samples lists them.`)
  }
  return { type: found.type, mediaId: found.id }
}

/** A recording is told from other sounds by its name alone: `audioclip-`, when it was made, how many milliseconds it lasts (seen 2026-11). */
function recorded(world: World, seconds: number): Media {
  if (!(seconds > 0 && seconds <= LONGEST_RECORDING)) {
    throw new ControlError(400, `seconds must be more than 0 and at most ${LONGEST_RECORDING}.`)
  }
  const name = `audioclip-${world.clock.now()}-${Math.round(seconds * 1000)}.mp4`
  return keepMedia(world, { name, mimeType: 'audio/mp4', bytes: voiceNote(seconds) })
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
export function stickerOf(stickerId: string, url?: string): MessageAttachment {
  if (!/^\d+$/.test(stickerId)) {
    throw new ControlError(400, 'sticker_id must be a number.')
  }
  const picture = url === undefined ? { mediaId: stickerSample(stickerId).id } : {}
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
