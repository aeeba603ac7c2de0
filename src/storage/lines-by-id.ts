import { sql } from 'kysely'
import type { TicketId, WorkspaceId } from '#domain/ids.ts'
import type { Db } from './database.ts'
import { CHANGE_LINE, COMMENT_LINE, lineOf, MESSAGE_LINE, MESSAGES, pieceLine, type Line, type LineRow } from './lines.ts'
import { prepared } from './prepared.ts'

export type WantedLine = { readonly lineId: string; readonly ticketId: TicketId }

/**
 * Lines as they stand, whatever kind they are, by the id that was asked for. Beside a piece that is not understood stands the message that
 * it is about, which may look different since. A line that is missing is there no more.
 */
export async function linesById(db: Db, workspaceId: WorkspaceId, wanted: readonly WantedLine[]): Promise<ReadonlyMap<string, Line[]>> {
  const found = new Map<string, Line[]>()
  if (wanted.length === 0) {
    return found
  }
  const { rows } = await sql<LineRow & { readonly asked: string }>`${prepared}
    with wanted as (select * from json_to_recordset(${JSON.stringify(wanted)}) as n("lineId" uuid, "ticketId" uuid)),
    lines as (
      select "lineId" as asked, ${MESSAGE_LINE} from ${MESSAGES} join wanted on m.id = "lineId" where m.workspace_id = ${workspaceId}
      union all
      select "lineId", ${MESSAGE_LINE} from ${MESSAGES}
        join not_understood r on m.workspace_id = r.workspace_id and m.channel_id = r.channel_id and m.external_id = r.about_external_id
        join wanted on r.id = "lineId" where r.workspace_id = ${workspaceId}
      union all
      select "lineId", ${COMMENT_LINE} from wanted join internal_comments c on c.workspace_id = ${workspaceId} and c.id = "lineId"
      union all
      select "lineId", ${CHANGE_LINE} from wanted join ticket_changes h on h.workspace_id = ${workspaceId} and h.id = "lineId"
      union all
      select "lineId", ${pieceLine(sql`"ticketId"`)} from wanted join not_understood r on r.workspace_id = ${workspaceId} and r.id = "lineId" and r.understood_at is null
    )
    select distinct on (lines.asked, lines.id) lines.*, u.name as author_name
      from lines left join users u on u.id = lines.author_id`.execute(db)
  for (const row of rows) {
    found.set(row.asked, [...(found.get(row.asked) ?? []), lineOf(row)])
  }
  return found
}
