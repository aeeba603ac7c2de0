import type { AttachmentId } from '../ids.ts'
import type { AttachmentKind } from './attachment.ts'
import { isProgram } from './program.ts'

/** As what a file is sent. */
export type SentKind = Extract<AttachmentKind, 'picture' | 'video' | 'audio' | 'file'>

/** A file that we say: a copy in the desk's own storage, named by its content. */
export type OutgoingFile = {
  readonly id: AttachmentId
  readonly what: SentKind
  readonly digest: string
  /** Which form of it goes out: that without what a camera wrote into it, where there is one. */
  readonly form: 'shown' | 'original'
  /** The media type of that form, told by its content. */
  readonly type: string
  /** As whoever sent it called it. The customer sees it of what is saved under it, and of nothing that is shown or played in its place. */
  readonly name?: string | undefined
}

/** Files of one kind that may be said somewhere: of these media types, with what people call them, or of any that no kind before it takes. */
type KindRule = {
  readonly what: SentKind
  readonly types: Readonly<Record<string, string>> | 'all-others'
  readonly maxBytes: number
}

/** Which files may be said somewhere. */
export type FileRule = {
  /** The first kind that takes a file decides. */
  readonly kinds: readonly [KindRule, ...KindRule[]]
  /** With one reply. */
  readonly atMost: number
  /** `with-words`: a file stands beside the words. `alone`: the channel takes either, and only pictures with other pictures. */
  readonly goes: 'with-words' | 'alone'
}

export type Judged = { readonly type: string; readonly size: number; readonly name?: string | undefined }

export type FileVerdict =
  | { readonly kind: 'fits'; readonly what: SentKind }
  | { readonly kind: 'too-large'; readonly what: SentKind; readonly maxBytes: number }
  | { readonly kind: 'other-type' }
  | { readonly kind: 'program' }

/** Whether such a file may be said there, and as what: asked before it is uploaded, by what a browser says of it, and after, by its content. */
export function fileVerdict({ kinds }: FileRule, { type, size, name }: Judged): FileVerdict {
  const kind = kinds.find(({ types }) => types === 'all-others' || Object.hasOwn(types, type))
  if (!kind) {
    return { kind: 'other-type' }
  }
  if (kind.types === 'all-others' && isProgram({ type, name })) {
    return { kind: 'program' }
  }
  const { what, maxBytes } = kind
  return size > maxBytes ? { kind: 'too-large', what, maxBytes } : { kind: 'fits', what }
}

/** The most bytes that any file may have there. */
export function largestOf({ kinds }: FileRule): number {
  return Math.max(...kinds.map(({ maxBytes }) => maxBytes))
}

/** A comment holds one picture (Graph reference, Comment, v26). For how large it may be nothing is told there; photos of a Page may have 10 MB. */
export const ONE_PICTURE: FileRule = {
  kinds: [{ what: 'picture', types: { 'image/jpeg': 'JPEG', 'image/png': 'PNG', 'image/gif': 'GIF' }, maxBytes: 10_000_000 }],
  atMost: 1,
  goes: 'with-words',
}

const MESSAGE_FILE_BYTES = 25_000_000

/**
 * What a private message takes: pictures of 8 MB, all else of 25 MB (Messenger Platform docs, sending messages, 2026-06; "8 MB" is told of pictures by
 * address, and kept to for all). Of which formats Messenger shows or plays nothing complete is told: these are played everywhere, and all others go as
 * files to be saved. How many pictures a message holds is not told either; ten is ours.
 */
export const MESSAGE_FILES: FileRule = {
  kinds: [
    { what: 'picture', types: { 'image/jpeg': 'JPEG', 'image/png': 'PNG', 'image/gif': 'GIF' }, maxBytes: 8_000_000 },
    { what: 'video', types: { 'video/mp4': 'MP4', 'video/quicktime': 'MOV', 'video/webm': 'WebM' }, maxBytes: MESSAGE_FILE_BYTES },
    {
      what: 'audio',
      types: {
        'audio/mpeg': 'MP3',
        'audio/mp4': 'M4A',
        'audio/x-m4a': 'M4A',
        'audio/aac': 'AAC',
        'audio/wav': 'WAV',
        'audio/vnd.wave': 'WAV',
        'audio/ogg': 'Ogg',
      },
      maxBytes: MESSAGE_FILE_BYTES,
    },
    { what: 'file', types: 'all-others', maxBytes: MESSAGE_FILE_BYTES },
  ],
  atMost: 10,
  goes: 'alone',
}
