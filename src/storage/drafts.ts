import { sql } from 'kysely'
import type { TicketId, UserId, WorkspaceId } from '#domain/ids.ts'
import type { DraftMode } from '#domain/tickets/draft.ts'
import type { Db, Tx } from './database.ts'
import { storableText } from './storable.ts'

export type DraftKey = {
  readonly workspaceId: WorkspaceId
  readonly ticketId: TicketId
  readonly userId: UserId
  readonly mode: DraftMode
  /** Of a ticket of a whole post the thread that is answered. */
  readonly threadId: string | undefined
}

export type Draft = {
  readonly userId: UserId
  readonly name: string
  readonly mode: DraftMode
  readonly threadId: string | undefined
  /** Empty once it was sent, or emptied. */
  readonly text: string
  /** Goes up with each change. */
  readonly version: number
  readonly savedAt: Date
}

type Row = Omit<Draft, 'threadId'> & { readonly thread: string }

/** What the members of the workspace have begun to write in a ticket; of whoever asks also what is empty by now. */
export async function draftsIn(
  db: Db,
  { workspaceId, ticketId, userId }: Pick<DraftKey, 'workspaceId' | 'ticketId' | 'userId'>,
): Promise<readonly Draft[]> {
  const { rows } = await sql<Row>`
    select d.user_id as "userId", u.name, d.mode, d.thread, d.text, d.version, d.saved_at as "savedAt"
      from drafts d
      join members m on m.workspace_id = d.workspace_id and m.user_id = d.user_id
      join users u on u.id = d.user_id
     where d.workspace_id = ${workspaceId} and d.ticket_id = ${ticketId} and (d.text <> '' or d.user_id = ${userId})
     order by d.saved_at, d.user_id, d.mode, d.thread`.execute(db)
  return rows.map(({ thread, ...draft }) => ({ ...draft, threadId: thread === '' ? undefined : thread }))
}

/** What stands there, locked; a first one is version zero, and empty. */
export async function lockDraft(
  tx: Tx,
  { workspaceId, ticketId, userId, mode, threadId = '' }: DraftKey,
  at: Date,
): Promise<Pick<Draft, 'text' | 'version'>> {
  await sql`
    insert into drafts (workspace_id, ticket_id, user_id, mode, thread, text, version, saved_at)
    values (${workspaceId}, ${ticketId}, ${userId}, ${mode}, ${threadId}, '', 0, ${at}) on conflict do nothing`.execute(tx)
  const { rows } = await sql<Pick<Draft, 'text' | 'version'>>`
    select text, version from drafts
     where workspace_id = ${workspaceId} and ticket_id = ${ticketId} and user_id = ${userId} and mode = ${mode} and thread = ${threadId}
       for update`.execute(tx)
  return rows[0] ?? { text: '', version: 0 }
}

export async function saveDraft(
  tx: Tx,
  { workspaceId, ticketId, userId, mode, threadId = '' }: DraftKey,
  { text, version, at }: { readonly text: string; readonly version: number; readonly at: Date },
): Promise<void> {
  await sql`
    update drafts set text = ${storableText(text)}, version = ${version}, saved_at = ${at}
     where workspace_id = ${workspaceId} and ticket_id = ${ticketId} and user_id = ${userId} and mode = ${mode} and thread = ${threadId}`.execute(
    tx,
  )
}

type Replies = Pick<DraftKey, 'workspaceId' | 'ticketId' | 'userId' | 'threadId'>

/** What somebody had begun to write to the customer in a ticket, or in that thread of it, they write on elsewhere. Answers whether there was such. */
export async function emptyReplyDrafts(tx: Tx, { workspaceId, ticketId, userId, threadId }: Replies, at: Date): Promise<boolean> {
  const { rows } = await sql`
    update drafts set text = '', version = version + 1, saved_at = ${at}
     where workspace_id = ${workspaceId} and ticket_id = ${ticketId} and user_id = ${userId} and mode = 'reply' and text <> ''
       and thread = coalesce(${threadId ?? null}, thread)
    returning version`.execute(tx)
  return rows.length > 0
}
