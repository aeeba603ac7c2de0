import { sql } from 'kysely'
import type { Target } from '#domain/channels/channel-port.ts'
import type { Thing } from '#domain/facts/fact.ts'
import type { ChannelId, ConversationId, MessageId, TicketId, WorkspaceId } from '#domain/ids.ts'
import { lockActsSaying } from '../acts.ts'
import type { ChannelScope } from '../conversations/lock.ts'
import type { Db, Tx } from '../database.ts'
import { prepared } from '../prepared.ts'
import { ENTRY, keptEntryOf, type EntryRow, type KeptEntry } from './kept-entry.ts'

export type EntryNames = {
  readonly names: readonly { readonly thing: Thing; readonly externalId: string }[]
  /** Of entries that we sent. */
  readonly ownIds: readonly string[]
}

/**
 * Entries that are there already, by the channel's name or by ours, locked in the order of their ids. Each is looked for by itself, along the
 * index that has its whole name, also while the planner has never counted the table.
 */
export async function lockEntries(tx: Tx, { workspaceId, channelId }: ChannelScope, { names, ownIds }: EntryNames): Promise<KeptEntry[]> {
  if (names.length + ownIds.length === 0) {
    return []
  }
  const [things, externalIds] = [names.map(({ thing }) => thing), names.map(({ externalId }) => externalId)]
  const { rows } = await sql<EntryRow>`${prepared}
    with wanted as materialized (
      select found.id from unnest(${things}::text[], ${externalIds}::text[]) as named(thing, external_id) cross join lateral (
        select e.id from entries e
         where e.workspace_id = ${workspaceId} and e.channel_id = ${channelId} and e.thing = named.thing and e.external_id = named.external_id
         limit 1) found
      union
      select found.id from unnest(${[...ownIds]}::uuid[]) as own(id) cross join lateral (
        select e.id from entries e
         where e.workspace_id = ${workspaceId} and e.id = own.id and e.channel_id = ${channelId} and e.author_kind = 'member' limit 1) found
    )
    select locked.* from (select id from wanted order by id) named cross join lateral (
      select ${ENTRY} from entries where workspace_id = ${workspaceId} and id = named.id for no key update) locked`.execute(tx)
  return await withCarrying(tx, workspaceId, rows)
}

/**
 * What was said here in these conversations and the channel has not named yet, though it was asked to say it and never said that it would not. In the
 * words of the index acts_in_doubt.
 */
export async function doubtfulEntries(
  tx: Tx,
  { workspaceId }: ChannelScope,
  conversationIds: readonly ConversationId[],
): Promise<MessageId[]> {
  if (conversationIds.length === 0) {
    return []
  }
  const { rows } = await sql<{ id: MessageId }>`${prepared}
    select a.entry_id as id from acts a join entries e on e.workspace_id = a.workspace_id and e.id = a.entry_id and e.external_id is null
     where a.workspace_id = ${workspaceId} and a.conversation_id = any(${[...conversationIds]}::uuid[]) and a.kind = 'say'
       and (a.state in ('sending', 'unconfirmed') or (a.state = 'failed' and a.failure ->> 'reason' = 'no-answer'))`.execute(tx)
  return rows.map(({ id }) => id)
}

/** What we said, locked with all that is known of it. */
export async function lockOwnEntry(tx: Tx, workspaceId: WorkspaceId, id: MessageId): Promise<KeptEntry | undefined> {
  return (await lockOwnEntries(tx, workspaceId, [id]))[0]
}

/** Several of them, in the order of their ids. */
export async function lockOwnEntries(tx: Tx, workspaceId: WorkspaceId, ids: readonly MessageId[]): Promise<KeptEntry[]> {
  const { rows } = await sql<EntryRow>`${prepared}
    select ${ENTRY} from entries
     where workspace_id = ${workspaceId} and id = any(${[...ids]}::uuid[]) and author_kind = 'member' order by id for update`.execute(tx)
  return await withCarrying(tx, workspaceId, rows)
}

/** An entry, locked, whoever wrote it. */
export async function lockEntry(tx: Tx, workspaceId: WorkspaceId, id: MessageId): Promise<KeptEntry | undefined> {
  const { rows } = await sql<EntryRow>`select ${ENTRY} from entries where workspace_id = ${workspaceId} and id = ${id} for update`.execute(
    tx,
  )
  const [kept] = await withCarrying(tx, workspaceId, rows)
  return kept
}

type Names = { readonly entryId: MessageId; readonly channelId: ChannelId; readonly askedAt: Date; readonly externalIds: readonly string[] }

/**
 * Which of these are not this answer, whatever they say: those that are colleagues' other answers, those known before it was asked for, and messages
 * that were heard of without our mark, which every echo of ours brings back.
 */
export async function namedByOthers(
  tx: Tx,
  workspaceId: WorkspaceId,
  { entryId, channelId, askedAt, externalIds }: Names,
): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select external_id as name from entries
     where workspace_id = ${workspaceId} and channel_id = ${channelId} and external_id = any(${[...externalIds]}::text[])
       and thing = (select thing from entries where workspace_id = ${workspaceId} and id = ${entryId})
       and id <> ${entryId}
       and (author_kind = 'member' or (author_kind is not null and (thing = 'message' or created_at < ${askedAt})))`.execute(tx)
  return rows.map(({ name }) => name)
}

/** An entry as the channel calls it when it is asked for it; undefined as long as it did not name it. */
export async function namedTarget(tx: Db | Tx, workspaceId: WorkspaceId, id: MessageId): Promise<Target | undefined> {
  const { rows } = await sql<{ thing: Thing; calledAs: string | null; author: string | null }>`
    select thing, coalesce(called_as, external_id) as "calledAs", author_external_id as author
      from entries where workspace_id = ${workspaceId} and id = ${id}`.execute(tx)
  return rows.flatMap(({ thing, calledAs, author }) => (calledAs === null ? [] : [{ thing, calledAs, author: author ?? undefined }]))[0]
}

/** The ticket in which an entry stands. */
export async function ticketOfEntry(tx: Tx, workspaceId: WorkspaceId, id: MessageId): Promise<TicketId | undefined> {
  const row = await tx
    .selectFrom('entries')
    .select('ticket_id')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  return (row?.ticket_id ?? undefined) as TicketId | undefined
}

/** Entries first, then the acts that say them: who changes both goes this way. */
async function withCarrying(tx: Tx, workspaceId: WorkspaceId, rows: readonly EntryRow[]): Promise<KeptEntry[]> {
  const ours = rows.flatMap(({ id, author_kind: kind }) => (kind === 'member' ? [id as MessageId] : []))
  const acts = new Map((await lockActsSaying(tx, workspaceId, ours)).map(({ entryId, state, stateAt }) => [entryId, { state, stateAt }]))
  return rows.map((row) => keptEntryOf(row, acts.get(row.id as MessageId)))
}
