import { sql } from 'kysely'
import type { TicketId, WorkspaceId } from '#domain/ids.ts'
import type { Db } from './database.ts'
import {
  CHANGE_LINE,
  COMMENT_LINE,
  lineOf,
  MESSAGE_LINE,
  MESSAGES,
  messages,
  noteLine,
  pieceLine,
  type Line,
  type LineRow,
} from './lines.ts'
import { withFiles } from './lines-with-files.ts'
import { prepared } from './prepared.ts'
import { puttingTogetherOnce } from './put-together.ts'

/** Those of a message that are told again with it: the newest that answer it. */
const MOST_QUOTING = 20

export type WantedLine = { readonly lineId: string; readonly ticketId: TicketId }

/**
 * Lines as they stand, whatever kind they are, by the id that was asked for. Beside a message stand those of its ticket that answer it, as they
 * quote it. A line that is missing is there no more.
 */
export async function linesById(db: Db, workspaceId: WorkspaceId, wanted: readonly WantedLine[]): Promise<ReadonlyMap<string, Line[]>> {
  const found = new Map<string, Line[]>()
  if (wanted.length === 0) {
    return found
  }
  const rows = await askLines(db, { workspaceId, wanted: JSON.stringify(wanted) })
  const lines = await withFiles(db, workspaceId, rows.map(lineOf))
  for (const [place, line] of lines.entries()) {
    const asked = rows[place]?.asked ?? ''
    found.set(asked, [...(found.get(asked) ?? []), line])
  }
  return found
}

type Asked = { readonly workspaceId: WorkspaceId; readonly wanted: string }

const askLines = puttingTogetherOnce<Asked, LineRow & { readonly asked: string }>(
  ({ workspaceId, wanted }) => sql`${prepared}
    with wanted as (select * from json_to_recordset(${wanted}) as n("lineId" uuid, "ticketId" uuid)),
    lines as (
      select "lineId" as asked, ${MESSAGE_LINE} from ${MESSAGES} join wanted on m.id = "lineId" where m.workspace_id = ${workspaceId}
      union all
      select "lineId", ${MESSAGE_LINE} from wanted join entries asked on asked.workspace_id = ${workspaceId} and asked.id = "lineId"
        cross join lateral (
          select quoting.* from entries quoting
           where quoting.workspace_id = asked.workspace_id and quoting.channel_id = asked.channel_id and quoting.replies_to = asked.external_id
             and quoting.thing = asked.thing and quoting.ticket_id = "ticketId"
           order by quoting.occurred_at desc limit ${MOST_QUOTING}) m
        ${messages(sql`join conversations marked on marked.workspace_id = m.workspace_id and marked.id = m.conversation_id`)}
      union all
      select "lineId", ${COMMENT_LINE} from wanted join internal_comments c on c.workspace_id = ${workspaceId} and c.id = "lineId"
      union all
      select "lineId", ${CHANGE_LINE} from wanted join ticket_changes h on h.workspace_id = ${workspaceId} and h.id = "lineId"
      union all
      select "lineId", ${noteLine(sql`"ticketId"`)} from wanted join notes n on n.workspace_id = ${workspaceId} and n.id = "lineId"
      union all
      select "lineId", ${pieceLine(sql`"ticketId"`)} from wanted join not_understood r on r.workspace_id = ${workspaceId} and r.id = "lineId" and r.understood_at is null
    )
    select distinct on (lines.asked, lines.id) lines.*, u.name as author_name
      from lines left join users u on u.id = lines.author_id`,
)
