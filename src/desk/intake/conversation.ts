import type { ClientId, MessageId, ConversationId, TicketId } from '#domain/ids.ts'
import { markedMessage } from '#domain/messages/own-mark.ts'
import { advance, type MessageState } from '#domain/messages/state.ts'
import { windowAfter, type ReplyWindow } from '#domain/messaging-policy/reply-window.ts'
import { isFinal, onCustomerMessage, onReply, onWork, type TicketStatus } from '#domain/tickets/status.ts'
import type { ArrivedMessage, KnownMessage, Neighbour } from '#storage/arrivals.ts'
import type { NewEvent } from '#storage/events.ts'
import type { EchoFact, MessageFact } from './fact.ts'
import type { TrustedTime } from '#domain/facts/time.ts'

/** A ticket while facts are applied to it. */
export type TicketDraft = {
  readonly id: TicketId
  readonly isNew: boolean
  readonly createdAt: Date
  readonly statusBefore: TicketStatus
  status: TicketStatus
  unansweredCount: number
  lastActivityAt: Date
  solvedAt: Date | undefined
  isChanged: boolean
  /** What customers and others elsewhere wrote at or after the earliest fact at hand. */
  readonly neighbours: Pick<Neighbour, 'author' | 'at'>[]
}

/** One of our messages while news of it are applied. */
export type OutgoingDraft = {
  readonly id: MessageId
  readonly ticketId: TicketId
  readonly isInserted: boolean
  externalId: string | null
  state: MessageState
  stateAt: Date
  at: Date
  isConfirmed: boolean
  isChanged: boolean
}

/** One locked conversation with all that the facts at hand need, and what they make of it. */
export type Conversation = {
  readonly conversationId: ConversationId
  readonly clientId: ClientId
  window: ReplyWindow | undefined
  deliveredUntil: Date | undefined
  readUntil: Date | undefined
  isChanged: boolean
  /** The living ticket, or else the newest, or none. */
  ticket: TicketDraft | undefined
  readonly tickets: TicketDraft[]
  readonly outgoing: Map<string, OutgoingDraft>
  readonly known: ReadonlyMap<string, KnownMessage>
  readonly seen: Set<string>
  /** Named in a delivery, with the time of the news. */
  readonly deliveredNames: Map<string, Date>
  readonly arrived: ArrivedMessage[]
  readonly events: NewEvent[]
  newId<Id extends string>(): Id
}

/** A customer's message: the window opens anew, the ticket reopens or a new one is made, and an answer is awaited. */
export function receiveMessage(conversation: Conversation, fact: MessageFact, time: TrustedTime): void {
  if (isKnown(conversation, fact.externalId)) {
    return
  }
  if (time.told) {
    const window = windowAfter(conversation.window, time.told, fact.opens)
    conversation.isChanged ||= window !== conversation.window
    conversation.window = window
  }
  const effect = onCustomerMessage(conversation.ticket?.status)
  const ticket = effect.kind === 'append' && conversation.ticket ? conversation.ticket : openTicket(conversation, 'new', time.at)
  // Who answered in Facebook's own screens saw all that was written before. Who answered here saw what had arrived.
  const isAnswered = ticket.neighbours.some(({ author, at }) => author === 'elsewhere' && at > time.at)
  if (!isAnswered) {
    setStatus(ticket, effect.kind === 'append' ? effect.status : 'new')
    ticket.unansweredCount += 1
  }
  write(conversation, ticket, {
    ...fact,
    author: 'client',
    at: time.at,
    state: undefined,
    stateAt: undefined,
    detail: fact.more ? { ...fact.more } : undefined,
  })
}

/** Something the Page sent: our own message, which it settles, or one written elsewhere. */
export function receiveEcho(conversation: Conversation, fact: EchoFact, time: TrustedTime): void {
  const ours = conversation.outgoing.get(markedMessage(fact.metadata) ?? '') ?? findByName(conversation, fact.externalId)
  if (ours) {
    settle(conversation, ours, { externalId: fact.externalId, at: time.at })
    return
  }
  if (!isKnown(conversation, fact.externalId)) {
    receiveFromElsewhere(conversation, fact, time)
  }
}

function findByName(conversation: Conversation, externalId: string): OutgoingDraft | undefined {
  return [...conversation.outgoing.values()].find((message) => message.externalId === externalId)
}

function settle(conversation: Conversation, message: OutgoingDraft, { externalId, at }: { externalId: string; at: Date }): void {
  if (message.isConfirmed) {
    return
  }
  const state = advance(message.state, 'sent')
  Object.assign(message, { externalId, at, isConfirmed: true, isChanged: true })
  if (state !== message.state) {
    enter(conversation, message, { state, at })
  }
}

function receiveFromElsewhere(conversation: Conversation, fact: EchoFact, time: TrustedTime): void {
  const ticket = conversation.ticket ?? openTicket(conversation, 'pending', time.at)
  const newer = ticket.neighbours.filter(({ author, at }) => author === 'client' && at >= time.at).length
  const wasSolvedAfterwards = ticket.solvedAt !== undefined && ticket.solvedAt >= time.at
  ticket.unansweredCount = Math.min(ticket.unansweredCount, newer)
  if (!wasSolvedAfterwards && !isFinal(ticket.status)) {
    setStatus(ticket, newer === 0 ? onReply(ticket.status) : onWork(ticket.status))
  }
  const { appId, appName, more } = fact
  const detail = { ...more, ...(appId === undefined ? {} : { appId }), ...(appName === undefined ? {} : { appName }) }
  const id = write(conversation, ticket, { ...fact, author: 'elsewhere', at: time.at, state: 'sent', stateAt: time.at, detail })
  conversation.outgoing.set(id, {
    id,
    ticketId: ticket.id,
    isInserted: true,
    externalId: fact.externalId,
    state: 'sent',
    stateAt: time.at,
    at: time.at,
    isConfirmed: true,
    isChanged: false,
  })
}

function isKnown(conversation: Conversation, externalId: string): boolean {
  return conversation.known.has(externalId) || conversation.seen.has(externalId)
}

function openTicket(conversation: Conversation, status: TicketStatus, at: Date): TicketDraft {
  const ticket: TicketDraft = {
    id: conversation.newId<TicketId>(),
    isNew: true,
    createdAt: at,
    statusBefore: status,
    status,
    unansweredCount: 0,
    lastActivityAt: at,
    solvedAt: undefined,
    isChanged: false,
    neighbours: [],
  }
  conversation.ticket = ticket
  conversation.tickets.push(ticket)
  conversation.events.push({ type: 'ticket.created', ticketId: ticket.id, payload: {} })
  return ticket
}

function setStatus(ticket: TicketDraft, status: TicketStatus): void {
  ticket.status = status
  ticket.solvedAt = status === 'solved' ? ticket.solvedAt : undefined
}

function write(
  conversation: Conversation,
  ticket: TicketDraft,
  message: Omit<ArrivedMessage, 'id' | 'ticketId' | 'conversationId'>,
): MessageId {
  const id = conversation.newId<MessageId>()
  const { externalId, author, kind, text, at, state, stateAt, detail } = message
  conversation.arrived.push({
    id,
    ticketId: ticket.id,
    conversationId: conversation.conversationId,
    externalId,
    author,
    kind,
    text,
    at,
    state,
    stateAt,
    detail,
  })
  conversation.seen.add(externalId)
  conversation.events.push({ type: 'entry.added', ticketId: ticket.id, payload: { lineId: id } })
  ticket.neighbours.push({ author, at })
  ticket.isChanged = true
  if (at > ticket.lastActivityAt) {
    ticket.lastActivityAt = at
  }
  return id
}

/** Brings every message of ours to the state that the receipts known by now say, whichever came first. */
export function applyReceipts(
  conversation: Conversation,
  heard: { readonly deliveredAt: Date | undefined; readonly readAt: Date | undefined },
): void {
  const { deliveredUntil, readUntil, deliveredNames } = conversation
  for (const message of conversation.outgoing.values()) {
    const namedAt = message.externalId === null ? undefined : deliveredNames.get(message.externalId)
    const deliveredAt = isCovered(message, deliveredUntil) ? (heard.deliveredAt ?? deliveredUntil) : namedAt
    const readAt = isCovered(message, readUntil) ? (heard.readAt ?? readUntil) : undefined
    if (deliveredAt && advance(message.state, 'delivered') !== message.state) {
      enter(conversation, message, { state: 'delivered', at: deliveredAt })
    }
    if (readAt && advance(message.state, 'read') !== message.state) {
      enter(conversation, message, { state: 'read', at: readAt })
    }
  }
}

/**
 * Whether a watermark reaches a message that went out. Before its echo a message carries our own time, so the moment in
 * which its answer came must lie before the watermark, too: the echo settles the rest.
 */
function isCovered(message: OutgoingDraft, until: Date | undefined): boolean {
  const isOut = message.state === 'sent' || message.state === 'delivered'
  return until !== undefined && isOut && message.at <= until && (message.isConfirmed || message.stateAt <= until)
}

function enter(conversation: Conversation, message: OutgoingDraft, { state, at }: { state: MessageState; at: Date }): void {
  Object.assign(message, { state, stateAt: at, isChanged: true })
  const payload = { lineId: message.id, state, at: at.toISOString() }
  conversation.events.push({ type: 'reply.state-changed', ticketId: message.ticketId, payload })
}
