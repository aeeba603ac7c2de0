import { sql } from 'kysely'
import type { Thing } from '#domain/facts/fact.ts'
import type { ConversationId, MessageId, TicketId, WorkspaceId } from '#domain/ids.ts'
import type { ChannelScope } from '../conversations/lock.ts'
import type { Tx } from '../database.ts'
import { ENTRY, keptEntryOf, type EntryRow, type KeptEntry } from './kept-entry.ts'
import type { Sending } from './kept-entry.ts'

export type EntryNames = {
  readonly names: readonly { readonly thing: Thing; readonly externalId: string }[]
  /** Of entries that we sent. */
  readonly ownIds: readonly string[]
}

/** Entries that are there already, by the channel's name or by ours, locked. */
export async function lockEntries(tx: Tx, { workspaceId, channelId }: ChannelScope, { names, ownIds }: EntryNames): Promise<KeptEntry[]> {
  if (names.length + ownIds.length === 0) {
    return []
  }
  const things = [...new Set(names.map(({ thing }) => thing))]
  const { rows } = await sql<EntryRow>`
    select ${ENTRY} from entries
     where workspace_id = ${workspaceId} and channel_id = ${channelId}
       and ((thing = any(${things}::text[]) and external_id = any(${names.map(({ externalId }) => externalId)}::text[]))
            or (id = any(${[...ownIds]}::uuid[]) and author_kind = 'member'))
     order by id for no key update`.execute(tx)
  return rows.map(keptEntryOf)
}

/** A reply of ours, locked with all that is known of it. */
export async function lockOwnEntry(tx: Tx, workspaceId: WorkspaceId, id: MessageId): Promise<KeptEntry | undefined> {
  const { rows } = await sql<EntryRow>`
    select ${ENTRY} from entries
     where workspace_id = ${workspaceId} and id = ${id} and author_kind = 'member' for update`.execute(tx)
  return rows[0] && keptEntryOf(rows[0])
}

export type Outgoing = Sending & {
  readonly id: MessageId
  readonly ticketId: TicketId
  readonly conversationId: ConversationId
  readonly text: string
}

/** A reply of ours on its way out, locked: whoever changes its state holds it. */
export async function lockOutgoing(tx: Tx, workspaceId: WorkspaceId, id: MessageId): Promise<Outgoing | undefined> {
  const kept = await lockOwnEntry(tx, workspaceId, id)
  if (!kept?.sending || !kept.ticketId) {
    return undefined
  }
  const { conversationId, ticketId, entry, sending } = kept
  return { ...sending, id, ticketId, conversationId, text: entry.content?.value.text ?? '' }
}

/**
 * The oldest reply of the conversation that is to be sent, or was left behind while being sent. One that its echo or another turn settled
 * while we waited for its lock is passed over: sending it would be sending it twice.
 */
export async function lockOldestToSend(tx: Tx, workspaceId: WorkspaceId, conversationId: ConversationId): Promise<Outgoing | undefined> {
  for (;;) {
    const row = await tx
      .selectFrom('entries')
      .select('id')
      .where('workspace_id', '=', workspaceId)
      .where('conversation_id', '=', conversationId)
      .where('state', 'in', ['queued', 'sending'])
      .orderBy('created_at')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst()
    if (!row) {
      return undefined
    }
    const outgoing = await lockOutgoing(tx, workspaceId, row.id as MessageId)
    if (outgoing?.state === 'queued' || outgoing?.state === 'sending') {
      return outgoing
    }
  }
}
