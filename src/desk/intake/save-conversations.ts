import type { WorkspaceId } from '#domain/ids.ts'
import { claimConversationsToName } from '#storage/clients.ts'
import type { Tx } from '#storage/database.ts'
import { appendEvents, type NewEvent } from '#storage/events.ts'
import { insertArrivedMessages, insertTickets, saveArrivalTickets, saveSettledMessages, type ArrivedMessage } from '#storage/arrivals.ts'
import { saveConversationMarks, type ChannelScope } from '#storage/conversations.ts'
import type { Desk } from '../desk.ts'
import type { Conversation, TicketDraft } from './conversation.ts'

/** A message was written by somebody else between our look and our write. The transaction is to be tried again. */
class ArrivedMeanwhileError extends Error {
  override readonly name = 'ArrivedMeanwhileError'
}

type Outcome = {
  readonly scope: ChannelScope
  readonly conversations: readonly Conversation[]
  readonly moreEvents: readonly NewEvent[]
}

/** Writes what became of the conversations, a statement for each table, and asks for the profiles of new clients. */
export async function saveConversations(tx: Tx, desk: Desk, { scope, conversations, moreEvents }: Outcome): Promise<void> {
  const { workspaceId } = scope
  await saveTickets(tx, scope, conversations)
  await saveMessages(tx, desk, { scope, conversations })
  const threads = conversations
    .filter(({ isChanged }) => isChanged)
    .map(({ conversationId, ...marks }) => ({ id: conversationId, ...marks }))
  if (threads.length > 0) {
    await saveConversationMarks(tx, workspaceId, threads)
  }
  const events = [...conversations.flatMap((conversation) => [...conversation.events, ...statusEvents(conversation)]), ...moreEvents]
  await appendEvents(tx, workspaceId, events)
  await askProfiles(tx, desk, { workspaceId, conversations })
}

/** Of who is new, or came back; and of who wrote once more and still has no name. */
async function askProfiles(
  tx: Tx,
  desk: Desk,
  { workspaceId, conversations }: { workspaceId: WorkspaceId; conversations: readonly Conversation[] },
): Promise<void> {
  const isFirst = ({ tickets }: Conversation) => tickets.length === 1 && tickets[0]?.isNew === true
  const first = conversations.filter(isFirst).map(({ conversationId }) => conversationId)
  const wrote = conversations
    .filter(({ arrived }) => arrived.some(({ author }) => author === 'client'))
    .map(({ conversationId }) => conversationId)
  const concerned = [...new Set([...first, ...wrote])]
  if (concerned.length === 0) {
    return
  }
  const nameless = await claimConversationsToName(tx, workspaceId, { conversationIds: concerned, now: desk.now() })
  const asked = [...new Set([...first, ...nameless])]
  await desk.jobs.fetchProfiles(
    tx,
    asked.map((conversationId) => ({ workspaceId, conversationId })),
  )
}

async function saveTickets(tx: Tx, scope: ChannelScope, conversations: readonly Conversation[]): Promise<void> {
  const made = conversations.flatMap(({ conversationId, clientId, tickets }) =>
    tickets.filter(({ isNew }) => isNew).map((ticket) => ({ conversationId, clientId, ...plain(ticket) })),
  )
  const changed = conversations.flatMap(({ conversationId, tickets }) =>
    tickets.filter((one) => !one.isNew && one.isChanged).map((one) => ({ conversationId, ...plain(one) })),
  )
  if (made.length > 0) {
    await insertTickets(tx, scope, made)
  }
  if (changed.length > 0) {
    await saveArrivalTickets(tx, scope.workspaceId, changed)
  }
}

function plain({ id, status, unansweredCount, lastActivityAt, solvedAt, createdAt }: TicketDraft) {
  return { id, status, unansweredCount, lastActivityAt, solvedAt, createdAt }
}

type Messages = { readonly scope: ChannelScope; readonly conversations: readonly Conversation[] }

async function saveMessages(tx: Tx, desk: Desk, { scope, conversations }: Messages): Promise<void> {
  const arrived = conversations.flatMap((conversation) => conversation.arrived.map((message) => withFinalState(conversation, message)))
  if (arrived.length > 0) {
    const written = await insertArrivedMessages(tx, scope, { now: desk.now(), messages: arrived })
    if (written.size !== arrived.length) {
      throw new ArrivedMeanwhileError('A message with the same name was written meanwhile.')
    }
  }
  const settled = conversations.flatMap(({ outgoing }) =>
    [...outgoing.values()].filter(({ isInserted, isChanged }) => isChanged && !isInserted),
  )
  if (settled.length > 0) {
    await saveSettledMessages(tx, scope.workspaceId, settled)
  }
}

function withFinalState({ outgoing }: Conversation, message: ArrivedMessage): ArrivedMessage {
  const draft = outgoing.get(message.id)
  return draft ? { ...message, state: draft.state, stateAt: draft.stateAt } : message
}

function statusEvents({ tickets }: Conversation): NewEvent[] {
  return tickets
    .filter((ticket) => !ticket.isNew && ticket.status !== ticket.statusBefore)
    .map((ticket) => ({
      type: 'ticket.changed',
      ticketId: ticket.id,
      payload: { status: { from: ticket.statusBefore, to: ticket.status } },
    }))
}
