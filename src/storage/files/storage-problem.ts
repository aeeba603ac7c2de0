import { sql } from 'kysely'
import type { StorageReason } from '#domain/files/attachment.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import type { Db, Tx } from '../database.ts'
import { prepared } from '../prepared.ts'

/** Our own storage keeps files waiting, since when; `waiting`: all files that wait meanwhile. */
export type StorageProblem = { readonly reason: StorageReason; readonly since: Date; readonly waiting: number }

const OF_STORAGE = ['storage-full', 'storage-away'] satisfies StorageReason[]

/** Undefined: nothing waits for our own storage. */
export async function storageProblem(db: Db, workspaceId: WorkspaceId): Promise<StorageProblem | undefined> {
  const { rows } = await sql<StorageProblem>`
    select p.reason, p.since, files.waiting
      from file_storage_problems p cross join lateral (
        select count(*)::int as waiting from attachments a where a.workspace_id = p.workspace_id and a.state = 'waiting') files
     where p.workspace_id = ${workspaceId} and files.waiting > 0`.execute(db)
  return rows[0]
}

/** Writes down that our storage fails. False where that stands there already. */
export async function noteStorageProblem(
  tx: Tx,
  workspaceId: WorkspaceId,
  { reason, since }: Omit<StorageProblem, 'waiting'>,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into file_storage_problems as p (workspace_id, reason, since) values (${workspaceId}, ${reason}, ${since})
    on conflict (workspace_id) do update set reason = excluded.reason where p.reason <> excluded.reason`.execute(tx)
  return numAffectedRows === 1n
}

/**
 * Our storage took a file (`isWorking`), or there is one less that waits for it: where it works, or nothing is left, the problem is over. False where
 * there was none, or it stands on.
 */
export async function endStorageProblem(tx: Tx, workspaceId: WorkspaceId, isWorking: boolean): Promise<boolean> {
  // First the lock and then the look: of the last two that stop waiting at once, one sees that nothing is left.
  const { rows } = await sql`${prepared}
    select from file_storage_problems where workspace_id = ${workspaceId} for update`.execute(tx)
  if (rows.length === 0) {
    return false
  }
  const { numAffectedRows } = await sql`
    delete from file_storage_problems where workspace_id = ${workspaceId} and (${isWorking}::boolean or not exists (
      select from attachments a where a.workspace_id = ${workspaceId} and a.state = 'waiting' and a.reason = any(${OF_STORAGE})))`.execute(
    tx,
  )
  return numAffectedRows === 1n
}

export type WaitingFiles = { readonly count: number; readonly oldestAgeSeconds: number; readonly forStorage: number }

/** Of all workspaces, for the metrics. */
export async function readWaitingFiles(db: Db): Promise<WaitingFiles> {
  const { rows } = await sql<WaitingFiles>`
    select count(*)::int as count, coalesce(extract(epoch from now() - min(noted_at)), 0)::double precision as "oldestAgeSeconds",
           count(*) filter (where reason = any(${OF_STORAGE}))::int as "forStorage"
      from attachments where state = 'waiting'`.execute(db)
  return rows[0] ?? { count: 0, oldestAgeSeconds: 0, forStorage: 0 }
}
