import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { shownState } from '#domain/entries/shown-state.ts'
import type { MessageState } from '#domain/acts/state.ts'
import type { MessageId } from '#domain/ids.ts'
import type { Db } from '#storage/database.ts'

/** Everything that was said, as it stands in the conversations: in their order, with the state that is shown. */
export async function linesOf(db: Db) {
  const rows = await db
    .selectFrom('entries as e')
    .innerJoin('conversations as co', (join) =>
      join.onRef('co.workspace_id', '=', 'e.workspace_id').onRef('co.id', '=', 'e.conversation_id'),
    )
    .leftJoin('acts as a', (join) => join.onRef('a.workspace_id', '=', 'e.workspace_id').onRef('a.entry_id', '=', 'e.id'))
    .selectAll('e')
    .select(['a.state', 'a.state_at', 'a.failure'])
    .select(['co.delivered_until', 'co.read_until'])
    .where('e.author_kind', 'is not', null)
    .orderBy('e.occurred_at')
    .orderBy(sql`coalesce(e.external_id, e.id::text) collate "C"`)
    .execute()
  return rows.map((row) => {
    const { raw, label } = { raw: undefined, label: undefined, ...(row.unread as object | null) }
    const detail = { label, raw, appId: row.app_id ?? undefined, appName: row.app_name ?? undefined }
    return {
      ...row,
      kind: row.unread ? 'unknown' : 'text',
      direction: row.author_kind === 'client' ? 'in' : 'out',
      state: stateOf(row),
      detail,
    }
  })
}

type Sent = {
  author_kind: string | null
  state: string | null
  state_at: Date | null
  occurred_at: Date | null
  echoed_at: Date | null
  delivered_at: Date | null
  delivered_until: Date | null
  read_until: Date | null
}

function stateOf(row: Sent): MessageState | null {
  if (row.author_kind === 'client' || !row.occurred_at) {
    return null
  }
  // What was written elsewhere has no act of ours.
  const sent = { state: (row.state ?? 'sent') as MessageState, stateAt: row.state_at ?? row.occurred_at, writtenAt: row.occurred_at }
  const told = { echoedAt: row.echoed_at ?? undefined, deliveredAt: row.delivered_at ?? undefined }
  const marks = { deliveredUntil: row.delivered_until ?? undefined, readUntil: row.read_until ?? undefined }
  return shownState({ ...sent, ...told }, marks).state
}

/** What we sent is in this state; delivered and read are told of its whole conversation. */
export async function bringToState(db: Db, id: string, state: string): Promise<void> {
  const mark = state === 'read' ? 'read_until' : 'delivered_until'
  const isMarked = state === 'read' || state === 'delivered'
  const { conversation_id: conversationId, occurred_at: at } = await db
    .selectFrom('entries')
    .select(['conversation_id', 'occurred_at'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  await db
    .updateTable('acts')
    .set({ state: isMarked ? 'sent' : state, state_at: at ?? new Date() })
    .where('entry_id', '=', id)
    .execute()
  await db
    .updateTable('conversations')
    .set({ delivered_until: null, read_until: null, ...(isMarked ? { [mark]: new Date('2200-01-01') } : {}) })
    .where('id', '=', conversationId)
    .execute()
}

/** Somebody decided that these tickets have this status, having seen all that had arrived. */
export async function decideAll(db: Db, status: string, at: Date | null = null): Promise<void> {
  const arrival = sql<number>`nextval(pg_get_serial_sequence('entries', 'arrival'))`
  await db.updateTable('tickets').set({ status, decided_status: status, decided_at: at, decided_arrival: arrival }).execute()
}

export type WrittenReply = {
  readonly id: MessageId
  readonly workspaceId: string
  readonly channelId: string
  readonly ticketId: string
  readonly conversationId: string
  readonly at: Date
  readonly state: string
  readonly externalId?: string | undefined
  readonly authorId?: string
}

/** A reply of ours, as the sending side leaves it. */
export async function writeReply(db: Db, reply: WrittenReply): Promise<void> {
  await db
    .insertInto('entries')
    .values({
      workspace_id: reply.workspaceId,
      id: reply.id,
      ticket_id: reply.ticketId,
      conversation_id: reply.conversationId,
      channel_id: reply.channelId,
      thing: 'message',
      external_id: reply.externalId ?? null,
      text: 'Our reply',
      author_kind: 'member',
      author_id: reply.authorId ?? randomUUID(),
      occurred_at: reply.at,
      content_at: reply.at,
      created_at: reply.at,
    })
    .execute()
  const act = {
    kind: 'say',
    body: JSON.stringify({ text: 'Our reply' }),
    by: randomUUID(),
    state: reply.state,
    state_at: reply.at,
    created_at: reply.at,
  }
  const place = { workspace_id: reply.workspaceId, conversation_id: reply.conversationId, channel_id: reply.channelId }
  await db
    .insertInto('acts')
    .values({ ...act, ...place, id: randomUUID(), entry_id: reply.id })
    .execute()
}
