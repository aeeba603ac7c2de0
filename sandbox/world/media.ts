import { createHmac } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sampleBytes, SAMPLES } from '../samples/samples.ts'
import { newObjectId } from './ids.ts'
import { tell, type World } from './world.ts'

/** A picture, film, sound or file that someone sent. */
export type Media = {
  readonly id: string
  readonly mimeType: string
  readonly name: string
  readonly size: number
  readonly at: number
}

export type MediaStore = {
  put(id: string, bytes: Uint8Array): void
  /** Throws when the bytes of a known file are gone. */
  get(id: string): Uint8Array
  clear(): void
}

const SAMPLES_MADE = Date.UTC(2026, 9, 1)

/** Bytes in memory, for a world that is not kept. */
export function mediaInMemory(): MediaStore {
  const kept = new Map<string, Uint8Array>()
  return {
    put: (id, bytes) => void kept.set(id, bytes),
    get: (id) => {
      const bytes = kept.get(id)
      if (!bytes) {
        throw new Error(`The bytes of ${id} are gone.`)
      }
      return bytes
    },
    clear: () => kept.clear(),
  }
}

/** Bytes as files of `folder`, beside the snapshot. */
export function mediaInFolder(folder: string): MediaStore {
  return {
    put: (id, bytes) => {
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, id), bytes, { mode: 0o600 })
    },
    get: (id) => readFileSync(join(folder, id)),
    clear: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** The samples are in every world, and their bytes in the repository: nothing of them is put, and no clearing takes them away. */
export function withSamples(store: MediaStore): MediaStore {
  return { ...store, get: (id) => sampleBytes(id) ?? store.get(id) }
}

/** The media of the samples, by their ids. */
export function sampleMedia(): [string, Media][] {
  return SAMPLES.map(({ id, mimeType, name, size }) => [id, { id, mimeType, name, size, at: SAMPLES_MADE }])
}

export function keepMedia(world: World, file: { mimeType: string; name: string; bytes: Uint8Array }): Media {
  // A name cut inside a pair of surrogates could stand in no address.
  const media = {
    id: newObjectId(),
    mimeType: file.mimeType,
    name: file.name.toWellFormed(),
    size: file.bytes.length,
    at: world.clock.now(),
  }
  world.mediaStore.put(media.id, file.bytes)
  world.state.media.set(media.id, media)
  tell(world, { type: 'state' })
  return media
}

/**
 * The address of a file, as of the CDN: it ends (`oe`, hex seconds) and is signed (`oh`).
 * How long Facebook's addresses live is not documented; `settings.mediaUrlLifeMs` says it here.
 */
export function mediaUrl(world: World, media: Media): string {
  return signedUrl(world, `/sandbox/media/${media.id}/${encodeURIComponent(media.name)}`)
}

/** Adds an end and a signature to a path of ours. */
export function signedUrl(world: World, path: string): string {
  const end = Math.floor((world.clock.now() + world.state.settings.mediaUrlLifeMs) / 1000).toString(16)
  return `${world.origin}${path}?oh=${signature(path, end)}&oe=${end}`
}

/** Says why an address made by `signedUrl` is not to be answered; undefined when it is. */
export function whyNotShown(world: World, path: string, query: { readonly oh?: string; readonly oe?: string }): string | undefined {
  if (query.oe === undefined || query.oh !== signature(path, query.oe)) {
    return 'Bad URL hash'
  }
  return Number.parseInt(query.oe, 16) * 1000 < world.clock.now() ? 'URL signature expired' : undefined
}

/** One key per process would make addresses die with a restart; these guard nothing but the imitation. */
const KEY = 'sandbox media'

function signature(path: string, end: string): string {
  return createHmac('sha256', KEY).update(`${path} ${end}`).digest('base64url').slice(0, 32)
}
