import { sql } from 'kysely'
import type { Referral } from '#domain/entries/part.ts'
import type { ClientId, WorkspaceId } from '#domain/ids.ts'
import type { Db } from '../database.ts'
import { prepared } from '../prepared.ts'

/** What first led a person here, in something that they said or by itself. */
export type CameFrom = { readonly referral: Referral; readonly at: Date }

/** The earliest of all conversations of these clients. Of each conversation it is the first of an index that holds referrals only. */
export async function readCameFrom(db: Db, workspaceId: WorkspaceId, ids: readonly ClientId[]): Promise<CameFrom | undefined> {
  const { rows } = await sql<CameFrom>`${prepared}
    select first.referral, first.at
      from conversations c cross join lateral (
        (select jsonb_path_query_first(e.content, '$.parts[*] ? (@.kind == "referral")') as referral, e.occurred_at as at from entries e
          where e.workspace_id = c.workspace_id and e.conversation_id = c.id and e.content @> '{"parts": [{"kind": "referral"}]}'
            and e.occurred_at is not null
          order by e.occurred_at, e.id limit 1)
        union all
        (select n.detail, n.occurred_at from notes n
          where n.workspace_id = c.workspace_id and n.conversation_id = c.id and n.what = 'referral'
          order by n.occurred_at, n.digest limit 1)) first
     where c.workspace_id = ${workspaceId} and c.client_id = any(${[...ids]}::uuid[])
     order by first.at limit 1`.execute(db)
  return rows[0]
}
