import { sql } from 'kysely'
import type { AttachmentKind, AttachmentReason, AttachmentState } from '#domain/files/attachment.ts'
import type { AttachmentId } from '#domain/ids.ts'
import type { KeptFile, Variants } from './kept-file.ts'

/** What is known of an attachment, and of the copy that is kept. */
export type Attachment = {
  readonly id: AttachmentId
  /** Of the message or the note. Undefined: it is the picture of a client or of a channel. */
  readonly lineId: string | undefined
  readonly position: number
  readonly what: AttachmentKind
  readonly name: string | undefined
  readonly state: AttachmentState
  readonly reason: AttachmentReason | undefined
  readonly tries: number
  readonly nextTryAt: Date | undefined
  readonly file: KeptFile | undefined
}

/** What a query selects of `attachments a` left joined to `files f`. */
export const ATTACHMENT = sql`a.id, coalesce(a.entry_id, a.note_id) as line_id, a.position, a.what, a.name, a.state, a.reason, a.tries, a.next_try_at,
  f.digest, f.size, f.type, f.width, f.height, f.duration_ms, f.variants`

export type AttachmentRow = {
  readonly id: AttachmentId
  readonly line_id: string | null
  readonly position: number
  readonly what: AttachmentKind
  readonly name: string | null
  readonly state: AttachmentState
  readonly reason: AttachmentReason | null
  readonly tries: number
  readonly next_try_at: Date | null
  readonly digest: string | null
  readonly size: number | null
  readonly type: string | null
  readonly width: number | null
  readonly height: number | null
  readonly duration_ms: number | null
  readonly variants: Variants | null
}

export function attachmentOf(row: AttachmentRow): Attachment {
  const { id, position, what, state, tries } = row
  return {
    id,
    position,
    what,
    state,
    tries,
    lineId: row.line_id ?? undefined,
    name: row.name ?? undefined,
    reason: row.reason ?? undefined,
    nextTryAt: row.next_try_at ?? undefined,
    file: fileOf(row),
  }
}

function fileOf({ digest, size, type, width, height, duration_ms: durationMs, variants }: AttachmentRow): KeptFile | undefined {
  if (digest === null || size === null || type === null) {
    return undefined
  }
  return {
    digest,
    size,
    type,
    width: width ?? undefined,
    height: height ?? undefined,
    durationMs: durationMs ?? undefined,
    variants: variants ?? {},
  }
}
