import type { AttachmentKind, GoneReason } from '#domain/files/attachment.ts'
import type { AttachmentId } from '#domain/ids.ts'
import type { Attachment } from '#storage/attachments.ts'
import type { KeptFile } from '#storage/files/kept-file.ts'
import type { KeptPicture } from '#storage/files/pictures.ts'
import type { StorageProblem } from '#storage/files/storage-problem.ts'
import type { FilePart } from '../contract/message-parts.ts'
import type { FileStorage } from './contract.ts'

/** A file that somebody sent, as a part of a message. Its addresses are ours: Facebook's own never leave the server. */
export function presentFile({ id, what, name, state, reason, tries, nextTryAt, file }: Attachment): FilePart {
  return {
    part: 'file',
    id,
    what,
    name: name ?? null,
    state,
    reason: reason ?? null,
    tries,
    nextTryAt: nextTryAt?.toISOString() ?? null,
    ...(file ? presentCopy(id, file) : NO_COPY),
  }
}

type NoFile = { readonly id: string; readonly what: AttachmentKind; readonly name: string | undefined; readonly reason: GoneReason }

/** A file that a line tells of and the desk noted nothing of. */
export function presentNoFile({ id, what, name, reason }: NoFile): FilePart {
  return { part: 'file', id, what, name: name ?? null, state: 'gone', reason, tries: 0, nextTryAt: null, ...NO_COPY }
}

type Copy = Pick<FilePart, 'type' | 'size' | 'width' | 'height' | 'durationMs' | 'url' | 'previewUrl'>

const NO_COPY: Copy = { type: null, size: null, width: null, height: null, durationMs: null, url: null, previewUrl: null }

function presentCopy(id: AttachmentId, { type, size, width, height, durationMs, variants }: KeptFile): Copy {
  return {
    type,
    size,
    width: width ?? null,
    height: height ?? null,
    durationMs: durationMs ?? null,
    url: addressOf(id),
    previewUrl: variants.preview ? `${addressOf(id)}?size=preview` : null,
  }
}

/** Where the picture of a client or a channel is found; null where none is kept. */
export function presentPicture(picture: KeptPicture | undefined): string | null {
  return picture ? `${addressOf(picture.id)}?size=preview&v=${picture.version}` : null
}

export function presentStorage(problem: StorageProblem | undefined): FileStorage {
  return {
    problem: problem ? { reason: problem.reason, since: problem.since.toISOString(), waitingCount: problem.waiting } : null,
  }
}

function addressOf(id: AttachmentId): string {
  return `/api/v1/files/${id}`
}
