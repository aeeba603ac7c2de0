import { sql } from 'kysely'
import type { WorkspaceId } from '#domain/ids.ts'
import type { Db } from '../database.ts'

/** Our own storage keeps files waiting. */
export type StorageProblem = { readonly reason: 'storage-full' | 'storage-away'; readonly waiting: number; readonly oldestAt: Date }

const OF_STORAGE = ['storage-full', 'storage-away']

/** Undefined: nothing waits for our own storage. `waiting`: all files that wait meanwhile; `oldestAt`: since when the first of them does. */
export async function storageProblem(db: Db, workspaceId: WorkspaceId): Promise<StorageProblem | undefined> {
  const { rows } = await sql<StorageProblem & { reason: StorageProblem['reason'] | null }>`
    select max(reason) filter (where reason = any(${OF_STORAGE})) as reason, count(*)::int as waiting,
           min(noted_at) filter (where reason = any(${OF_STORAGE})) as "oldestAt"
      from attachments where workspace_id = ${workspaceId} and state = 'waiting'`.execute(db)
  const [found] = rows
  return found?.reason ? found : undefined
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
