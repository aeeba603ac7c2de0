import type { AttachmentId } from '../ids.ts'
import type { AttachmentKind } from './attachment.ts'

/** A file that we say: a copy in the desk's own storage, named by its content. */
export type OutgoingFile = {
  readonly id: AttachmentId
  readonly what: AttachmentKind
  readonly digest: string
  /** Which form of it goes out: that without what a camera wrote into it, where there is one. */
  readonly form: 'shown' | 'original'
  /** The media type of that form, told by its content. */
  readonly type: string
}

/** Which files may be said somewhere. */
export type FileRule = {
  /** Media types, and what people call them. */
  readonly types: Readonly<Record<string, string>>
  readonly maxBytes: number
  /** With one reply. */
  readonly atMost: number
}

export type FileVerdict = 'fits' | 'other-type' | 'too-large'

/** Whether such a file may be said there: asked before it is uploaded, by what a browser says of it, and after, by its content. */
export function fileVerdict({ types, maxBytes }: FileRule, { type, size }: { readonly type: string; readonly size: number }): FileVerdict {
  if (!Object.hasOwn(types, type)) {
    return 'other-type'
  }
  return size > maxBytes ? 'too-large' : 'fits'
}

/** A comment holds one picture (Graph reference, Comment, v26). For how large it may be nothing is told there; photos of a Page may have 10 MB. */
export const ONE_PICTURE: FileRule = {
  types: { 'image/jpeg': 'JPEG', 'image/png': 'PNG', 'image/gif': 'GIF' },
  maxBytes: 10_000_000,
  atMost: 1,
}
