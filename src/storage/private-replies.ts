import { sql } from 'kysely'
import type { PrivateReplyAnswer } from '#domain/acts/private-reply-answer.ts'
import type { MessageState } from '#domain/acts/state.ts'
import type { ActId, ChannelId, ClientId, MessageId, TicketId, UserId, WorkspaceId } from '#domain/ids.ts'
import { authorNameOf } from './authors.ts'
import type { ChannelScope } from './conversations/lock.ts'
import type { Db, Tx } from './database.ts'

export type EntryKey = { readonly workspaceId: WorkspaceId; readonly entryId: MessageId }

/**
 * Notes that it is being asked whether this can be answered privately. False where it was asked since, or it was answered, which nothing changes any
 * more.
 */
export async function claimPrivateReplyQuestion(
  tx: Tx,
  { workspaceId, entryId }: EntryKey,
  { at, since }: { readonly at: Date; readonly since: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into private_reply_answers as p (workspace_id, entry_id, asked_at) values (${workspaceId}, ${entryId}, ${at})
    on conflict (workspace_id, entry_id) do update set asked_at = excluded.asked_at
     where p.asked_at < ${since} and p.answer is distinct from 'answered'`.execute(tx)
  return numAffectedRows === 1n
}

export async function savePrivateReplyAnswer(tx: Tx, { workspaceId, entryId }: EntryKey, answer: PrivateReplyAnswer): Promise<void> {
  await sql`update private_reply_answers set answer = ${answer} where workspace_id = ${workspaceId} and entry_id = ${entryId}`.execute(tx)
}

export async function privateReplyAnswer(tx: Tx, { workspaceId, entryId }: EntryKey): Promise<PrivateReplyAnswer | undefined> {
  const { rows } = await sql<{ answer: PrivateReplyAnswer | null }>`
    select answer from private_reply_answers where workspace_id = ${workspaceId} and entry_id = ${entryId}`.execute(tx)
  return rows[0]?.answer ?? undefined
}

export type AskedEntry = {
  readonly channelId: ChannelId
  readonly ticketId: TicketId | null
  readonly isConnected: boolean
}

/** Where what is asked about stands, and whether its channel can be asked. */
export async function askedEntry(db: Db, { workspaceId, entryId }: EntryKey): Promise<AskedEntry | undefined> {
  const { rows } = await sql<AskedEntry>`
    select e.channel_id as "channelId", e.ticket_id as "ticketId", w.way = 'connected' as "isConnected"
      from entries e join channel_ways w on w.workspace_id = e.workspace_id and w.channel_id = e.channel_id
     where e.workspace_id = ${workspaceId} and e.id = ${entryId}`.execute(db)
  return rows[0]
}

/** A private reply of ours that an echo names: who asked for it, and who wrote what it answers. */
export type PrivateReply = {
  readonly id: ActId
  readonly state: MessageState
  readonly by: UserId
  readonly clientId: ClientId | null
}

export async function privateRepliesNamed(
  tx: Tx,
  { workspaceId, channelId }: ChannelScope,
  ids: readonly ActId[],
): Promise<PrivateReply[]> {
  if (ids.length === 0) {
    return []
  }
  const { rows } = await sql<PrivateReply>`
    select a.id, a.state, a.by, i.client_id as "clientId" from acts a
      join entries e on e.workspace_id = a.workspace_id and e.id = a.entry_id
      left join identities i on i.workspace_id = e.workspace_id and i.channel_id = e.channel_id and i.kind = 'author' and i.external_id = ${authorNameOf('e')}
     where a.workspace_id = ${workspaceId} and a.id = any(${[...ids]}::uuid[]) and a.channel_id = ${channelId} and a.kind = 'say-privately'`.execute(
    tx,
  )
  return rows
}

/** Whether somebody answered this entry privately, is about to, or may have. */
export async function isAnsweredPrivately(tx: Tx, workspaceId: WorkspaceId, entryId: MessageId): Promise<boolean> {
  const { rows } = await sql`
    select 1 from acts where workspace_id = ${workspaceId} and entry_id = ${entryId} and kind = 'say-privately'
       and (state <> 'failed' or failure ->> 'reason' = 'answered-privately') limit 1`.execute(tx)
  return rows.length > 0
}

/** What was answered privately with a message to these persons: the entries, and the tickets in which they stand. */
export async function answeredPrivatelyTo(
  tx: Tx,
  { workspaceId, channelId }: { readonly workspaceId: WorkspaceId; readonly channelId: ChannelId },
  personIds: readonly string[],
): Promise<{ readonly entryId: MessageId; readonly ticketId: TicketId }[]> {
  const { rows } = await sql<{ entryId: MessageId; ticketId: TicketId }>`
    select e.id as "entryId", e.ticket_id as "ticketId" from acts a join entries e on e.workspace_id = a.workspace_id and e.id = a.entry_id
     where a.workspace_id = ${workspaceId} and a.channel_id = ${channelId} and a.kind = 'say-privately'
       and a.result ->> 'personId' = any(${[...personIds]}::text[]) and e.ticket_id is not null`.execute(tx)
  return rows
}
