import { sql } from 'kysely'
import type { WorkspaceId } from '#domain/ids.ts'
import type { Tx } from '../database.ts'
import { eraseAttachments } from './erase.ts'

/**
 * Erases those of these clients whom nothing is left of: no identity, no conversation, no ticket, and nobody who was merged into them; then in the same way those into
 * whom they were merged. Answers the contents of their pictures, by digest.
 */
export async function eraseLeftClients(tx: Tx, workspaceId: WorkspaceId, clients: readonly string[]): Promise<string[]> {
  const files: string[] = []
  for (let asked = clients; asked.length > 0;) {
    const left = await lockLeft(tx, workspaceId, asked)
    const ids = left.map(({ id }) => id)
    await sql`
      delete from client_merges where workspace_id = ${workspaceId} and (joined_id = any(${ids}::uuid[]) or survivor_id = any(${ids}::uuid[]))`.execute(
      tx,
    )
    files.push(...(await eraseAttachments(tx, workspaceId, sql`client_id = any(${ids}::uuid[])`)))
    await sql`delete from clients where workspace_id = ${workspaceId} and id = any(${ids}::uuid[])`.execute(tx)
    asked = [...new Set(left.flatMap(({ into }) => into ?? []))]
  }
  return files
}

async function lockLeft(
  tx: Tx,
  workspaceId: WorkspaceId,
  ids: readonly string[],
): Promise<readonly { readonly id: string; readonly into: string | null }[]> {
  const { rows } = await sql<{ id: string; into: string | null }>`
    select c.id, c.merged_into as into from clients c
     where c.workspace_id = ${workspaceId} and c.id = any(${[...ids]}::uuid[])
       and not exists (select from identities i where i.workspace_id = c.workspace_id and i.client_id = c.id)
       and not exists (select from conversations o where o.workspace_id = c.workspace_id and o.client_id = c.id)
       and not exists (select from tickets t where t.workspace_id = c.workspace_id and t.client_id = c.id)
       and not exists (select from clients j where j.workspace_id = c.workspace_id and j.merged_into = c.id)
     order by c.id for update`.execute(tx)
  return rows
}
