import type { ClientId, ConversationId, TicketId, WorkspaceId } from '#domain/ids.ts'
import { markedMessage } from '#domain/messages/own-mark.ts'
import type { Tx } from '#storage/database.ts'
import {
  laterNeighbours,
  lockKnownMessages,
  lockLivingTickets,
  lockUnderWay,
  newestTickets,
  type ArrivalTicket,
  type KnownMessage,
} from '#storage/arrivals.ts'
import { earlyDeliveries } from '#storage/raw-facts.ts'
import { insertConversations, lockConversations, type ChannelScope, type LockedConversation } from '#storage/conversations.ts'
import type { Desk } from '../desk.ts'
import { isMessageOrEcho, type ChannelNews, type Dated, type PersonFact } from './channel-news.ts'
import type { Conversation, OutgoingDraft, TicketDraft } from './conversation.ts'

type News = Pick<ChannelNews, 'scope' | 'facts' | 'raw'>

/** Locks the conversations that the facts are about, making those of first contact, and loads what decides. By person. */
export async function loadConversations(tx: Tx, desk: Desk, { scope, facts, raw }: News): Promise<Map<string, Conversation>> {
  const named = new Set(facts.map(({ fact }) => fact.personId))
  const mentioned = new Set(raw.flatMap(({ fact }) => fact.personId ?? []))
  const threads = named.size + mentioned.size > 0 ? await lockOrMakeConversations(tx, desk, { scope, named, mentioned }) : []
  const earliest = earliestByPerson(facts)
  const tickets = await loadTickets(tx, scope.workspaceId, { threads, facts })
  const known = await loadKnown(tx, scope, facts)
  const underWay = await loadUnderWay(tx, scope.workspaceId, { threads, facts })
  const persons = new Map(threads.map(({ id, externalId }) => [id, externalId]))
  const late = tickets.flatMap(({ id, conversationId, lastActivityAt }) =>
    lateSince(id, { since: earliest.get(persons.get(conversationId) ?? ''), lastActivityAt }),
  )
  const neighbours = late.length > 0 ? await laterNeighbours(tx, scope.workspaceId, late) : []
  const early = await loadEarly(tx, scope.workspaceId, { threads, facts })
  const ticketsByConversation = Map.groupBy(tickets, ({ conversationId }) => conversationId)
  const outgoingByConversation = Map.groupBy(
    [...underWay, ...known].filter(({ state }) => state !== null),
    ({ conversationId }) => conversationId,
  )
  const neighboursByTicket = Map.groupBy(neighbours, ({ ticketId }) => ticketId)
  const knownByName = new Map(known.flatMap((message) => (message.externalId === null ? [] : [[message.externalId, message]])))
  return new Map(
    threads.map((thread) => {
      const ticket = ticketsByConversation.get(thread.id)?.[0]
      const outgoing = outgoingByConversation.get(thread.id) ?? []
      const conversation = conversationOf(desk, { thread, known: knownByName, outgoing, early })
      if (ticket) {
        conversation.ticket = draftOf(ticket)
        conversation.ticket.neighbours.push(...(neighboursByTicket.get(ticket.id) ?? []))
        conversation.tickets.push(conversation.ticket)
      }
      return [thread.externalId, conversation]
    }),
  )
}

type Wanted = { readonly scope: ChannelScope; readonly named: ReadonlySet<string>; readonly mentioned: ReadonlySet<string> }

/** A person who is only mentioned in what is not understood does not become a client by it. */
async function lockOrMakeConversations(tx: Tx, desk: Desk, { scope, named, mentioned }: Wanted): Promise<LockedConversation[]> {
  const all = [...new Set([...named, ...mentioned])].toSorted()
  const there = await lockConversations(tx, scope, all)
  const found = new Set(there.map(({ externalId }) => externalId))
  const missing = [...named].filter((personId) => !found.has(personId))
  if (missing.length === 0) {
    return there
  }
  const threads = missing.map((externalId) => ({ id: desk.newId<ConversationId>(), clientId: desk.newId<ClientId>(), externalId }))
  await insertConversations(tx, scope, { at: desk.now(), conversations: threads })
  return [...there, ...(await lockConversations(tx, scope, missing.toSorted()))]
}

function earliestByPerson(facts: readonly Dated<PersonFact>[]): Map<string, Date> {
  const earliest = new Map<string, Date>()
  for (const { fact, time } of facts) {
    const before = earliest.get(fact.personId)
    if (isMessageOrEcho(fact) && (before === undefined || time.at < before)) {
      earliest.set(fact.personId, time.at)
    }
  }
  return earliest
}

type Loaded = { readonly threads: readonly LockedConversation[]; readonly facts: readonly Dated<PersonFact>[] }

/** Living tickets; for an echo after the end of a ticket, the newest one. */
async function loadTickets(tx: Tx, workspaceId: WorkspaceId, { threads, facts }: Loaded): Promise<ArrivalTicket[]> {
  if (threads.length === 0) {
    return []
  }
  const living = await lockLivingTickets(
    tx,
    workspaceId,
    threads.map(({ id }) => id),
  )
  const lives = new Set(living.map(({ conversationId }) => conversationId))
  const echoed = new Set(facts.flatMap(({ fact }) => (fact.type === 'echo' ? [fact.personId] : [])))
  const others = threads.filter(({ id, externalId }) => !lives.has(id) && echoed.has(externalId))
  return others.length > 0 ? [...living, ...(await newestTickets(tx, workspaceId, others))] : living
}

async function loadKnown(tx: Tx, scope: ChannelScope, facts: readonly Dated<PersonFact>[]): Promise<KnownMessage[]> {
  const externalIds = facts.flatMap(({ fact }) => {
    if (fact.type === 'delivery') {
      return fact.externalIds
    }
    return fact.type === 'read' ? [] : [fact.externalId]
  })
  const ids = facts.flatMap(({ fact }) => (fact.type === 'echo' ? (markedMessage(fact.metadata) ?? []) : []))
  return externalIds.length > 0 ? await lockKnownMessages(tx, scope, { externalIds, ids }) : []
}

async function loadUnderWay(tx: Tx, workspaceId: WorkspaceId, { threads, facts }: Loaded): Promise<KnownMessage[]> {
  const persons = new Set(facts.flatMap(({ fact }) => (isMessageOrEcho(fact) ? [] : [fact.personId])))
  const concerned = threads.filter(({ externalId }) => persons.has(externalId))
  return concerned.length > 0
    ? await lockUnderWay(
        tx,
        workspaceId,
        concerned.map(({ id }) => id),
      )
    : []
}

async function loadEarly(tx: Tx, workspaceId: WorkspaceId, { threads, facts }: Loaded): Promise<Map<string, Date>> {
  const persons = new Set(facts.flatMap(({ fact }) => (fact.type === 'echo' ? [fact.personId] : [])))
  const concerned = threads.filter(({ externalId }) => persons.has(externalId))
  return concerned.length > 0
    ? await earlyDeliveries(
        tx,
        workspaceId,
        concerned.map(({ id }) => id),
      )
    : new Map<string, Date>()
}

function lateSince(
  id: TicketId,
  { since, lastActivityAt }: { since: Date | undefined; lastActivityAt: Date },
): { id: TicketId; since: Date }[] {
  return since && since <= lastActivityAt ? [{ id, since }] : []
}

type Parts = {
  readonly thread: LockedConversation
  readonly known: ReadonlyMap<string, KnownMessage>
  readonly outgoing: readonly KnownMessage[]
  readonly early: ReadonlyMap<string, Date>
}

function conversationOf(desk: Desk, { thread, known, outgoing, early }: Parts): Conversation {
  return {
    conversationId: thread.id,
    clientId: thread.clientId,
    window: thread.window,
    deliveredUntil: thread.deliveredUntil,
    readUntil: thread.readUntil,
    isChanged: false,
    ticket: undefined,
    tickets: [],
    outgoing: new Map(outgoing.map((message) => [message.id, outgoingDraftOf(message)])),
    known,
    seen: new Set(),
    deliveredNames: new Map(early),
    arrived: [],
    events: [],
    newId: <Id extends string>() => desk.newId<Id>(),
  }
}

function draftOf(ticket: ArrivalTicket): TicketDraft {
  return { ...ticket, isNew: false, createdAt: ticket.lastActivityAt, statusBefore: ticket.status, isChanged: false, neighbours: [] }
}

function outgoingDraftOf(message: KnownMessage): OutgoingDraft {
  const { id, ticketId, externalId, occurredAt, isConfirmed } = message
  const state = message.state ?? 'sent'
  const stateAt = message.stateAt ?? occurredAt
  return { id, ticketId, externalId, isConfirmed, isInserted: false, isChanged: false, at: occurredAt, state, stateAt }
}
