import { sql, type RawBuilder } from 'kysely'
import type { InternalCommentId, MessageId, TicketId, WorkspaceId } from '#domain/ids.ts'
import type { Db } from './database.ts'
import {
  CHANGE_LINE,
  COMMENT_LINE,
  lineOf,
  MESSAGE_LINE,
  MESSAGE_TIE,
  MESSAGES,
  noteLine,
  pieceLine,
  type Line,
  type LineRow,
} from './lines.ts'
import { withFiles } from './lines-with-files.ts'
import type { Position } from './position.ts'
import { prepared } from './prepared.ts'
import { puttingTogetherOnce } from './put-together.ts'

export type TimelinePage = { readonly ticketId: TicketId; readonly limit: number; readonly before: Position | undefined }

/**
 * The newest lines of a ticket, newest first: one union of what was said, what only colleagues said, what was done, what else happened in its
 * conversation, and what arrived there and is not understood yet, so that nothing is invisible. Each such note or piece stands in one ticket of
 * the conversation: in the next one what came after a ticket had been closed, else in the last that had begun by then, or the first. Every part
 * walks an index from the page's edge and stops at the limit.
 */
export async function newestLines(db: Db, workspaceId: WorkspaceId, page: TimelinePage): Promise<Line[]> {
  const rows = await askTimeline(db, fromEdge(workspaceId, page))
  return await withFiles(db, workspaceId, rows.map(lineOf))
}

type FromEdge = Position & { readonly workspaceId: WorkspaceId; readonly ticketId: TicketId; readonly limit: number }

const askTimeline = puttingTogetherOnce<FromEdge, LineRow>(timelineQuery)

export function fromEdge(workspaceId: WorkspaceId, { ticketId, limit, before }: TimelinePage): FromEdge {
  const { at, id } = before ?? { at: new Date('9999-01-01T00:00:00Z'), id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }
  return { workspaceId, ticketId, limit, at, id }
}

export function timelineQuery({ workspaceId, ticketId, limit, at, id }: FromEdge): RawBuilder<LineRow> {
  return sql<LineRow>`${prepared}
    with edge as (
      select coalesce((select ${MESSAGE_TIE} from entries m where m.workspace_id = ${workspaceId} and m.id = ${id}::uuid),
                      (select encode(digest, 'hex') from not_understood where workspace_id = ${workspaceId} and id = ${id}::uuid),
                      (select encode(digest, 'hex') from notes where workspace_id = ${workspaceId} and id = ${id}::uuid),
                      ${id}) collate "C" as tie
    ), span as (
      select t.conversation_id, co.channel_id, co.subject_key, case when before.closed_at is null then '-infinity' else least(t.created_at, before.closed_at) end as since,
             case when after.created_at is null then 'infinity' else least(t.closed_at, after.created_at) end as until
        from tickets t
        join conversations co on co.workspace_id = t.workspace_id and co.id = t.conversation_id
        left join lateral (
          select coalesce(e.closed_at, t.created_at) as closed_at from tickets e
           where e.workspace_id = t.workspace_id and e.conversation_id = t.conversation_id and e.number < t.number
           order by e.number desc limit 1) before on true
        left join lateral (
          select l.created_at from tickets l
           where l.workspace_id = t.workspace_id and l.conversation_id = t.conversation_id and l.number > t.number
           order by l.number limit 1) after on true
       where t.workspace_id = ${workspaceId} and t.id = ${ticketId}
    ), lines as (
      (select ${MESSAGE_LINE} from ${MESSAGES}
        where m.workspace_id = ${workspaceId} and m.ticket_id = ${ticketId}
          and m.occurred_at <= ${at} and (m.occurred_at < ${at} or ${MESSAGE_TIE} < (select tie from edge))
        order by at desc, tie desc limit ${limit})
      union all
      (select ${COMMENT_LINE} from internal_comments c
        where c.workspace_id = ${workspaceId} and c.ticket_id = ${ticketId}
          and c.written_at <= ${at} and (c.written_at < ${at} or c.id::text < (select tie from edge))
        order by c.written_at desc, c.id desc limit ${limit})
      union all
      (select ${CHANGE_LINE} from ticket_changes h
        where h.workspace_id = ${workspaceId} and h.ticket_id = ${ticketId}
          and h.changed_at <= ${at} and (h.changed_at < ${at} or h.id::text < (select tie from edge))
        order by h.changed_at desc, h.id desc limit ${limit})
      union all
      (select ${noteLine(sql`${ticketId}::uuid`)} from notes n
        where n.workspace_id = ${workspaceId} and n.conversation_id = (select conversation_id from span)
          and n.occurred_at >= (select since from span) and n.occurred_at < (select until from span)
          and n.occurred_at <= ${at} and (n.occurred_at < ${at} or encode(n.digest, 'hex') < (select tie from edge))
        order by n.occurred_at desc, n.digest desc limit ${limit})
      union all
      (select ${pieceLine(sql`${ticketId}::uuid`)} from not_understood r
        where r.workspace_id = ${workspaceId} and r.channel_id = (select channel_id from span) and r.subject_key = (select subject_key from span)
          and r.understood_at is null
          and r.occurred_at >= (select since from span) and r.occurred_at < (select until from span)
          and r.occurred_at <= ${at} and (r.occurred_at < ${at} or encode(r.digest, 'hex') < (select tie from edge))
        order by r.occurred_at desc, r.digest desc limit ${limit})
    )
    select lines.*, u.name as author_name from lines left join users u on u.id = lines.author_id
     order by lines.at desc, lines.tie desc limit ${limit}`
}

/** A reply or an internal comment, as it stands in the conversation. */
export async function readLine(db: Db, workspaceId: WorkspaceId, id: MessageId | InternalCommentId): Promise<Line | undefined> {
  const { rows } = await sql<LineRow>`
    select said.*, u.name as author_name
      from (select ${MESSAGE_LINE} from ${MESSAGES} where m.workspace_id = ${workspaceId} and m.id = ${id}
            union all
            select ${COMMENT_LINE} from internal_comments c where c.workspace_id = ${workspaceId} and c.id = ${id}) said
      left join users u on u.id = said.author_id`.execute(db)
  const [line] = await withFiles(db, workspaceId, rows.map(lineOf))
  return line
}
