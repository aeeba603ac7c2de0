import { sql } from 'kysely'
import type { MessageId, TicketId, WorkspaceId } from '#domain/ids.ts'
import type { Db } from './database.ts'

/** What is not understood of a line, as JSON. */
export type Raw = { readonly label: string; readonly json: string; readonly length: number }

type Wanted = { readonly ticketId: TicketId; readonly lineId: MessageId; readonly limit: number }

/**
 * What is not understood of a line of this ticket's conversation, as it came: a whole piece, a part of a message, or of a note. Undefined where there
 * is nothing of the kind. `json` has at most `limit` characters, `length` is how many there are.
 */
export async function readRaw(db: Db, workspaceId: WorkspaceId, { ticketId, lineId, limit }: Wanted): Promise<Raw | undefined> {
  const { rows } = await sql<Raw>`
    with kept as (
      select p.label, p.piece as raw from not_understood p
        join conversations co on co.workspace_id = p.workspace_id and co.channel_id = p.channel_id and co.subject_key = p.subject_key
        join tickets t on t.workspace_id = co.workspace_id and t.conversation_id = co.id
       where p.workspace_id = ${workspaceId} and p.id = ${lineId} and t.id = ${ticketId}
      union all
      select e.unread ->> 'label', e.unread -> 'raw' from entries e
       where e.workspace_id = ${workspaceId} and e.id = ${lineId} and e.ticket_id = ${ticketId} and e.unread is not null
      union all
      select n.what, n.rest from notes n join tickets t on t.workspace_id = n.workspace_id and t.conversation_id = n.conversation_id
       where n.workspace_id = ${workspaceId} and n.id = ${lineId} and t.id = ${ticketId} and n.rest is not null
    )
    select label, left(raw::text, ${limit}) as json, length(raw::text) as length from kept limit 1`.execute(db)
  return rows[0]
}
