import { sql } from 'kysely'
import type { AttachmentKind } from '#domain/files/attachment.ts'
import type { AttachmentId, TicketId, UserId, WorkspaceId } from '#domain/ids.ts'
import type { Offer } from '#domain/offers/offer.ts'
import type { DraftContent, DraftMode } from '#domain/tickets/draft.ts'
import type { Db, Tx } from './database.ts'
import { storableJson, storableText } from './storable.ts'

export type DraftKey = {
  readonly workspaceId: WorkspaceId
  readonly ticketId: TicketId
  readonly userId: UserId
  readonly mode: DraftMode
  /** Of a ticket of a whole post the thread that is answered. */
  readonly threadId: string | undefined
}

/** A file that was brought for a reply and not sent, by what it is called. */
type BegunFile = { readonly id: AttachmentId; readonly name: string | null; readonly what: AttachmentKind }

/** Of a draft `d` its files, in their order. */
const FILES_OF_DRAFT = sql<readonly BegunFile[] | null>`case when d.file_count > 0 then (
  select json_agg(json_build_object('id', a.id, 'name', a.name, 'what', a.what) order by a.noted_at, a.id) from attachments a
   where a.workspace_id = d.workspace_id and a.meant_for = d.ticket_id and a.uploaded_by = d.user_id and coalesce(a.meant_thread, '') = d.thread) end`

/** Without words, files and anything to tap once it was sent, or emptied. */
export type Draft = DraftContent & {
  readonly userId: UserId
  readonly name: string
  readonly mode: DraftMode
  readonly threadId: string | undefined
  /** In their order. */
  readonly files: readonly BegunFile[]
  /** Goes up with each change of the words and of what is to be tapped. */
  readonly version: number
  readonly savedAt: Date
}

type Row = Omit<Draft, 'threadId' | 'offer' | 'files'> & {
  readonly thread: string
  readonly offer: Offer | null
  readonly files: Draft['files'] | null
}
type Versioned = Pick<Draft, 'text' | 'offer' | 'version'>

/** What the members of the workspace have begun to write in a ticket; of whoever asks also what is empty by now. */
export async function draftsIn(
  db: Db,
  { workspaceId, ticketId, userId }: Pick<DraftKey, 'workspaceId' | 'ticketId' | 'userId'>,
): Promise<readonly Draft[]> {
  const { rows } = await sql<Row>`
    select d.user_id as "userId", u.name, d.mode, d.thread, d.text, d.offer, ${FILES_OF_DRAFT} as files, d.version, d.saved_at as "savedAt"
      from drafts d
      join members m on m.workspace_id = d.workspace_id and m.user_id = d.user_id
      join users u on u.id = d.user_id
     where d.workspace_id = ${workspaceId} and d.ticket_id = ${ticketId} and (d.is_begun or d.user_id = ${userId})
     order by d.saved_at, d.user_id, d.mode, d.thread`.execute(db)
  return rows.map(({ files, ...row }) => ({ ...draftIn(row), files: files ?? [] }))
}

/** What stands there, locked; a first one is version zero, and empty. */
export async function lockDraft(tx: Tx, { workspaceId, ticketId, userId, mode, threadId = '' }: DraftKey, at: Date): Promise<Versioned> {
  await sql`
    insert into drafts (workspace_id, ticket_id, user_id, mode, thread, text, version, saved_at)
    values (${workspaceId}, ${ticketId}, ${userId}, ${mode}, ${threadId}, '', 0, ${at}) on conflict do nothing`.execute(tx)
  const { rows } = await sql<Pick<Row, 'text' | 'offer' | 'version'>>`
    select text, offer, version from drafts
     where workspace_id = ${workspaceId} and ticket_id = ${ticketId} and user_id = ${userId} and mode = ${mode} and thread = ${threadId}
       for update`.execute(tx)
  const { text = '', offer, version = 0 } = rows[0] ?? {}
  return { text, offer: offer ?? undefined, version }
}

export async function saveDraft(
  tx: Tx,
  { workspaceId, ticketId, userId, mode, threadId = '' }: DraftKey,
  { text, offer, version, at }: Versioned & { readonly at: Date },
): Promise<void> {
  await sql`
    update drafts set text = ${storableText(text)}, offer = ${offer === undefined ? null : storableJson(offer)}::jsonb, version = ${version}, saved_at = ${at}
     where workspace_id = ${workspaceId} and ticket_id = ${ticketId} and user_id = ${userId} and mode = ${mode} and thread = ${threadId}`.execute(
    tx,
  )
}

type Asked = Omit<DraftKey, 'threadId'> & {
  /** Of a ticket that holds several only these; undefined: all. */
  readonly threads: readonly string[] | undefined
}

/** What somebody has begun to write of this kind in a ticket, or in these threads of it, locked. */
export async function lockBegun(
  tx: Tx,
  { workspaceId, ticketId, userId, mode, threads }: Asked,
): Promise<readonly (Versioned & Pick<Draft, 'threadId'>)[]> {
  const { rows } = await sql<Pick<Row, 'thread' | 'text' | 'offer' | 'version'>>`
    select thread, text, offer, version from drafts
     where workspace_id = ${workspaceId} and ticket_id = ${ticketId} and user_id = ${userId} and mode = ${mode} and is_begun
       and ${threads === undefined ? sql`true` : sql`thread = any(${[...threads]})`}
     order by thread for update`.execute(tx)
  return rows.map(draftIn)
}

function draftIn<Each extends Pick<Row, 'thread' | 'offer'>>({ thread, offer, ...draft }: Each) {
  return { ...draft, threadId: thread === '' ? undefined : thread, offer: offer ?? undefined }
}
