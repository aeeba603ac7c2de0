import { sql, type RawBuilder } from 'kysely'
import { FINAL_STATUSES } from '#domain/tickets/status.ts'

/**
 * A ticket holds when the reply window of its conversation closes, so that lists can be walked in that order; one that is over holds
 * nothing. For statements that save a ticket of the status `row.status` and call its conversation, which is saved before, `co`.
 */
export function windowOfTicket(row: string): RawBuilder<Date | null> {
  return sql`case when ${sql.ref(`${row}.status`)} = any(${[...FINAL_STATUSES]}::text[]) then null else co.window_closes_at end`
}
