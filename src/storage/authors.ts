import { sql, type RawBuilder } from 'kysely'
import type { Named } from '#domain/entries/mention.ts'
import type { ClientId, ConversationId, MessageId, WorkspaceId } from '#domain/ids.ts'
import type { ChannelScope } from './conversations/lock.ts'
import type { Tx } from './database.ts'
import { toldNameOf } from './identities.ts'
import { storableText } from './storable.ts'

/**
 * Somebody who wrote what everybody reads, as people called them at that moment; `clientId` is that of a client to be made, where the channel's
 * name for them is new.
 */
export type ToldAuthor = {
  readonly externalId: string
  readonly name: string | undefined
  readonly namedAt: Date | undefined
  readonly clientId: ClientId
}

export type KnownAuthors = {
  readonly clients: ReadonlyMap<string, ClientId>
  /** Those of them who are called otherwise now, by the desk or by the channel. */
  readonly renamed: readonly ClientId[]
}

/**
 * The clients of these authors, by the channel's names for them; made where they are new. Who writes private messages under the same name is the
 * same client: the channel told so. Nobody is, by the name that people call them by.
 */
export async function knowAuthors(
  tx: Tx,
  { workspaceId, channelId }: ChannelScope,
  { at, authors }: { readonly at: Date; readonly authors: readonly ToldAuthor[] },
): Promise<KnownAuthors> {
  if (authors.length === 0) {
    return { clients: new Map(), renamed: [] }
  }
  const rows = authors.map(({ name, ...author }) => ({ ...author, name: name === undefined ? undefined : storableText(name) }))
  const { rows: known } = await sql<{ externalId: string; clientId: ClientId; isTold: boolean; isRenamed: boolean }>`
    with told as (
      select w.*, i.client_id as own_id, p.client_id as person_id, i.name as own_name,
             w.name is not null and (i.name_told_at is null or w."namedAt" > i.name_told_at or (w."namedAt" = i.name_told_at and w.name > i.name)) as is_news
        from json_to_recordset(${JSON.stringify(rows)}) as w("externalId" text, name text, "namedAt" timestamptz, "clientId" uuid)
        left join identities i on i.workspace_id = ${workspaceId} and i.channel_id = ${channelId} and i.kind = 'author' and i.external_id = w."externalId"
        left join identities p on p.workspace_id = ${workspaceId} and p.channel_id = ${channelId} and p.kind = 'person' and p.external_id = w."externalId"
    ), new_clients as (
      insert into clients (workspace_id, id, created_at, name) select ${workspaceId}::uuid, "clientId", ${at}, name from told where own_id is null and person_id is null
    ), new_identities as (
      insert into identities (workspace_id, channel_id, kind, external_id, client_id, created_at, name, name_told_at)
      select ${workspaceId}::uuid, ${channelId}::uuid, 'author', "externalId", coalesce(person_id, "clientId"), ${at}, name, "namedAt" from told where own_id is null
    ), renamed as (
      update identities i set name = told.name, name_told_at = told."namedAt" from told
       where told.own_id is not null and told.is_news and i.workspace_id = ${workspaceId} and i.channel_id = ${channelId}
         and i.kind = 'author' and i.external_id = told."externalId"
    )
    select "externalId", coalesce(own_id, person_id, "clientId") as "clientId",
           is_news and (own_id is not null or person_id is not null) as "isTold", is_news and own_id is not null and own_name is distinct from name as "isRenamed"
      from told`.execute(tx)
  const told = [...new Set(known.flatMap(({ clientId, isTold }) => (isTold ? [clientId] : [])))]
  const renamed = known.flatMap(({ clientId, isRenamed }) => (isRenamed ? [clientId] : []))
  return {
    clients: new Map(known.map(({ externalId, clientId }) => [externalId, clientId])),
    renamed: [...new Set([...renamed, ...(await callAsTold(tx, workspaceId, told))])],
  }
}

/** A client whom no colleague named is called as the oldest of their names that channels tell. Answers whose name that changed. */
async function callAsTold(tx: Tx, workspaceId: ChannelScope['workspaceId'], ids: readonly ClientId[]): Promise<ClientId[]> {
  if (ids.length === 0) {
    return []
  }
  const { rows } = await sql<{ id: ClientId }>`
    update clients c set name = told.name
      from (select c.id, ${toldNameOf('c')} as name from clients c where c.workspace_id = ${workspaceId} and c.id = any(${[...ids]}::uuid[])) told
     where c.workspace_id = ${workspaceId} and c.id = told.id and c.name_written_at is null and told.name is distinct from c.name and told.name is not null
    returning c.id`.execute(tx)
  return rows.map(({ id }) => id)
}

/** As whom a channel knows the customer who wrote the entry of this alias, where everybody reads it: as it named them, or as whoever said that one thing. */
export function authorNameOf(alias: string): RawBuilder<string> {
  const column = (name: string) => sql.ref(`${alias}.${name}`)
  return sql`coalesce(${column('author_external_id')}, left('unnamed:' || ${column('thing')} || ':' || ${column('external_id')}, 100))`
}

/** Whose client wrote an entry that everybody reads; undefined of what no customer wrote. */
export async function authorOfEntry(tx: Tx, workspaceId: WorkspaceId, entryId: MessageId): Promise<ClientId | undefined> {
  const { rows } = await sql<{ clientId: ClientId }>`
    select i.client_id as "clientId" from entries e
      join identities i on i.workspace_id = e.workspace_id and i.channel_id = e.channel_id and i.kind = 'author' and i.external_id = ${authorNameOf('e')}
     where e.workspace_id = ${workspaceId} and e.id = ${entryId} and e.author_kind = 'client'`.execute(tx)
  return rows[0]?.clientId
}

/** By which entry of a conversation its author can be named: the newest that everybody reads of whom the channel calls so. */
export async function entryOfAuthor(
  tx: Tx,
  workspaceId: WorkspaceId,
  { externalId, conversationId }: { readonly externalId: string; readonly conversationId: ConversationId },
): Promise<MessageId | undefined> {
  const { rows } = await sql<{ id: MessageId }>`
    select e.id from entries e
     where e.workspace_id = ${workspaceId} and e.conversation_id = ${conversationId} and e.author_external_id = ${externalId} and e.author_kind = 'client'
     order by e.occurred_at desc, e.id desc limit 1`.execute(tx)
  return rows[0]?.id
}

type InConversation = { readonly entryId: MessageId; readonly conversationId: ConversationId }

/** Who wrote an entry of this conversation that everybody reads, as the channel knows and calls them; undefined where it told nobody, or no name. */
export async function namedAuthor(
  tx: Tx,
  workspaceId: WorkspaceId,
  { entryId, conversationId }: InConversation,
): Promise<Named | undefined> {
  const { rows } = await sql<Named>`
    select i.external_id as "externalId", i.name from entries e
      join identities i on i.workspace_id = e.workspace_id and i.channel_id = e.channel_id and i.kind = 'author' and i.external_id = e.author_external_id
     where e.workspace_id = ${workspaceId} and e.id = ${entryId} and e.conversation_id = ${conversationId} and i.name is not null`.execute(
    tx,
  )
  return rows[0]
}
