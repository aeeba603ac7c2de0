import { sql } from 'kysely'
import type { AttachmentKind } from '#domain/files/attachment.ts'
import type { AttachmentId, ChannelId, MessageId, TicketId, UserId, WorkspaceId } from '#domain/ids.ts'
import type { Db, Tx } from '../database.ts'
import { storableText } from '../storable.ts'
import { ATTACHMENT, attachmentOf, type Attachment, type AttachmentRow } from './attachment-row.ts'

type Uploader = { readonly workspaceId: WorkspaceId; readonly userId: UserId }

/** Where a file is meant to be said: in a ticket, and in that thread of it. */
export type Meant = { readonly ticketId: TicketId; readonly threadId: string | undefined }

export type NewUpload = Uploader & {
  readonly meant: Meant
  readonly id: AttachmentId
  readonly channelId: ChannelId
  readonly what: AttachmentKind
  readonly name: string | undefined
  readonly digest: string
}

/** A file that is kept, of somebody who means to send it. */
export async function insertUpload(tx: Tx, { workspaceId, userId, id, channelId, what, name, digest, meant }: NewUpload): Promise<void> {
  await sql`
    insert into attachments (workspace_id, id, uploaded_by, lane, what, name, state, file, meant_for, meant_thread)
    values (${workspaceId}, ${id}, ${userId}, ${channelId}, ${what}, ${name === undefined ? null : storableText(name)}, 'kept', ${digest},
            ${meant.ticketId}, ${meant.threadId ?? null})`.execute(tx)
}

/** What this person brought for a reply there and has not sent, in the order in which they began to bring it. */
export async function uploadsFor(db: Db, { workspaceId, userId }: Uploader, { ticketId, threadId }: Meant): Promise<Attachment[]> {
  const { rows } = await sql<AttachmentRow>`
    select ${ATTACHMENT} from attachments a join files f on f.workspace_id = a.workspace_id and f.digest = a.file
     where a.workspace_id = ${workspaceId} and a.meant_for = ${ticketId} and a.uploaded_by = ${userId}
       and a.meant_thread is not distinct from ${threadId ?? null}
     order by a.id`.execute(db)
  return rows.map(attachmentOf)
}

/** How many files this person uploaded and has not sent. */
export async function countUploads(tx: Tx, { workspaceId, userId }: Uploader): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from attachments where workspace_id = ${workspaceId} and uploaded_by = ${userId}`.execute(tx)
  return rows[0]?.count ?? 0
}

/** Those of these files that this person uploaded and has not sent, in the order asked, locked. */
export async function lockUploads(tx: Tx, { workspaceId, userId }: Uploader, ids: readonly AttachmentId[]): Promise<Attachment[]> {
  if (ids.length === 0) {
    return []
  }
  const { rows } = await sql<AttachmentRow>`
    select ${ATTACHMENT} from attachments a join files f on f.workspace_id = a.workspace_id and f.digest = a.file
     where a.workspace_id = ${workspaceId} and a.uploaded_by = ${userId} and a.id = any(${[...ids]}::uuid[]) for update of a`.execute(tx)
  const found = new Map(rows.map((row) => [row.id, attachmentOf(row)]))
  return ids.flatMap((id) => found.get(id) ?? [])
}

type Copy = { readonly of: AttachmentId; readonly id: AttachmentId }

/** The same contents once more, of whoever means to send again what an entry said. */
export async function copyAsUploads(tx: Tx, { workspaceId, userId }: Uploader, copies: readonly Copy[]): Promise<void> {
  if (copies.length === 0) {
    return
  }
  await sql`
    insert into attachments (workspace_id, id, uploaded_by, lane, what, name, state, file)
    select a.workspace_id, n.id, ${userId}, a.lane, a.what, a.name, a.state, a.file
      from json_to_recordset(${JSON.stringify(copies)}) as n(of uuid, id uuid)
      join attachments a on a.workspace_id = ${workspaceId} and a.id = n.of`.execute(tx)
}

/** Files that were uploaded are said by an entry, each at its place. */
export async function sayUploads(
  tx: Tx,
  workspaceId: WorkspaceId,
  { entryId, ids }: { readonly entryId: MessageId; readonly ids: readonly AttachmentId[] },
): Promise<void> {
  if (ids.length === 0) {
    return
  }
  await sql`
    update attachments a set entry_id = ${entryId}, uploaded_by = null, meant_for = null, meant_thread = null, position = n.place - 1
      from unnest(${[...ids]}::uuid[]) with ordinality as n(id, place)
     where a.workspace_id = ${workspaceId} and a.id = n.id`.execute(tx)
}

/** False where this person has no such file that waits: it is somebody else's, a reply says it, or it is gone. */
export async function deleteUpload(tx: Tx, { workspaceId, userId }: Uploader, id: AttachmentId): Promise<boolean> {
  const { numAffectedRows } = await sql`
    delete from attachments where workspace_id = ${workspaceId} and id = ${id} and uploaded_by = ${userId}`.execute(tx)
  return numAffectedRows === 1n
}

/** A browser asks for a week whether the desk took a reply: its files wait as long. Answers how many went. */
const UNSENT_FOR = sql`interval '7 days'`

export async function deleteOldUploads(tx: Tx): Promise<void> {
  await sql`delete from attachments where uploaded_by is not null and noted_at < now() - ${UNSENT_FOR}`.execute(tx)
}
