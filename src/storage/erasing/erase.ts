import { sql, type RawBuilder } from 'kysely'
import type { WorkspaceId } from '#domain/ids.ts'
import type { Tx } from '../database.ts'
import type { DB } from '../schema.gen.ts'

/** Deletes at most so many rows of a table, whichever are found first. Answers how many. */
export async function erase(tx: Tx, table: keyof DB, { where, most }: { where: RawBuilder<unknown>; most: number }): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from ${sql.table(table)} where ctid = any(array(
      select ctid from ${sql.table(table)} where ${where} limit ${most} for update))`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

/** Deletes all files that are said there, and answers their contents, which something else may refer to. */
export async function eraseAttachments(tx: Tx, workspaceId: WorkspaceId, where: RawBuilder<unknown>): Promise<string[]> {
  const { rows } = await sql<{ file: string | null }>`
    delete from attachments where workspace_id = ${workspaceId} and ${where} returning file`.execute(tx)
  return rows.flatMap(({ file }) => (file === null ? [] : [file]))
}
