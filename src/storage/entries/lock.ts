import { sql } from 'kysely'
import type { Thing } from '#domain/facts/fact.ts'
import type { MessageId, TicketId, WorkspaceId } from '#domain/ids.ts'
import { lockActsSaying } from '../acts.ts'
import type { ChannelScope } from '../conversations/lock.ts'
import type { Tx } from '../database.ts'
import { ENTRY, keptEntryOf, type EntryRow, type KeptEntry } from './kept-entry.ts'

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
  return await withCarrying(tx, workspaceId, rows)
}

/** What we said, locked with all that is known of it. */
export async function lockOwnEntry(tx: Tx, workspaceId: WorkspaceId, id: MessageId): Promise<KeptEntry | undefined> {
  const { rows } = await sql<EntryRow>`
    select ${ENTRY} from entries
     where workspace_id = ${workspaceId} and id = ${id} and author_kind = 'member' for update`.execute(tx)
  const [kept] = await withCarrying(tx, workspaceId, rows)
  return kept
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
