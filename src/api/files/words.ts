import type { AttachmentReason, AttachmentState } from '#domain/files/attachment.ts'

/** Why there is no file to be had, for whoever opens its address. */
const WORDS: Record<AttachmentReason, string> = {
  unreachable: 'Facebook’s address of this file did not answer. Pagedesk tries again by itself.',
  'too-slow': 'Facebook sent this file too slowly. Pagedesk tries again by itself.',
  'address-busy': 'Facebook did not give this file yet. Pagedesk tries again by itself.',
  'not-readable-now': 'This file could not be looked at. Pagedesk tries again by itself.',
  'storage-full': 'The storage of this desk is full. The file comes once an administrator has made room.',
  'storage-away': 'The storage of this desk does not answer. The file comes once it does.',
  'address-forbidden': 'This file was not fetched: its address is none that this desk opens.',
  'too-large': 'This file was not kept: it is larger than 25 MB.',
  empty: 'This file was not kept: there is nothing in it.',
  'too-many-pixels': 'This picture was not kept: it has more pixels than can be shown safely.',
  broken: 'This file was not kept: it is broken.',
  packed: 'This file was not kept: it came packed in a way that is not opened.',
  'address-dead': 'This file is not available any more. Facebook stopped giving it out before it could be kept.',
  'no-address': 'This file is not available. Facebook told no address of it.',
  'never-answered': 'This file is not available. Its address led to nothing for two weeks.',
  'no-copy': 'This file is not available. This desk has no copy of it.',
}

export function fileWords({ state, reason }: { readonly state: AttachmentState; readonly reason: AttachmentReason | undefined }): string {
  if (reason !== undefined) {
    return WORDS[reason]
  }
  return state === 'waiting' ? 'This file is being fetched. Try again in a moment.' : 'This file is not available.'
}
