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
  /** By the machine's clock: its place among others. */
  readonly begunAt: Date
}

/** A file that is kept, of somebody who means to send it. */
export async function insertUpload(tx: Tx, { workspaceId, userId, id, ...upload }: NewUpload): Promise<void> {
  const { channelId, what, name, digest, meant, begunAt } = upload
  await sql`
    insert into attachments (workspace_id, id, uploaded_by, lane, what, name, state, file, meant_for, meant_thread, noted_at)
    values (${workspaceId}, ${id}, ${userId}, ${channelId}, ${what}, ${name === undefined ? null : storableText(name)}, 'kept', ${digest},
            ${meant.ticketId}, ${meant.threadId ?? null}, ${begunAt})`.execute(tx)
}

/** What this person brought for a reply there and has not sent, in the order in which they began to bring it, or put it since. */
export async function uploadsFor(db: Db, { workspaceId, userId }: Uploader, { ticketId, threadId }: Meant): Promise<Attachment[]> {
  const { rows } = await sql<AttachmentRow>`
    select ${ATTACHMENT} from attachments a join files f on f.workspace_id = a.workspace_id and f.digest = a.file
     where a.workspace_id = ${workspaceId} and a.meant_for = ${ticketId} and a.uploaded_by = ${userId}
       and a.meant_thread is not distinct from ${threadId ?? null}
     order by a.noted_at, a.id`.execute(db)
  return rows.map(attachmentOf)
}

/** Those of these files that this person brought for a reply there and has not sent, in this order; what is brought later stands behind them. */
export async function saveUploadOrder(
  tx: Tx,
  { workspaceId, userId }: Uploader,
  { ticketId, threadId, ids }: Meant & { readonly ids: readonly AttachmentId[] },
): Promise<void> {
  await sql`
    with theirs as materialized (
      select a.id, a.noted_at from attachments a
       where a.workspace_id = ${workspaceId} and a.meant_for = ${ticketId} and a.uploaded_by = ${userId}
         and a.meant_thread is not distinct from ${threadId ?? null} and a.id = any(${[...ids]}::uuid[])
       order by a.id for update
    ), placed as (
      select theirs.id, min(theirs.noted_at) over () + n.place * interval '1 microsecond' as at
        from theirs join unnest(${[...ids]}::uuid[]) with ordinality as n(id, place) on n.id = theirs.id
    )
    update attachments a set noted_at = placed.at from placed where a.workspace_id = ${workspaceId} and a.id = placed.id`.execute(tx)
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

/** For which replies this person brought these files. */
export async function placesOf(tx: Tx, { workspaceId, userId }: Uploader, ids: readonly AttachmentId[]): Promise<Meant[]> {
  const { rows } = await sql<MeantRow>`
    select distinct meant_for, meant_thread from attachments
     where workspace_id = ${workspaceId} and uploaded_by = ${userId} and id = any(${[...ids]}::uuid[])
     order by meant_for, meant_thread`.execute(tx)
  return rows.flatMap(meantIn)
}

type MeantRow = { readonly meant_for: TicketId | null; readonly meant_thread: string | null }

function meantIn({ meant_for: ticketId, meant_thread: threadId }: MeantRow): readonly Meant[] {
  return ticketId === null ? [] : [{ ticketId, threadId: threadId ?? undefined }]
}

/** Undefined where this person has no such file that waits: it is somebody else's, a reply says it, or it is gone. Else where it was meant to be said. */
export async function deleteUpload(tx: Tx, { workspaceId, userId }: Uploader, id: AttachmentId): Promise<readonly Meant[] | undefined> {
  const { rows } = await sql<MeantRow>`
    delete from attachments where workspace_id = ${workspaceId} and id = ${id} and uploaded_by = ${userId}
    returning meant_for, meant_thread`.execute(tx)
  return rows[0] && meantIn(rows[0])
}

/** What this person brought for a reply in a ticket, or in that thread of it, is meant for another ticket. Answers where it was meant to be said. */
export async function moveUploads(
  tx: Tx,
  { workspaceId, userId }: Uploader,
  { from, to }: { readonly from: Meant; readonly to: Meant },
): Promise<Meant[]> {
  const { rows } = await sql<MeantRow>`
    with theirs as (
      select id, meant_for, meant_thread from attachments
       where workspace_id = ${workspaceId} and meant_for = ${from.ticketId} and uploaded_by = ${userId}
         and ${from.threadId === undefined ? sql`true` : sql`meant_thread = ${from.threadId}`}
       order by id for update
    ), moved as (
      update attachments a set meant_for = ${to.ticketId}, meant_thread = ${to.threadId ?? null} from theirs where a.workspace_id = ${workspaceId} and a.id = theirs.id
    )
    select distinct meant_for, meant_thread from theirs order by meant_for, meant_thread`.execute(tx)
  return rows.flatMap(meantIn)
}

/** A browser asks for a week whether the desk took a reply: its files wait as long. */
const UNSENT_FOR = sql`interval '7 days'`

/** Answers whose they were, and for which replies. */
export async function deleteOldUploads(tx: Tx): Promise<readonly (Uploader & { readonly places: readonly Meant[] })[]> {
  const { rows } = await sql<MeantRow & { readonly workspace_id: WorkspaceId; readonly uploaded_by: UserId }>`
    with gone as (
      delete from attachments where uploaded_by is not null and noted_at < now() - ${UNSENT_FOR}
      returning workspace_id, uploaded_by, meant_for, meant_thread
    )
    select distinct workspace_id, uploaded_by, meant_for, meant_thread from gone order by workspace_id, meant_for, uploaded_by, meant_thread`.execute(
    tx,
  )
  return rows.map((row) => ({ workspaceId: row.workspace_id, userId: row.uploaded_by, places: meantIn(row) }))
}
