import { sql } from 'kysely'
import type { SendFailure } from '#domain/channels/channel-port.ts'
import type { ChannelProblem } from '#domain/channels/channel.ts'
import type { ChannelId, ConversationId, MessageId, TicketId, UserId, WorkspaceId } from '#domain/ids.ts'
import type { MessageState } from '#domain/messages/state.ts'
import type { ReplyWindow } from '#domain/messaging-policy/reply-window.ts'
import type { Db, Tx } from './database.ts'
import { afterwardsOf, EARLY_DELIVERY, type Afterwards } from './raw-facts.ts'
import { storableText } from './storable.ts'
import type { Position } from './position.ts'
import { windowOf } from './conversations.ts'

export type NewMessage = {
  readonly workspaceId: WorkspaceId
  readonly id: MessageId
  readonly ticketId: TicketId
  readonly direction: 'out' | 'internal' | 'system'
  readonly kind: 'text' | 'status' | 'assignee' | 'priority' | 'type'
  readonly text: string
  readonly authorId: UserId
  readonly at: Date
  /** Only what leaves the desk belongs to a conversation and has a state. */
  readonly outgoing?: { readonly conversationId: ConversationId; readonly channelId: ChannelId }
  readonly detail?: Readonly<Record<string, unknown>>
}

/** Writes a line of ours: a queued reply, an internal comment, or a system line. */
export async function insertMessage(tx: Tx, message: NewMessage): Promise<void> {
  const { outgoing } = message
  await tx
    .insertInto('messages')
    .values({
      workspace_id: message.workspaceId,
      id: message.id,
      ticket_id: message.ticketId,
      conversation_id: outgoing?.conversationId ?? null,
      channel_id: outgoing?.channelId ?? null,
      direction: message.direction,
      kind: message.kind,
      text: storableText(message.text),
      author_kind: 'member',
      author_id: message.authorId,
      occurred_at: message.at,
      created_at: message.at,
      state: outgoing ? 'queued' : null,
      state_at: outgoing ? message.at : null,
      detail: message.detail ? JSON.stringify(message.detail) : null,
    })
    .execute()
}

export type OutgoingMessage = {
  readonly id: MessageId
  readonly ticketId: TicketId
  readonly conversationId: ConversationId
  readonly text: string
  readonly state: MessageState
  readonly stateAt: Date
}

/** An outgoing message, locked: whoever changes its state holds it. */
export async function lockOutgoing(tx: Tx, workspaceId: WorkspaceId, messageId: MessageId): Promise<OutgoingMessage | undefined> {
  const row = await tx
    .selectFrom('messages')
    .select(['id', 'ticket_id', 'conversation_id', 'text', 'state', 'state_at'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', messageId)
    .where('direction', '=', 'out')
    .forUpdate()
    .executeTakeFirst()
  if (!row?.conversation_id || !row.state || !row.state_at) {
    return undefined
  }
  return {
    id: row.id as MessageId,
    ticketId: row.ticket_id as TicketId,
    conversationId: row.conversation_id as ConversationId,
    text: row.text,
    state: row.state as MessageState,
    stateAt: row.state_at,
  }
}

/**
 * The oldest message of the conversation that is to be sent, or was left behind while being sent. One that its echo or another turn settled
 * while we waited for its lock is passed over: sending it would be sending it twice.
 */
export async function lockOldestToSend(
  tx: Tx,
  workspaceId: WorkspaceId,
  conversationId: ConversationId,
): Promise<OutgoingMessage | undefined> {
  for (;;) {
    const row = await tx
      .selectFrom('messages')
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
    const message = await lockOutgoing(tx, workspaceId, row.id as MessageId)
    if (message?.state === 'queued' || message?.state === 'sending') {
      return message
    }
  }
}

/**
 * An echo that did not name our message was shown as written elsewhere before Facebook's answer told its id: it is this
 * very message, so the line written for it goes. Answers with how far that line had come. The conversation must be locked, so
 * that no echo is being written meanwhile.
 */
export async function forgetEchoTwin(
  tx: Tx,
  ours: { workspaceId: WorkspaceId; messageId: MessageId; channelId: ChannelId; externalId: string },
): Promise<MessageState | undefined> {
  await tx
    .updateTable('tickets')
    .set({ last_message_id: ours.messageId })
    .where('workspace_id', '=', ours.workspaceId)
    .where('last_message_id', 'in', (eb) =>
      eb
        .selectFrom('messages')
        .select('id')
        .where('workspace_id', '=', ours.workspaceId)
        .where('channel_id', '=', ours.channelId)
        .where('external_id', '=', ours.externalId)
        .where('id', '!=', ours.messageId),
    )
    .execute()
  const twin = await tx
    .deleteFrom('messages')
    .where('workspace_id', '=', ours.workspaceId)
    .where('channel_id', '=', ours.channelId)
    .where('external_id', '=', ours.externalId)
    .where('id', '!=', ours.messageId)
    .returning('state')
    .executeTakeFirst()
  return (twin?.state ?? undefined) as MessageState | undefined
}

export type StateChange = {
  readonly state: MessageState
  readonly at: Date
  readonly externalId?: string
  readonly failure?: SendFailure
}

export async function saveState(tx: Tx, key: { workspaceId: WorkspaceId; messageId: MessageId }, change: StateChange): Promise<void> {
  await tx
    .updateTable('messages')
    .set({
      state: change.state,
      state_at: change.at,
      failure: change.failure ? JSON.stringify(change.failure) : null,
      ...(change.externalId === undefined ? {} : { external_id: change.externalId }),
    })
    .where('workspace_id', '=', key.workspaceId)
    .where('id', '=', key.messageId)
    .execute()
}

export type MessageRow = {
  readonly id: string
  readonly ticket_id: string
  readonly direction: string
  readonly kind: string
  readonly text: string
  readonly author_kind: string
  readonly author_id: string | null
  readonly author_name: string | null
  readonly occurred_at: Date
  readonly state: string | null
  readonly state_at: Date | null
  readonly failure: unknown
  readonly detail: unknown
  readonly afterwards: Afterwards | null
}

export type MessagePage = { readonly ticketId: TicketId; readonly limit: number; readonly before: Position | undefined }

/**
 * The newest lines of a ticket, newest first: its messages, and what arrived in its conversation and is not understood yet
 * (told as kind `unknown`, so that nothing is invisible). Each such piece stands in one ticket of the conversation: the last that
 * had begun by then, closed or not, or the first.
 */
export async function newestMessages(db: Db, workspaceId: WorkspaceId, page: MessagePage): Promise<MessageRow[]> {
  const { at, id } = page.before ?? { at: new Date('9999-01-01T00:00:00Z'), id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }
  const { rows } = await sql<MessageRow>`
    with lines as (
      (select m.id, m.ticket_id, m.direction, m.kind, m.text, m.author_kind, m.author_id, m.occurred_at, m.state, m.state_at, m.failure, m.detail,
              ${afterwardsOf('m')} as afterwards
         from messages m
        where m.workspace_id = ${workspaceId} and m.ticket_id = ${page.ticketId} and (m.occurred_at, m.id) < (${at}, ${id}::uuid)
        order by m.occurred_at desc, m.id desc limit ${page.limit})
      union all
      (select r.id, t.id, 'system', 'unknown', '', 'system', null, r.occurred_at, null, null, null, jsonb_build_object('label', r.label), null
         from tickets t join raw_facts r on r.workspace_id = t.workspace_id and r.conversation_id = t.conversation_id
        where t.workspace_id = ${workspaceId} and t.id = ${page.ticketId} and r.label <> ${EARLY_DELIVERY}
          and (r.occurred_at >= t.created_at or not exists (
            select from tickets e where e.workspace_id = t.workspace_id and e.conversation_id = t.conversation_id and e.number < t.number))
          and not exists (
            select from tickets l where l.workspace_id = t.workspace_id and l.conversation_id = t.conversation_id
               and l.number > t.number and l.created_at <= r.occurred_at)
          and (r.occurred_at, r.id) < (${at}, ${id}::uuid)
        order by r.occurred_at desc, r.id desc limit ${page.limit})
    )
    select lines.*, u.name as author_name from lines left join users u on u.id = lines.author_id
    order by lines.occurred_at desc, lines.id desc limit ${page.limit}`.execute(db)
  return rows
}

export async function readMessage(db: Db, workspaceId: WorkspaceId, messageId: MessageId): Promise<MessageRow | undefined> {
  return await db
    .selectFrom('messages as m')
    .leftJoin('users as u', 'u.id', 'm.author_id')
    .select(['m.id', 'm.ticket_id', 'm.direction', 'm.kind', 'm.text', 'm.author_kind', 'm.author_id', 'm.occurred_at'])
    .select(['m.state', 'm.state_at', 'm.failure', 'm.detail', 'u.name as author_name', afterwardsOf('m').as('afterwards')])
    .where('m.workspace_id', '=', workspaceId)
    .where('m.id', '=', messageId)
    .executeTakeFirst()
}

export type Envelope = {
  readonly recipientExternalId: string
  readonly channelId: ChannelId
  readonly pageId: string
  readonly keyEncrypted: Buffer | null
  readonly channelState: 'connected' | 'disconnected'
  readonly isExtensionEnabled: boolean
  readonly pausedUntil: Date | null
  readonly problem: ChannelProblem | undefined
  readonly window: ReplyWindow | undefined
}

/** Where a message of this conversation goes, and whether the way is open. */
export async function readEnvelope(db: Db, workspaceId: WorkspaceId, conversationId: ConversationId): Promise<Envelope | undefined> {
  const row = await db
    .selectFrom('conversations as co')
    .innerJoin('channels as c', (join) => join.onRef('c.workspace_id', '=', 'co.workspace_id').onRef('c.id', '=', 'co.channel_id'))
    .leftJoin('extensions as e', (join) => join.onRef('e.workspace_id', '=', 'co.workspace_id').on('e.name', '=', 'facebook'))
    .select([
      'co.external_id',
      'c.id as channel_id',
      'c.external_id as page_id',
      'c.key_encrypted',
      'c.state',
      'e.enabled_at',
      'c.paused_until',
      'c.problem',
    ])
    .select(['co.window_opens_at', 'co.window_closes_at', 'co.window_reason'])
    .where('co.workspace_id', '=', workspaceId)
    .where('co.id', '=', conversationId)
    .executeTakeFirst()
  if (!row?.page_id) {
    return undefined
  }
  return {
    recipientExternalId: row.external_id,
    channelId: row.channel_id as ChannelId,
    pageId: row.page_id,
    keyEncrypted: row.key_encrypted,
    channelState: row.state as Envelope['channelState'],
    isExtensionEnabled: row.enabled_at !== null,
    pausedUntil: row.paused_until,
    problem: (row.problem ?? undefined) as ChannelProblem | undefined,
    window: windowOf(row),
  }
}
