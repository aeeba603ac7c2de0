import { sql } from 'kysely'
import type { ActId, MessageId, UserId, WorkspaceId } from '#domain/ids.ts'
import { lockActsSaying, type KeptAct } from './acts.ts'
import type { Db, Tx } from './database.ts'

/** For how many seconds whoever sends something may take it back. */
export async function undoSeconds(db: Db, workspaceId: WorkspaceId): Promise<number> {
  const { undo_seconds: seconds } = await db
    .selectFrom('workspaces')
    .select('undo_seconds')
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  return seconds
}

export async function saveUndoSeconds(tx: Tx, workspaceId: WorkspaceId, seconds: number): Promise<void> {
  await tx.updateTable('workspaces').set({ undo_seconds: seconds }).where('id', '=', workspaceId).execute()
}

/** The act that says this entry and those that belong to it, in order, locked: they are held and taken back together. */
export async function lockTogether(tx: Tx, workspaceId: WorkspaceId, entryId: MessageId): Promise<KeptAct[]> {
  const { rows } = await sql<{ id: MessageId }>`
    select o.entry_id as id from acts a
      join acts o on o.workspace_id = a.workspace_id and o.kind = 'say' and (o.id = a.id or o.series_id = a.series_id)
     where a.workspace_id = ${workspaceId} and a.entry_id = ${entryId} and a.kind = 'say'`.execute(tx)
  const acts = await lockActsSaying(
    tx,
    workspaceId,
    rows.map(({ id }) => id),
  )
  return acts.toSorted((one, other) => (one.series?.place ?? 0) - (other.series?.place ?? 0))
}

/** They go at once. */
export async function releaseActs(tx: Tx, workspaceId: WorkspaceId, ids: readonly ActId[]): Promise<void> {
  await tx
    .updateTable('acts')
    .set({ held_until: null })
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', [...ids])
    .execute()
}

/** What was never carried is gone, as if it had not been asked for; its files are their uploader's again, in the order in which these entries say them. */
export async function deleteUnsaid(
  tx: Tx,
  workspaceId: WorkspaceId,
  { userId, entryIds }: { readonly userId: UserId; readonly entryIds: readonly MessageId[] },
): Promise<void> {
  const ids = [...entryIds]
  await sql`
    update attachments a
       set entry_id = null, uploaded_by = ${userId}, position = 0,
           noted_at = now() + (array_position(${ids}::uuid[], a.entry_id) * 100 + a.position) * interval '1 microsecond',
           meant_for = t.id, meant_thread = case when t.conversation_id <> e.conversation_id then e.conversation_id::text end
      from entries e join tickets t on t.workspace_id = e.workspace_id and t.id = e.ticket_id
     where a.workspace_id = ${workspaceId} and a.entry_id = any(${ids}::uuid[]) and e.workspace_id = a.workspace_id and e.id = a.entry_id`.execute(
    tx,
  )
  await sql`delete from acts where workspace_id = ${workspaceId} and entry_id = any(${ids}::uuid[]) and kind = 'say'`.execute(tx)
  await sql`delete from entries where workspace_id = ${workspaceId} and id = any(${ids}::uuid[])`.execute(tx)
}
