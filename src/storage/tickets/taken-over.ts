import { sql } from 'kysely'
import type { TicketId, WorkspaceId } from '#domain/ids.ts'
import type { Db } from '../database.ts'

/** The ticket in which stands what was said in one that is gone. What took it over may be gone itself, into a third one. */
export async function takenOverBy(db: Db, workspaceId: WorkspaceId, ticketId: TicketId): Promise<TicketId | undefined> {
  const { rows } = await sql<{ id: TicketId }>`
    with recursive taken_over as (
      select (e.payload ->> 'into')::uuid as id from events e
       where e.workspace_id = ${workspaceId} and e.ticket_id = ${ticketId} and e.type = 'ticket.removed'
       union
      select (e.payload ->> 'into')::uuid from taken_over
        join events e on e.workspace_id = ${workspaceId} and e.ticket_id = taken_over.id and e.type = 'ticket.removed'
    )
    select t.id from taken_over join tickets t on t.workspace_id = ${workspaceId} and t.id = taken_over.id`.execute(db)
  return rows[0]?.id
}
