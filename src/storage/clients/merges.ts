import { sql } from 'kysely'
import type { Joint } from '#domain/clients/merging.ts'
import type { ClientId, UserId, WorkspaceId } from '#domain/ids.ts'
import type { Tx } from '../database.ts'

type ByWhom = { readonly by: UserId; readonly at: Date }
export type Merge = Joint & { readonly id: string; readonly isStanding: boolean }

/** Both are locked, and living. Whatever joined the one that joins is the survivor's from now on, too. */
export async function saveMerge(
  tx: Tx,
  workspaceId: WorkspaceId,
  { id, survivorId, joinedId, by, at }: Omit<Merge, 'isStanding'> & ByWhom,
): Promise<void> {
  await tx
    .insertInto('client_merges')
    .values({ workspace_id: workspaceId, id, survivor_id: survivorId, joined_id: joinedId, merged_by: by, merged_at: at })
    .execute()
  await sql`
    update clients set merged_into = ${survivorId}
     where workspace_id = ${workspaceId} and (id = ${joinedId} or merged_into = ${joinedId})`.execute(tx)
}

export async function findMerge(tx: Tx, workspaceId: WorkspaceId, id: string): Promise<Merge | undefined> {
  const row = await tx
    .selectFrom('client_merges')
    .select(['id', 'survivor_id', 'joined_id', 'split_at'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  return (
    row && { id: row.id, survivorId: row.survivor_id as ClientId, joinedId: row.joined_id as ClientId, isStanding: row.split_at === null }
  )
}

/** All merges that stand among those who are one person with this living client. */
export async function standingJoints(tx: Tx, workspaceId: WorkspaceId, livingId: ClientId): Promise<Joint[]> {
  const { rows } = await sql<Joint>`
    select m.survivor_id as "survivorId", m.joined_id as "joinedId"
      from clients c join client_merges m on m.workspace_id = c.workspace_id and m.joined_id = c.id and m.split_at is null
     where c.workspace_id = ${workspaceId} and c.merged_into = ${livingId}`.execute(tx)
  return rows
}

/** The one who joined lives again, and with it the whole branch that joined it. The living client of all of them is locked. */
export async function saveSplit(
  tx: Tx,
  workspaceId: WorkspaceId,
  { merge, branch, by, at }: ByWhom & { readonly merge: Merge; readonly branch: readonly ClientId[] },
): Promise<void> {
  await tx
    .updateTable('client_merges')
    .set({ split_by: by, split_at: at })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', merge.id)
    .execute()
  await sql`
    update clients set merged_into = case when id = ${merge.joinedId} then null else ${merge.joinedId}::uuid end
     where workspace_id = ${workspaceId} and id = any(${[...branch]}::uuid[])`.execute(tx)
}
