import { sql } from 'kysely'
import type { WorkspaceId } from '#domain/ids.ts'
import type { Db } from './database.ts'

export type FirstSteps = {
  readonly isFacebookEnabled: boolean
  readonly pageName: string | null
  readonly firstClientName: string | null
  readonly hasMessage: boolean
  readonly hasAnswer: boolean
}

/** How far the walk from an empty desk to the first answered message has come. */
export async function readFirstSteps(db: Db, workspaceId: WorkspaceId): Promise<FirstSteps> {
  const { rows } = await sql<FirstSteps>`
    select exists (select from extensions where workspace_id = ${workspaceId} and name = 'facebook' and enabled_at is not null) as "isFacebookEnabled",
           (select name from channels where workspace_id = ${workspaceId} and kind = 'facebook' order by created_at limit 1) as "pageName",
           (select c.name from tickets t join clients c on c.workspace_id = t.workspace_id and c.id = t.client_id
             where t.workspace_id = ${workspaceId} order by t.number limit 1) as "firstClientName",
           exists (select from messages where workspace_id = ${workspaceId} and direction = 'in') as "hasMessage",
           exists (select from messages where workspace_id = ${workspaceId} and direction = 'out' and author_kind = 'member'
                     and state in ('sent', 'delivered', 'read')) as "hasAnswer"`.execute(db)
  const [steps] = rows
  if (!steps) {
    throw new Error('a select without from always has one row')
  }
  return steps
}
