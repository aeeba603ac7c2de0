import type { SendFailure } from '#domain/channels/channel-port.ts'
import type { ChannelWay } from '#domain/channels/channel.ts'
import type { SubjectKind } from '#domain/conversations/subject.ts'
import type { ChannelId, ConversationId, MessageId, TicketId, UserId, WorkspaceId } from '#domain/ids.ts'
import type { MessageState } from '#domain/messages/state.ts'
import type { ReplyWindow } from '#domain/messaging-policy/reply-window.ts'
import type { Db, Tx } from './database.ts'
import { storableText } from './storable.ts'
import { windowOf } from './conversations.ts'

export type NewReply = {
  readonly workspaceId: WorkspaceId
  readonly id: MessageId
  readonly ticketId: TicketId
  readonly conversationId: ConversationId
  readonly channelId: ChannelId
  readonly text: string
  readonly authorId: UserId
  readonly at: Date
}

/** Writes a reply of ours, which is to be sent. */
export async function insertReply(tx: Tx, reply: NewReply): Promise<void> {
  await tx
    .insertInto('messages')
    .values({
      workspace_id: reply.workspaceId,
      id: reply.id,
      ticket_id: reply.ticketId,
      conversation_id: reply.conversationId,
      channel_id: reply.channelId,
      direction: 'out',
      kind: 'text',
      text: storableText(reply.text),
      author_kind: 'member',
      author_id: reply.authorId,
      occurred_at: reply.at,
      created_at: reply.at,
      state: 'queued',
      state_at: reply.at,
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
  if (!row?.state || !row.state_at) {
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

export type Envelope = {
  readonly recipientExternalId: string
  readonly channelId: ChannelId
  readonly pageId: string
  readonly keyEncrypted: Buffer
  readonly subjectKind: SubjectKind
  readonly way: ChannelWay
  readonly pausedUntil: Date | null
  readonly window: ReplyWindow | undefined
}

/** Where a message of this conversation goes, and whether the way is open. Undefined where there is no key to go with. */
export async function readEnvelope(db: Db, workspaceId: WorkspaceId, conversationId: ConversationId): Promise<Envelope | undefined> {
  const row = await db
    .selectFrom('conversations as co')
    .innerJoin('channels as c', (join) => join.onRef('c.workspace_id', '=', 'co.workspace_id').onRef('c.id', '=', 'co.channel_id'))
    .innerJoin('channel_ways as w', (join) => join.onRef('w.workspace_id', '=', 'c.workspace_id').onRef('w.channel_id', '=', 'c.id'))
    .innerJoin('facebook_connections as f', (join) =>
      join.onRef('f.workspace_id', '=', 'c.workspace_id').onRef('f.channel_id', '=', 'c.id'),
    )
    .select(['co.external_id', 'c.id as channel_id', 'f.page_id', 'f.key_encrypted', 'w.way', 'c.paused_until'])
    .select(['co.window_opens_at', 'co.window_closes_at', 'co.window_reason'])
    .where('co.workspace_id', '=', workspaceId)
    .where('co.id', '=', conversationId)
    .executeTakeFirst()
  if (!row) {
    return undefined
  }
  return {
    recipientExternalId: row.external_id,
    channelId: row.channel_id as ChannelId,
    pageId: row.page_id,
    keyEncrypted: row.key_encrypted,
    subjectKind: 'direct',
    way: row.way as ChannelWay,
    pausedUntil: row.paused_until,
    window: windowOf(row),
  }
}
