import type { OutgoingFile } from '#domain/files/outgoing-file.ts'
import { isObject, own, textOf, type JsonObject } from '../json/value.ts'
import { outgoingName } from './outgoing-file.ts'

/** Whether a message is ours by what Facebook tells of it. `perhaps`: that neither shows nor excludes it. */
export type Likeness = 'yes' | 'perhaps' | 'no'

/** What is asked of each file of a message (Messenger Platform docs, Conversations, 2026-06). */
export const FILE_FIELDS = 'mime_type,name,image_data,video_data'

/**
 * Whether these files of a message are ours. Facebook tells how many they are and what each is, the bytes being its own by then. Only of what is saved it
 * tells the name under which it went, so only that is known again by itself; under another name Facebook may have called it otherwise.
 */
export function filesLike(ours: readonly OutgoingFile[], told: readonly JsonObject[]): Likeness {
  if (ours.length !== told.length) {
    return 'no'
  }
  const each = ours.map((file, place) => fileLike(file, told[place] ?? {}))
  return each.find((like) => like === 'no') ?? each.find((like) => like === 'perhaps') ?? 'yes'
}

function fileLike(ours: OutgoingFile, told: JsonObject): Likeness {
  const what = whatIs(told)
  if (what === undefined) {
    return 'perhaps'
  }
  if (ours.what === 'file') {
    return savedLike(ours, { what, name: textOf(own(told, 'name')) })
  }
  if (what === ours.what) {
    return 'yes'
  }
  // A sound is told as a film now and then (recordings of 2025).
  return PLAYED.includes(ours.what) && PLAYED.includes(what) ? 'perhaps' : 'no'
}

type Told = { readonly what: OutgoingFile['what']; readonly name: string | undefined }

function savedLike(ours: OutgoingFile, { what, name }: Told): Likeness {
  if (what === 'file') {
    return name === outgoingName(ours) ? 'yes' : 'perhaps'
  }
  // A picture of a kind that goes as a file is one to Facebook, too, perhaps.
  return whatIs({ mime_type: ours.type }) === what ? 'perhaps' : 'no'
}

const PLAYED: readonly OutgoingFile['what'][] = ['video', 'audio']

function whatIs(told: JsonObject): OutgoingFile['what'] | undefined {
  if (isObject(own(told, 'image_data'))) {
    return 'picture'
  }
  if (isObject(own(told, 'video_data'))) {
    return 'video'
  }
  const [family] = textOf(own(told, 'mime_type'))?.split('/') ?? []
  return family === undefined ? undefined : (FAMILIES[family] ?? 'file')
}

const FAMILIES: Readonly<Record<string, OutgoingFile['what']>> = { image: 'picture', video: 'video', audio: 'audio' }
