import { create as contentDisposition } from 'content-disposition'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { parse as parseRange } from 'range-parser'
import { DeskError } from '#domain/errors.ts'
import { isShownInPlace } from '#domain/files/media-type.ts'
import { savedName } from '#domain/files/saved-name.ts'
import type { AttachmentId } from '#domain/ids.ts'
import { requirePermission } from '#desk/require-permission.ts'
import type { Actor } from '#desk/desk.ts'
import type { Db } from '#storage/database.ts'
import { fileKey } from '#storage/files/file-key.ts'
import { FileStoreError, type ByteRange, type FileStore } from '#storage/files/file-store.ts'
import type { KeptFile, VariantName } from '#storage/files/kept-file.ts'
import { findAttachment, type AskedAttachment } from '#storage/files/serve.ts'
import type { FileSize } from './contract.ts'
import { fileWords } from './words.ts'

/** What is opened by its address runs nothing, loads nothing and stands in no frame, whatever a stranger put into it. */
const SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; media-src 'self'; img-src 'self'; sandbox; frame-ancestors 'none'"
const DOWNLOAD = 'application/octet-stream'
const NO_ROOM_TO_ASK_SECONDS = 30

type Asked = { readonly actor: Actor; readonly attachmentId: AttachmentId; readonly size: FileSize }
type Served = {
  readonly key: string
  readonly etag: string
  readonly size: number
  readonly type: string
  readonly isInline: boolean
  readonly name: string
}

/** Answers with the bytes of a kept file. Throws a `DeskError` in words for whoever may not have it, and where there is nothing to be had. */
export async function serveFile(
  { db, store }: { readonly db: Db; readonly store: FileStore },
  asked: Asked,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
): Promise<FastifyReply> {
  const served = servedOf(await requireFile(db, asked), asked)
  if (isKnown(request.headers['if-none-match'], served.etag)) {
    return reply.headers(headersOf(served)).code(304).send()
  }
  const range = rangeOf(request, served)
  const bytes = await open(store, served.key, range)
  // Not before it is known that there are bytes: a refusal is no file.
  reply.headers(headersOf(served))
  if (range) {
    reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${served.size}`)
  }
  return reply.header('content-length', range ? range.end - range.start + 1 : served.size).send(bytes)
}

type Kept = AskedAttachment & { readonly file: KeptFile }

async function requireFile(db: Db, { actor, attachmentId, size }: Asked): Promise<Kept> {
  const found = await findAttachment(db, actor, attachmentId)
  if (!found) {
    throw new DeskError('not-found', 'There is no such file.')
  }
  if (found.isTakenBack && actor.role !== 'administrator') {
    throw new DeskError('not-allowed', 'The customer took this message back. Only administrators can see what was in it.')
  }
  if (size === 'original') {
    requirePermission(actor, 'workspace.manage', 'see')
  }
  const { file, state, reason } = found
  if (!file) {
    throw new DeskError(state === 'gone' ? 'file-gone' : 'file-not-kept', fileWords(found), { detail: { state, reason: reason ?? null } })
  }
  return { ...found, file }
}

function servedOf({ file, name, what }: Kept, { actor: { workspaceId }, size }: Asked): Served {
  const variant = variantOf(file, size)
  const { type, size: bytes } = variant === undefined ? file : (file.variants[variant] ?? file)
  const isInline = size !== 'original' && isShownInPlace(type)
  return {
    key: fileKey(workspaceId, file.digest, variant),
    etag: `"${file.digest}${variant === undefined ? '' : `.${variant}`}"`,
    size: bytes,
    type: isInline ? type : DOWNLOAD,
    isInline,
    name: savedName(name, { what, type: file.type }),
  }
}

function variantOf({ variants }: KeptFile, size: FileSize): VariantName | undefined {
  switch (size) {
    case 'original':
      return undefined
    case 'shown':
      return variants.shown && 'shown'
    case 'preview':
      if (!variants.preview) {
        throw new DeskError('not-found', 'There is no smaller picture of this file.')
      }
      return 'preview'
  }
}

/** Who may see it is asked each time: a browser keeps the bytes and asks whether they still hold. */
function headersOf({ etag, type, isInline, name }: Served): Record<string, string> {
  return {
    etag,
    'cache-control': 'private, no-cache',
    'accept-ranges': 'bytes',
    'content-type': type,
    'content-disposition': contentDisposition(name, { type: isInline ? 'inline' : 'attachment' }),
    'content-security-policy': SANDBOX,
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  }
}

function isKnown(condition: string | undefined, etag: string): boolean {
  return (condition ?? '').split(',').some((known) => known.trim().replace(/^W\//, '') === etag)
}

/** One stretch of bytes. Several at once are answered with the whole, as a range may be; none that can be had is a refusal. */
function rangeOf({ headers }: FastifyRequest, { size, etag }: Served): ByteRange | undefined {
  const condition = headers['if-range']
  if (headers.range === undefined || (condition !== undefined && condition !== etag)) {
    return undefined
  }
  const { code, type, ranges } = parseRange(size, headers.range)
  const [range] = ranges
  if (!range && (code & BEYOND_THE_END) !== 0) {
    throw new DeskError('range-not-satisfiable', 'The file has fewer bytes than were asked for.', { detail: { size } })
  }
  return code === 0 && type === 'bytes' && ranges.length === 1 && range ? { start: range.start, end: range.end } : undefined
}

/** As range-parser tells it, among the bits of its code. */
const BEYOND_THE_END = 2

async function open(store: FileStore, key: string, range: ByteRange | undefined) {
  try {
    const bytes = await store.open(key, range)
    if (!bytes) {
      throw new DeskError('file-gone', 'The desk has lost its copy of this file. An administrator can bring it back from a backup.')
    }
    return bytes
  } catch (error) {
    if (error instanceof FileStoreError) {
      const detail = { retryAfterSeconds: NO_ROOM_TO_ASK_SECONDS }
      throw new DeskError('file-storage-unavailable', 'The storage of files does not answer. Try again in a moment.', {
        cause: error,
        detail,
      })
    }
    throw error
  }
}
