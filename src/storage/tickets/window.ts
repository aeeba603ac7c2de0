import { sql, type RawBuilder } from 'kysely'
import type { ConversationId, TicketId, WorkspaceId } from '#domain/ids.ts'
import { FINAL_STATUSES } from '#domain/tickets/status.ts'

import type { Tx } from '../database.ts'

/**
 * A ticket holds when the reply window of its conversation closes, so that lists can be walked in that order; one that is over holds
 * nothing. For statements that save a ticket of the status `row.status` and call its conversation, which is saved before, `co`.
 */
export function windowOfTicket(row: string): RawBuilder<Date | null> {
  return sql`case when ${sql.ref(`${row}.status`)} = any(${[...FINAL_STATUSES]}::text[]) then null else co.window_closes_at end`
}

/** The tickets of these conversations hold when their windows close since; answers those that moved. */
export async function followWindows(tx: Tx, workspaceId: WorkspaceId, conversations: readonly ConversationId[]): Promise<TicketId[]> {
  const { rows } = await sql<{ id: TicketId }>`
    update tickets t set window_closes_at = co.window_closes_at
      from conversations co
     where co.workspace_id = ${workspaceId} and co.id = any(${[...conversations]}::uuid[]) and t.workspace_id = co.workspace_id and t.conversation_id = co.id
       and t.status <> all(${[...FINAL_STATUSES]}::text[]) and t.window_closes_at is distinct from co.window_closes_at
    returning t.id`.execute(tx)
  return rows.map(({ id }) => id)
}
