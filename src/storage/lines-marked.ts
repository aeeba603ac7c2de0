import { sql } from 'kysely'
import type { Stretch } from '#domain/conversations/marks.ts'
import type { TicketId, WorkspaceId } from '#domain/ids.ts'
import type { Db } from './database.ts'
import { lineOf, MESSAGE_LINE, MESSAGES, type Line, type LineRow } from './lines.ts'
import { withFiles } from './lines-with-files.ts'
import { prepared } from './prepared.ts'
import { puttingTogetherOnce } from './put-together.ts'

/** What the marks of a ticket's conversation moved over; `asked` names the question. */
export type MovedMarks = Stretch & {
  readonly asked: string
  readonly ticketId: TicketId
  /** Where the delivery mark stood before. */
  readonly deliveredBefore: Date | undefined
}

type MarkedLines = { readonly lines: readonly Line[]; readonly hasMore: boolean }

/** A person who comes back after long may have as many messages of ours read at once. */
const MOST_LINES = 50

/**
 * Our lines that marks moved over, as they stand, by what was asked: those whose `coveredFrom` lies in the stretch, and those that a receipt
 * named in the moment of the delivery mark before, which look as if that mark had told them. None where there are more than 50.
 */
export async function linesMarked(
  db: Db,
  workspaceId: WorkspaceId,
  moved: readonly MovedMarks[],
): Promise<ReadonlyMap<string, MarkedLines>> {
  if (moved.length === 0) {
    return new Map()
  }
  const wanted = moved.map(({ asked, ticketId, after, until, deliveredBefore }) => ({
    asked,
    t: ticketId,
    a: after ?? '-infinity',
    u: until,
    d: deliveredBefore,
  }))
  const rows = await askLines(db, { workspaceId, wanted: JSON.stringify(wanted) })
  const lines = await withFiles(db, workspaceId, rows.map(lineOf))
  const found = Map.groupBy(lines, (_line, place) => rows[place]?.asked)
  return new Map(moved.map(({ asked }) => [asked, markedLines(found.get(asked) ?? [])]))
}

/** As `coveredFrom` of `domain/entries/shown-state.ts` says. What was written elsewhere has no act. */
const COVERED_FROM = sql`greatest(m.occurred_at, case when m.echoed_at is null then saying.state_at end)`

/** What was told back before needs no look at its act. */
const MAY_BE_MOVED_OVER = sql`(m.occurred_at > wanted.a or m.echoed_at is null or m.delivered_at = wanted.d)`

type Asked = { readonly workspaceId: WorkspaceId; readonly wanted: string }

const askLines = puttingTogetherOnce<Asked, LineRow & { readonly asked: string }>(
  ({ workspaceId, wanted }) => sql`${prepared}
    select wanted.asked, ours.*, u.name as author_name
      from json_to_recordset(${wanted}) as wanted(asked text, t uuid, a timestamptz, u timestamptz, d timestamptz)
      cross join lateral (
        select ${MESSAGE_LINE} from ${MESSAGES}
         where m.workspace_id = ${workspaceId} and m.ticket_id = wanted.t and m.author_kind in ('member', 'elsewhere')
           and ${MAY_BE_MOVED_OVER} and coalesce(saying.state, 'sent') = 'sent'
           and (${COVERED_FROM} > wanted.a and ${COVERED_FROM} <= wanted.u or m.delivered_at = wanted.d)
         order by m.occurred_at desc limit ${MOST_LINES + 1}) ours
      left join users u on u.id = ours.author_id`,
)

function markedLines(lines: readonly Line[]): MarkedLines {
  const hasMore = lines.length > MOST_LINES
  return { lines: hasMore ? [] : lines, hasMore }
}
