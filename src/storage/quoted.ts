import { sql, type RawBuilder } from 'kysely'
import type { Part } from '#domain/entries/part.ts'
import type { MessageId, TicketId } from '#domain/ids.ts'
import { writerOf, type Writer } from './clients/writer.ts'
import { NO_FILES, partsOf, type Files } from './said-files.ts'

/** The message that another answers, or of which something was tapped; `message` is undefined while the desk has not heard of it. */
export type Quote = { readonly message: Quoted | undefined }

export type Quoted = {
  readonly id: MessageId
  readonly ticketId: TicketId | undefined
  readonly authorKind: 'client' | 'member' | 'elsewhere'
  readonly authorId: string | undefined
  readonly authorName: string | undefined
  readonly writer: Writer | undefined
  readonly appId: string | undefined
  readonly appName: string | undefined
  readonly text: string
  readonly parts: readonly Part[]
  readonly files: Files
  readonly isTakenBack: boolean
}

/** As `QUOTED` tells it. */
export type QuotedRow = {
  readonly id: MessageId
  readonly ticketId: TicketId | null
  readonly authorKind: Quoted['authorKind']
  readonly authorId: string | null
  readonly authorName: string | null
  readonly writer: Writer | null
  readonly appId: string | null
  readonly appName: string | null
  readonly text: string
  readonly parts: readonly Part[] | null
  readonly isTakenBack: boolean
}

/** What the entry that a query calls `m` answers: by the name that the channel has for it, or by the id that what was tapped brought back. */
export const QUOTED: RawBuilder<unknown> = sql`case when m.tapped_entry_id is null
  then ${quoted(sql`q.channel_id = m.channel_id and q.thing = m.thing and q.external_id = m.replies_to`)} else ${quoted(sql`q.id = m.tapped_entry_id`)} end`

function quoted(by: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(select jsonb_build_object('id', q.id, 'ticketId', q.ticket_id, 'authorKind', q.author_kind, 'authorId', q.author_id,
           'authorName', (select quoted_user.name from users quoted_user where quoted_user.id = q.author_id), 'writer', ${writerOf('q')}, 'appId', q.app_id,
           'appName', q.app_name,
           'text', left(coalesce(q.edited_text, q.text), 1000), 'parts', ${partsOf('q')}, 'isTakenBack', q.removed_at is not null)
    from entries q
   where q.workspace_id = m.workspace_id and ${by}
     -- Not to be found by its conversation, which may be long: it is found by its name.
     and (q.conversation_id = m.conversation_id) is true and q.author_kind is not null)`
}

export function quotedOf(row: QuotedRow): Quoted {
  return {
    ...row,
    ticketId: row.ticketId ?? undefined,
    authorId: row.authorId ?? undefined,
    authorName: row.authorName ?? undefined,
    writer: row.writer ?? undefined,
    appId: row.appId ?? undefined,
    appName: row.appName ?? undefined,
    parts: row.parts ?? [],
    files: NO_FILES,
  }
}
