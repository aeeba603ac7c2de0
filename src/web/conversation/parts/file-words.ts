import type { FilePart } from '../../api/types.ts'
import { clockTime, isSameDay, sentenceTime } from '../../ui/format-time.ts'

/** "0:41", "1:02:07". */
export function lengthOf(durationMs: number): string {
  const seconds = Math.round(durationMs / 1000)
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60]
  const hours = Math.floor(seconds / 3600)
  const [first = 0, ...rest] = hours === 0 ? parts : [hours, ...parts]
  return [String(first), ...rest.map((part) => String(part).padStart(2, '0'))].join(':')
}

/** "900 bytes", "410 kB", "1.2 MB": as file managers count, by thousands. */
export function sizeOf(bytes: number): string {
  if (bytes < 1000) {
    return bytes === 1 ? '1 byte' : `${bytes} bytes`
  }
  if (bytes < 999_500) {
    return `${Math.round(bytes / 1000)} kB`
  }
  const megabytes = (bytes / 1_000_000).toFixed(1).replace(/\.0$/u, '')
  return `${megabytes} MB`
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  'application/msword': 'Word',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word',
  'application/vnd.ms-excel': 'Excel',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'Excel',
  'application/vnd.ms-powerpoint': 'PowerPoint',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'PowerPoint',
  'application/octet-stream': 'File',
  'application/x-msdownload': 'Program',
  'text/plain': 'Text',
}

/** What it is by its content; a name can say anything. Undefined: nobody has looked yet. */
export function typeNameOf(type: string | null): string | undefined {
  if (type === null) {
    return undefined
  }
  const known = Object.hasOwn(TYPE_NAMES, type) ? TYPE_NAMES[type] : undefined
  const subtype = type.split('/')[1]?.replace(/^x-/u, '') ?? ''
  return known ?? (/^[a-z0-9]{2,5}$/u.test(subtype) ? subtype.toUpperCase() : 'File')
}

const KIND_NAMES: Readonly<Record<FilePart['what'], string>> = {
  picture: 'Picture',
  video: 'Video',
  audio: 'Audio',
  voice: 'Voice message',
  file: 'File',
  sticker: 'Sticker',
}

/** As it was named, or else what kind of thing it is. */
export function fileName({ name, what }: Pick<FilePart, 'name' | 'what'>): string {
  return name === null || name.trim() === '' ? KIND_NAMES[what] : name
}

/** "1 file", "3 files". */
export function filesWords(count: number): string {
  return count === 1 ? '1 file' : `${count} files`
}

/** "PDF · 0:23 · 1.2 MB", as far as it is known. */
export function factsOf({ type, size, durationMs }: Pick<FilePart, 'type' | 'size' | 'durationMs'>): string {
  const facts = [typeNameOf(type), durationMs === null ? undefined : lengthOf(durationMs), size === null ? undefined : sizeOf(size)]
  return facts.filter((fact) => fact !== undefined).join(' · ')
}

type TroubleWords = { readonly strong?: string; readonly words: string }

const WAITING: Readonly<Record<string, string>> = {
  unreachable: 'Facebook did not answer.',
  'too-slow': 'Facebook was too slow.',
  'address-busy': 'Facebook could not give it out.',
  'not-readable-now': 'it could not be read.',
}
const STORAGE: Readonly<Record<string, string>> = {
  'storage-full': 'Waiting: this desk’s storage is full. Administrators know. The message itself is complete.',
  'storage-away': 'Waiting: this desk’s storage does not answer. Pagedesk tries again by itself. The message itself is complete.',
}
const REFUSED: Readonly<Record<string, TroubleWords>> = {
  'address-forbidden': { strong: 'Blocked.', words: 'Its address leads to a place that Pagedesk does not open for anybody.' },
  'too-large': { words: 'Not kept: files can have up to 25 MB.' },
  empty: { words: 'Not kept: there is nothing in it.' },
  'too-many-pixels': { strong: 'Not shown.', words: 'It has too many pixels to open safely.' },
  broken: { strong: 'Not shown.', words: 'It is damaged, or not what it says it is.' },
  packed: { strong: 'Blocked.', words: 'It came packed in a way that Pagedesk does not open.' },
}
const GONE: Readonly<Record<string, string>> = {
  'address-dead': 'No longer available. Facebook stopped giving it out before it could be downloaded.',
  'no-address': 'Not available. Facebook told of it, but not where it is.',
  'never-answered': 'Not available. For two weeks it could not be downloaded.',
  'no-copy': 'Not available. This desk has no copy of it.',
}

/** Why a file is not there, what now. `sender`: the first name of who sent it, who alone can send it again. */
export function troubleWords(file: FilePart, sender: string | undefined, now: Date): TroubleWords {
  const reason = file.reason ?? ''
  switch (file.state) {
    case 'kept':
      return { words: factsOf(file) }
    case 'waiting':
      return { words: waitingWords(file, now) }
    case 'refused':
      return (
        (Object.hasOwn(REFUSED, reason) ? REFUSED[reason] : undefined) ?? { strong: 'Blocked.', words: 'It did not look safe to keep.' }
      )
    case 'gone': {
      const why = (Object.hasOwn(GONE, reason) ? GONE[reason] : undefined) ?? 'No longer available.'
      return { words: sender === undefined ? why : `${why} Ask ${sender} to send it again.` }
    }
  }
}

function waitingWords({ reason, tries, nextTryAt }: FilePart, now: Date): string {
  const storage = reason !== null && Object.hasOwn(STORAGE, reason) ? STORAGE[reason] : undefined
  if (storage !== undefined) {
    return storage
  }
  if (reason === null) {
    return 'Downloading…'
  }
  const why = (Object.hasOwn(WAITING, reason) ? WAITING[reason] : undefined) ?? 'something went wrong.'
  const tried = tries < 2 ? '' : ` Tried ${tries} times.`
  return `Not downloaded yet: ${why}${tried} ${nextTry(nextTryAt === null ? now : new Date(nextTryAt), now)}`
}

/** A try that is due is under way, or will be in a moment. */
function nextTry(at: Date, now: Date): string {
  if (at <= now) {
    return 'Trying again.'
  }
  return `Next try ${isSameDay(at, now) ? `at ${clockTime(at)}` : sentenceTime(at, now)}.`
}
