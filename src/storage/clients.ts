import type { ClientId, ThreadId, WorkspaceId } from '#domain/ids.ts'
import type { Db, Tx } from './database.ts'
import { storableText } from './storable.ts'

export async function readClient(db: Db, workspaceId: WorkspaceId, clientId: ClientId) {
  const client = await db
    .selectFrom('clients')
    .select(['id', 'name', 'picture_url', 'note', 'vip_since', 'created_at'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', clientId)
    .executeTakeFirst()
  if (!client) {
    return undefined
  }
  const identities = await db
    .selectFrom('threads as th')
    .innerJoin('channels as c', (join) => join.onRef('c.workspace_id', '=', 'th.workspace_id').onRef('c.id', '=', 'th.channel_id'))
    .select(['c.id as channel_id', 'c.name as channel_name', 'th.external_id'])
    .where('th.workspace_id', '=', workspaceId)
    .where('th.client_id', '=', clientId)
    .execute()
  const tickets = await db
    .selectFrom('tickets as t')
    // An internal comment would read like something that was said between us and the customer.
    .leftJoin('messages as m', (join) =>
      join.onRef('m.workspace_id', '=', 't.workspace_id').onRef('m.id', '=', 't.last_message_id').on('m.direction', 'in', ['in', 'out']),
    )
    .select(['t.id', 't.number', 't.status', 't.created_at', 'm.text'])
    .where('t.workspace_id', '=', workspaceId)
    .where('t.client_id', '=', clientId)
    .orderBy('t.created_at', 'desc')
    .limit(50)
    .execute()
  return { ...client, identities, tickets }
}

export type ClientRow = NonNullable<Awaited<ReturnType<typeof readClient>>>

export type LockedClient = { readonly note: string; readonly vipSince: Date | null }

export async function lockClient(tx: Tx, workspaceId: WorkspaceId, clientId: ClientId): Promise<LockedClient | undefined> {
  const row = await tx
    .selectFrom('clients')
    .select(['note', 'vip_since'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', clientId)
    .forUpdate()
    .executeTakeFirst()
  return row && { note: row.note, vipSince: row.vip_since }
}

export type ClientChange = { readonly note: string } | { readonly vip_since: Date | null }

export async function saveClient(tx: Tx, key: { workspaceId: WorkspaceId; clientId: ClientId }, change: ClientChange): Promise<void> {
  await tx.updateTable('clients').set(change).where('workspace_id', '=', key.workspaceId).where('id', '=', key.clientId).execute()
}

/** The client behind a thread, and what it takes to ask Facebook who that is. */
export async function clientOfThread(db: Db, workspaceId: WorkspaceId, threadId: ThreadId) {
  return await db
    .selectFrom('threads as th')
    .innerJoin('channels as c', (join) => join.onRef('c.workspace_id', '=', 'th.workspace_id').onRef('c.id', '=', 'th.channel_id'))
    .select(['th.client_id', 'th.external_id', 'c.id as channel_id', 'c.external_id as page_id', 'c.key_encrypted'])
    .where('th.workspace_id', '=', workspaceId)
    .where('th.id', '=', threadId)
    .executeTakeFirst()
}

type Profile = { readonly name: string | undefined; readonly pictureUrl: string | undefined }

/** What Facebook told of the person. A name once known is kept when a later answer has none. */
export async function saveProfile(tx: Tx, key: { workspaceId: WorkspaceId; clientId: string; at: Date }, profile: Profile): Promise<void> {
  await tx
    .updateTable('clients')
    .set({
      profile_checked_at: key.at,
      ...(profile.name === undefined ? {} : { name: storableText(profile.name.slice(0, 500)) }),
      ...(profile.pictureUrl === undefined ? {} : { picture_url: profile.pictureUrl }),
    })
    .where('workspace_id', '=', key.workspaceId)
    .where('id', '=', key.clientId)
    .execute()
}

export async function livingTicketsOf(db: Db, workspaceId: WorkspaceId, clientId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('tickets')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('client_id', '=', clientId)
    .where('status', 'not in', ['closed', 'deleted'])
    .execute()
  return rows.map((row) => row.id)
}
