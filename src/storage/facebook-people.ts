import { sql } from 'kysely'
import type { Db, Tx } from './database.ts'

/** All channels of all workspaces that a person of Facebook connected are checked now. `personId`: their id for our app. */
export async function hastenChannelsOfPerson(db: Db, personId: string): Promise<void> {
  await sql`
    with theirs as (
      select workspace_id, channel_id from facebook_connections
       where person_id = ${personId} and check_due_at is not null order by workspace_id, channel_id for update
    )
    update facebook_connections f set check_due_at = null
      from theirs where f.workspace_id = theirs.workspace_id and f.channel_id = theirs.channel_id`.execute(db)
}

export type Forgotten = { readonly logins: number; readonly channels: number }

/** Takes the name and the id of a person of Facebook out of everything that they connected, in all workspaces, and forgets their logins. */
export async function forgetPerson(tx: Tx, personId: string): Promise<Forgotten> {
  const { rows } = await sql<{ workspace_id: string; channel_id: string; person_name: string | null }>`
    select workspace_id, channel_id, person_name from facebook_connections
     where person_id = ${personId} order by workspace_id, channel_id for update`.execute(tx)
  for (const { workspace_id: workspaceId, channel_id: channelId, person_name: name } of rows) {
    await sql`
      update channel_history set detail = detail - 'person'
       where workspace_id = ${workspaceId} and channel_id = ${channelId} and detail ->> 'person' = ${name}`.execute(tx)
  }
  await sql`
    update facebook_connections set person_id = null, person_name = null, check_due_at = null where person_id = ${personId}`.execute(tx)
  const { numAffectedRows } = await sql`delete from facebook_authorisations where person_id = ${personId}`.execute(tx)
  return { logins: Number(numAffectedRows ?? 0), channels: rows.length }
}

export type DataDeletion = Forgotten & { readonly code: string; readonly requestedAt: Date }

export async function insertDataDeletion(tx: Tx, { code, requestedAt, logins, channels }: DataDeletion): Promise<void> {
  await tx.insertInto('data_deletions').values({ code, requested_at: requestedAt, logins, channels }).execute()
}

export async function findDataDeletion(db: Db, code: string): Promise<DataDeletion | undefined> {
  return await db
    .selectFrom('data_deletions')
    .select(['code', 'requested_at as requestedAt', 'logins', 'channels'])
    .where('code', '=', code)
    .executeTakeFirst()
}
