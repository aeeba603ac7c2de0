import { sql } from 'kysely'
import type { ChannelId, ClientId, ConversationId, UserId, WorkspaceId } from '#domain/ids.ts'
import type { Db, Tx } from './database.ts'
import { keptPicture } from './files/pictures.ts'
import { prepared } from './prepared.ts'
import { MESSAGE_TIE } from './lines.ts'
import { storableText } from './storable.ts'

const PICTURE = keptPicture('client_id', { workspaceId: 'clients.workspace_id', id: 'clients.id' }).as('picture')

export async function readClient(db: Db, workspaceId: WorkspaceId, clientId: ClientId) {
  const client = await db
    .selectFrom('clients')
    .select(['id', 'name', 'note', 'vip_since', 'created_at', PICTURE])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', clientId)
    .executeTakeFirst()
  if (!client) {
    return undefined
  }
  const identities = await db
    .selectFrom('identities as i')
    .innerJoin('channels as c', (join) => join.onRef('c.workspace_id', '=', 'i.workspace_id').onRef('c.id', '=', 'i.channel_id'))
    .select(['c.id as channel_id', 'c.name as channel_name', 'i.external_id'])
    .where('i.workspace_id', '=', workspaceId)
    .where('i.client_id', '=', clientId)
    .orderBy('i.created_at')
    .execute()
  const tickets = await db
    .selectFrom('tickets as t')
    // An internal comment would read like something that was said between us and the customer.
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('entries as m')
          // Nobody reads there what was taken back.
          .select(sql<string>`case when m.removed_at is null then coalesce(m.edited_text, m.text) else '' end`.as('text'))
          .whereRef('m.workspace_id', '=', 't.workspace_id')
          .whereRef('m.ticket_id', '=', 't.id')
          .orderBy('m.occurred_at', 'desc')
          .orderBy(MESSAGE_TIE, 'desc')
          .limit(1)
          .as('last'),
      (join) => join.onTrue(),
    )
    .select(['t.id', 't.number', 't.status', 't.created_at', 'last.text'])
    .where('t.workspace_id', '=', workspaceId)
    .where('t.client_id', '=', clientId)
    .orderBy('t.created_at', 'desc')
    .limit(50)
    .execute()
  return { ...client, identities, tickets }
}

export type ClientRow = NonNullable<Awaited<ReturnType<typeof readClient>>>

/** What tickets show of their clients, as of these. */
export async function clientsById(db: Db, workspaceId: WorkspaceId, ids: readonly ClientId[]) {
  if (ids.length === 0) {
    return []
  }
  const rows = await db
    .selectFrom('clients')
    .select(['id', 'name', 'vip_since', PICTURE])
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', [...ids])
    .execute()
  return rows.map((row) => ({ id: row.id as ClientId, name: row.name, picture: row.picture ?? undefined, isVip: row.vip_since !== null }))
}

export type LockedClient = { readonly note: string; readonly vipSince: Date | null; readonly name: string | null }

export async function lockClient(tx: Tx, workspaceId: WorkspaceId, clientId: ClientId): Promise<LockedClient | undefined> {
  const row = await tx
    .selectFrom('clients')
    .select(['note', 'vip_since', 'name'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', clientId)
    .forUpdate()
    .executeTakeFirst()
  return row && { note: row.note, vipSince: row.vip_since, name: row.name }
}

export type ClientChange = { readonly note: string } | { readonly vip_since: Date | null }

export async function saveClient(tx: Tx, key: { workspaceId: WorkspaceId; clientId: ClientId }, change: ClientChange): Promise<void> {
  await tx.updateTable('clients').set(change).where('workspace_id', '=', key.workspaceId).where('id', '=', key.clientId).execute()
}

type WrittenName = { readonly name: string; readonly by: UserId; readonly at: Date }

/** A colleague wrote the name: it stays, whatever Facebook tells. Undefined takes it away, and Facebook may be asked again. */
export async function saveWrittenName(
  tx: Tx,
  key: { workspaceId: WorkspaceId; clientId: ClientId },
  written: WrittenName | undefined,
): Promise<void> {
  await tx
    .updateTable('clients')
    .set(
      written
        ? { name: storableText(written.name), name_written_by: written.by, name_written_at: written.at }
        : { name: null, name_written_by: null, name_written_at: null, profile_checked_at: null },
    )
    .where('workspace_id', '=', key.workspaceId)
    .where('id', '=', key.clientId)
    .execute()
}

export async function conversationsOfClient(db: Db, workspaceId: WorkspaceId, clientId: ClientId): Promise<ConversationId[]> {
  const rows = await db
    .selectFrom('conversations')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('client_id', '=', clientId)
    .execute()
  return rows.map((row) => row.id as ConversationId)
}

/** The conversations of a channel whose clients have no name, who wrote last first. */
export async function namelessConversations(
  db: Db,
  { workspaceId, channelId }: { workspaceId: WorkspaceId; channelId: ChannelId },
  atMost: number,
): Promise<ConversationId[]> {
  const { rows } = await sql<{ id: ConversationId }>`
    select co.id from conversations co join clients c on c.workspace_id = co.workspace_id and c.id = co.client_id
     where co.workspace_id = ${workspaceId} and co.channel_id = ${channelId} and c.name is null
     order by co.window_opens_at desc nulls last, co.id limit ${atMost}`.execute(db)
  return rows.map(({ id }) => id)
}

/** Facebook counts questions, and a person in trouble writes many messages. */
const ASKED_AGAIN_AFTER_MS = 60_000

/**
 * Which of these conversations have a client without a name, of whom Facebook did not say for good that it tells none, and was
 * not asked just now. They are noted as asked at `now`.
 */
export async function claimConversationsToName(
  tx: Tx,
  workspaceId: WorkspaceId,
  { conversationIds, now }: { conversationIds: readonly ConversationId[]; now: Date },
): Promise<ConversationId[]> {
  const { rows } = await sql<{ id: ConversationId }>`${prepared}
    update clients c set profile_asked_at = ${now} from conversations co
     where co.workspace_id = ${workspaceId} and co.id = any(${[...conversationIds]}::uuid[])
       and c.workspace_id = co.workspace_id and c.id = co.client_id and c.name is null and c.profile_checked_at is null
       and (c.profile_asked_at is null or c.profile_asked_at > ${now}
            or c.profile_asked_at < ${new Date(now.getTime() - ASKED_AGAIN_AFTER_MS)})
    returning co.id`.execute(tx)
  return rows.map(({ id }) => id)
}

/** The client behind a conversation, and what it takes to ask Facebook who that is. */
export async function clientOfConversation(db: Db, workspaceId: WorkspaceId, conversationId: ConversationId) {
  return await db
    .selectFrom('conversations as co')
    .innerJoin('channel_ways as w', (join) =>
      join.onRef('w.workspace_id', '=', 'co.workspace_id').onRef('w.channel_id', '=', 'co.channel_id'),
    )
    .leftJoin('facebook_connections as f', (join) =>
      join.onRef('f.workspace_id', '=', 'co.workspace_id').onRef('f.channel_id', '=', 'co.channel_id'),
    )
    .innerJoin('clients as cl', (join) => join.onRef('cl.workspace_id', '=', 'co.workspace_id').onRef('cl.id', '=', 'co.client_id'))
    .select(['co.client_id', 'co.channel_id', 'w.way', 'f.key_encrypted'])
    .select(['cl.profile_checked_at', sql<string | null>`co.subject ->> 'personId'`.as('person_id')])
    .where('co.workspace_id', '=', workspaceId)
    .where('co.id', '=', conversationId)
    .executeTakeFirst()
}

type Profile = { readonly name: string | undefined; readonly pictureUrl: string | undefined }

/** What Facebook told of the person. A name once known is kept when a later answer has none, and one that a colleague wrote in any case. */
export async function saveProfile(tx: Tx, key: { workspaceId: WorkspaceId; clientId: string; at: Date }, profile: Profile): Promise<void> {
  await tx
    .updateTable('clients')
    .set({
      profile_checked_at: key.at,
      ...(profile.name === undefined
        ? {}
        : { name: sql<string>`case when name_written_at is null then ${storableText(profile.name.slice(0, 500))} else name end` }),
      ...(profile.pictureUrl === undefined ? {} : { picture_url: profile.pictureUrl }),
    })
    .where('workspace_id', '=', key.workspaceId)
    .where('id', '=', key.clientId)
    .execute()
}
