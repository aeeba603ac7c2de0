import { sql } from 'kysely'
import type { MessageId, WorkspaceId } from '#domain/ids.ts'
import type { Db } from '../database.ts'
import { lineOf, MESSAGE_LINE, MESSAGES, type CustomerMessage, type Line, type LineRow, type OurMessage } from '../lines.ts'
import { withFiles } from '../lines-with-files.ts'
import { prepared } from '../prepared.ts'
import { puttingTogetherOnce } from '../put-together.ts'

/** These entries as lines, with their files, by their ids: one question for all of them, and one for their files. */
export async function linesOf(db: Db, workspaceId: WorkspaceId, ids: readonly MessageId[]): Promise<ReadonlyMap<string, Line>> {
  if (ids.length === 0) {
    return new Map()
  }
  const rows = await askLines(db, { workspaceId, ids })
  const lines = await withFiles(db, workspaceId, rows.map(lineOf))
  return new Map(lines.map((line) => [line.id, line]))
}

type Asked = { readonly workspaceId: WorkspaceId; readonly ids: readonly MessageId[] }

const askLines = puttingTogetherOnce<Asked, LineRow>(
  ({ workspaceId, ids }) => sql`${prepared}
    select said.*, u.name as author_name
      from (select ${MESSAGE_LINE} from unnest(${ids}::uuid[]) as asked(id) cross join ${MESSAGES}
             where m.workspace_id = ${workspaceId} and m.id = asked.id) said
      left join users u on u.id = said.author_id`,
)

export function isSaid(line: Line): line is Line & (CustomerMessage | OurMessage) {
  return line.line === 'customer-message' || line.line === 'our-message'
}
