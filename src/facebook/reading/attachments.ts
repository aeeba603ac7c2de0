import type { Part } from '#domain/entries/part.ts'
import { addressOf, idOf, isObject, own, textOf, titleOf, without, type JsonObject } from '../json/value.ts'
import { productPart, templatePart } from './cards.ts'

/** One attachment as it is read: the part, and what else stood in it, kept and shown to nobody. */
type ReadOne = { readonly part: Part; readonly aside: JsonObject | undefined }
type Reader = (attachment: JsonObject, payload: JsonObject) => ReadOne | undefined

/**
 * By type (Messenger Platform docs, messages, 2026-06; restfb fixtures for the older forms). A type that is missing here, and one of which
 * nothing can be made, stays not understood, beside those that are.
 */
const READERS: Readonly<Record<string, Reader>> = {
  image: (attachment, payload) => (idOf(own(payload, 'sticker_id')) ? sticker(attachment, payload) : file('picture')(attachment, payload)),
  video: file('video'),
  audio: (attachment, payload) => file(isVoice(urlIn(attachment, payload)) ? 'voice' : 'audio')(attachment, payload),
  file: file('file'),
  sticker,
  fallback,
  location,
  post: shared('post'),
  ig_post: shared('post'),
  share: shared('post'),
  reel: shared('reel'),
  ig_reel: shared('reel'),
  template: (attachment, payload) =>
    isObject(own(payload, 'product')) ? productPart(attachment, payload) : templatePart(attachment, payload),
}

export type ReadAttachments = {
  readonly parts: readonly Part[]
  readonly asides: readonly JsonObject[]
  /** Those that are not understood, as they came. */
  readonly unread: readonly unknown[]
}

/** Facebook sends some thirty at most. */
const MOST = 100

export function readAttachments(list: readonly unknown[]): ReadAttachments {
  const read = list.map((attachment, place) => ({ attachment, one: place < MOST ? readOne(attachment) : undefined }))
  const found = read.flatMap(({ one }) => one ?? [])
  const twins = stickerTwins(found)
  return {
    parts: found.filter((one) => !twins.has(one)).map(({ part }) => part),
    asides: found.flatMap((one): JsonObject[] => [...(twins.has(one) ? [{ sticker: one.part }] : []), ...(one.aside ? [one.aside] : [])]),
    unread: read.flatMap(({ attachment, one }) => (one ? [] : [attachment])),
  }
}

function readOne(attachment: unknown): ReadOne | undefined {
  const type = textOf(own(attachment, 'type'))
  const reader = type !== undefined && Object.hasOwn(READERS, type) ? READERS[type] : undefined
  const payload = own(attachment, 'payload')
  return isObject(attachment) && reader ? reader(attachment, isObject(payload) ? payload : {}) : undefined
}

/** Until 30 August 2026 a sticker came as a picture of itself, too (Messenger Platform docs, changelog); no other picture comes with one. */
function stickerTwins(found: readonly ReadOne[]): ReadonlySet<ReadOne> {
  const stickers = found.filter(({ part }) => part.kind === 'file' && part.what === 'sticker')
  const pictures = found.filter(({ part }) => part.kind === 'file' && part.what === 'picture')
  const seen = new Set<string>()
  const doubled = stickers.filter(({ part }) => {
    const name = part.kind === 'file' ? (part.stickerId ?? part.url ?? '') : ''
    const isDouble = seen.has(name)
    seen.add(name)
    return isDouble
  })
  return new Set([...doubled, ...(stickers.length > 0 && pictures.length <= stickers.length ? pictures : [])])
}

function file(what: 'picture' | 'video' | 'audio' | 'voice' | 'file'): Reader {
  return (attachment, payload) => {
    const url = urlIn(attachment, payload)
    const name = what === 'file' ? (titleOf(own(attachment, 'name')) ?? nameIn(url)) : undefined
    return { part: { kind: 'file', what, url, name }, aside: asideOf(attachment, { payload, known: url === undefined ? [] : ['url'] }) }
  }
}

function sticker(attachment: JsonObject, payload: JsonObject): ReadOne {
  const url = urlIn(attachment, payload)
  const known = url === undefined ? ['sticker_id'] : ['sticker_id', 'url']
  const part = { kind: 'file', what: 'sticker', url, stickerId: idOf(own(payload, 'sticker_id')) } as const
  return { part, aside: asideOf(attachment, { payload, known }) }
}

/**
 * A link with what Facebook knows of it. Address and title stand in the payload, or beside the type in older payloads (payload null), or nowhere:
 * "Attachment Unavailable" (restfb fixtures; seen 2026-11).
 */
function fallback(attachment: JsonObject, payload: JsonObject): ReadOne {
  const told = urlIn(attachment, payload)
  const url = told === undefined ? undefined : targetOf(told)
  const title = titleOf(own(payload, 'title')) ?? titleOf(own(attachment, 'title'))
  const known = told === undefined || url !== told ? ['title'] : ['title', 'url', 'URL']
  return { part: { kind: 'link', url, title }, aside: asideOf(attachment, { payload, known, isTitleTold: true }) }
}

/** Facebook leads through its own address to the one that the person shared. */
function targetOf(address: string): string {
  const url = new URL(address)
  const isDetour = /^l[mw]?\.(facebook|messenger|instagram)\.com$/.test(url.hostname) && url.pathname === '/l.php'
  return (isDetour ? addressOf(url.searchParams.get('u')) : undefined) ?? address
}

function location(attachment: JsonObject, payload: JsonObject): ReadOne | undefined {
  const coordinates = own(payload, 'coordinates')
  const [latitude, longitude] = [numberOf(own(coordinates, 'lat')), numberOf(own(coordinates, 'long'))]
  if (latitude === undefined || longitude === undefined || Math.abs(latitude) > 90 || Math.abs(longitude) > 180) {
    return undefined
  }
  const title = titleOf(own(attachment, 'title')) ?? titleOf(own(payload, 'title'))
  const part = { kind: 'location', latitude, longitude, title } as const
  return { part, aside: asideOf(attachment, { payload, known: ['coordinates', 'title'], isTitleTold: true }) }
}

function shared(what: 'post' | 'reel'): Reader {
  return (attachment, payload) => {
    const url = urlIn(attachment, payload)
    const id = idOf(own(payload, 'id')) ?? idOf(own(payload, 'reel_video_id'))
    const title = titleOf(own(payload, 'title')) ?? titleOf(own(attachment, 'title'))
    const known = [...(url === undefined ? [] : ['url']), 'id', 'reel_video_id', 'title']
    return { part: { kind: 'shared', what, id, url, title }, aside: asideOf(attachment, { payload, known, isTitleTold: true }) }
  }
}

function urlIn(attachment: JsonObject, payload: JsonObject): string | undefined {
  return addressOf(own(payload, 'url')) ?? addressOf(own(attachment, 'url')) ?? addressOf(own(attachment, 'URL'))
}

/** Facebook calls a recording so (seen 2026-11); every other sound is a file that somebody sent. */
function isVoice(url: string | undefined): boolean {
  return url !== undefined && /\/audioclip[^/]*$/.test(new URL(url).pathname)
}

/** As it was sent: Facebook puts it at the end of the address. */
function nameIn(url: string | undefined): string | undefined {
  const last = url === undefined ? '' : (new URL(url).pathname.split('/').at(-1) ?? '')
  try {
    return titleOf(decodeURIComponent(last).slice(0, 255))
  } catch {
    // Not an encoded name, but a name with a % in it.
    return titleOf(last.slice(0, 255))
  }
}

function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

type Told = { readonly payload: JsonObject; readonly known: readonly string[]; readonly isTitleTold?: boolean }

/** What stands in an attachment beside what its part says. */
function asideOf(attachment: JsonObject, { payload, known, isTitleTold = false }: Told): JsonObject | undefined {
  const told = (value: unknown): boolean => value === null || value === ''
  const isUrlTold = known.includes('url')
  const names = ['type', 'payload', 'name', ...(isTitleTold ? ['title'] : []), ...(isUrlTold ? ['url', 'URL'] : [])]
  const outer = Object.entries(without(attachment, names) ?? {}).filter(([, value]) => !told(value))
  const inner = Object.entries(without(payload, known) ?? {}).filter(([, value]) => !told(value))
  const rest = { ...Object.fromEntries(outer), ...(inner.length > 0 ? { payload: Object.fromEntries(inner) } : {}) }
  return Object.keys(rest).length > 0 ? rest : undefined
}
