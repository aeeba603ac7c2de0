import { sql } from 'kysely'
import type { ChannelId, ClientId, ConversationId, WorkspaceId } from '#domain/ids.ts'
import type { ReplyWindow, WindowReason } from '#domain/messaging-policy/reply-window.ts'
import type { Tx } from './database.ts'

type WindowRow = { window_opens_at: Date | null; window_closes_at: Date | null; window_reason: string | null }

export function windowOf(row: WindowRow): ReplyWindow | undefined {
  if (!row.window_opens_at || !row.window_closes_at) {
    return undefined
  }
  return { opensAt: row.window_opens_at, closesAt: row.window_closes_at, reason: row.window_reason as WindowReason }
}

/** Locks one conversation, before anything of it is locked: its tickets and messages come after, here as in the intake. */
export async function lockConversation(
  tx: Tx,
  workspaceId: WorkspaceId,
  conversationId: ConversationId,
): Promise<{ readonly window: ReplyWindow | undefined }> {
  const row = await tx
    .selectFrom('conversations')
    .select(['window_opens_at', 'window_closes_at', 'window_reason'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', conversationId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()
  return { window: windowOf(row) }
}

export type ChannelScope = { readonly workspaceId: WorkspaceId; readonly channelId: ChannelId }

export type LockedConversation = {
  readonly id: ConversationId
  readonly clientId: ClientId
  readonly externalId: string
  readonly window: ReplyWindow | undefined
  readonly deliveredUntil: Date | undefined
  readonly readUntil: Date | undefined
}

/**
 * Locks the conversations of these persons, always in the same order, so that batches wait for each other and never in a
 * circle. Messages may still be written into them by others (a lock that leaves keys alone).
 */
export async function lockConversations(
  tx: Tx,
  { workspaceId, channelId }: ChannelScope,
  externalIds: readonly string[],
): Promise<LockedConversation[]> {
  const rows = await tx
    .selectFrom('conversations')
    .select(['id', 'client_id', 'external_id', 'window_opens_at', 'window_closes_at', 'window_reason', 'delivered_until', 'read_until'])
    .where('workspace_id', '=', workspaceId)
    .where('channel_id', '=', channelId)
    .where('external_id', '=', sql<string>`any(${[...externalIds]}::text[])`)
    .orderBy('external_id')
    .forNoKeyUpdate()
    .execute()
  return rows.map((row) => ({
    id: row.id as ConversationId,
    clientId: row.client_id as ClientId,
    externalId: row.external_id,
    window: windowOf(row),
    deliveredUntil: row.delivered_until ?? undefined,
    readUntil: row.read_until ?? undefined,
  }))
}

export type NewConversation = { readonly id: ConversationId; readonly clientId: ClientId; readonly externalId: string }

/**
 * First contact: clients with their conversations. Where another transaction made the conversation meanwhile, its own stands and
 * the client made here goes again: the unique key decides.
 */
export async function insertConversations(
  tx: Tx,
  { workspaceId, channelId }: ChannelScope,
  { at, conversations }: { at: Date; conversations: readonly NewConversation[] },
): Promise<void> {
  const rows = JSON.stringify(conversations.toSorted((a, b) => (a.externalId < b.externalId ? -1 : 1)))
  const { rows: made } = await sql<{ id: string }>`
    with wanted as (
      select * from json_to_recordset(${rows}) as w(id uuid, "clientId" uuid, "externalId" text)
    ), new_clients as (
      insert into clients (workspace_id, id, created_at) select ${workspaceId}::uuid, "clientId", ${at} from wanted
    )
    insert into conversations (workspace_id, id, channel_id, client_id, external_id, created_at)
    select ${workspaceId}::uuid, id, ${channelId}::uuid, "clientId", "externalId", ${at} from wanted
    on conflict (workspace_id, channel_id, external_id) do nothing
    returning id`.execute(tx)
  const stands = new Set(made.map(({ id }) => id))
  const lost = conversations.filter(({ id }) => !stands.has(id)).map(({ clientId }) => clientId)
  if (lost.length > 0) {
    await tx.deleteFrom('clients').where('workspace_id', '=', workspaceId).where('id', 'in', lost).execute()
  }
}

export type ConversationMarks = Pick<LockedConversation, 'id' | 'window' | 'deliveredUntil' | 'readUntil'>

export async function saveConversationMarks(tx: Tx, workspaceId: WorkspaceId, conversations: readonly ConversationMarks[]): Promise<void> {
  const rows = conversations.map(({ id, window, deliveredUntil, readUntil }) => ({
    id,
    o: window?.opensAt,
    c: window?.closesAt,
    r: window?.reason,
    d: deliveredUntil,
    u: readUntil,
  }))
  await sql`
    update conversations t
       set window_opens_at = n.o, window_closes_at = n.c, window_reason = n.r, delivered_until = n.d, read_until = n.u
      from json_to_recordset(${JSON.stringify(rows)}) as n(id uuid, o timestamptz, c timestamptz, r text, d timestamptz, u timestamptz)
     where t.workspace_id = ${workspaceId} and t.id = n.id`.execute(tx)
}
