import type { ChannelKind } from '#domain/channels/channel.ts'
import type { ClientId, ConversationId, TicketId } from '#domain/ids.ts'
import { beginningOf, effectOf, SWITCHED_KINDS } from '#domain/tickets/routing.ts'
import { channelKind } from '#storage/channels.ts'
import { lockConversations, type ChannelScope, type LockedConversation } from '#storage/conversations/lock.ts'
import { lockPublic } from '#storage/conversations/public.ts'
import type { Tx } from '#storage/database.ts'
import { adoptEntries } from '#storage/entries/save.ts'
import { appendEvents, type NewEvent } from '#storage/events.ts'
import { kindsOff } from '#storage/ticket-switches.ts'
import { insertTickets } from '#storage/tickets/insert.ts'
import { lastTickets } from '#storage/tickets/last.ts'
import { waitingConversations, type WaitingConversation } from '#storage/tickets/waiting.ts'
import type { Desk } from '../desk.ts'
import { threadEvents } from '../posts/follow-threads.ts'
import { transact } from '../transact.ts'
import { followSaid, movedEvents } from './follow-said.ts'

/** So many in one transaction: the intake of the channel waits for each. */
const AT_ONCE = 100

/**
 * Gives a ticket to each conversation of a channel in which a customer wrote without one and was not answered, of the kinds that are switched on. It stands
 * then as if it had been on all the time. Told twice, or begun anew, it finds what is left.
 */
export async function openWaiting(desk: Desk, scope: ChannelScope): Promise<void> {
  let after: ConversationId | undefined
  for (;;) {
    const seen = await transact(desk, (tx) => openSome(tx, desk, { scope, after }))
    after = seen.at(-1)?.id
    if (seen.length < AT_ONCE) {
      return
    }
  }
}

type Batch = { readonly scope: ChannelScope; readonly after: ConversationId | undefined }

async function openSome(tx: Tx, desk: Desk, { scope, after }: Batch): Promise<readonly WaitingConversation[]> {
  await lockPublic(tx, scope)
  const [off, kind] = [await kindsOff(tx, scope), await channelKind(tx, scope)]
  if (kind === undefined) {
    return []
  }
  const kinds = SWITCHED_KINDS.filter((each) => !off.has(each))
  const waiting = await waitingConversations(tx, scope, { kinds, after, limit: AT_ONCE })
  await giveTickets(tx, { ...scope, kind }, await standsOf(tx, desk, { scope, waiting }))
  return waiting
}

/** A conversation with the ticket that what waits in it belongs to, which may be new. */
type Stand = {
  readonly conversation: LockedConversation
  readonly clientId: ClientId
  readonly ticketId: TicketId
  readonly isNew: boolean
  readonly since: Date
}

type Looked = { readonly scope: ChannelScope; readonly waiting: readonly WaitingConversation[] }

async function standsOf(tx: Tx, desk: Desk, { scope, waiting }: Looked): Promise<Stand[]> {
  const conversations = await lockConversations(
    tx,
    scope,
    waiting.map(({ key }) => key),
  )
  const ids = conversations.map(({ id }) => id)
  const last = new Map((await lastTickets(tx, scope.workspaceId, ids)).map((ticket) => [ticket.conversationId, ticket]))
  const said = new Map(waiting.map((each) => [each.id, each]))
  return conversations.flatMap((conversation): Stand[] => {
    const [ticket, words, { clientId }] = [last.get(conversation.id), said.get(conversation.id), conversation]
    if (!words || clientId === undefined) {
      return []
    }
    const effect = effectOf({ by: 'customer', at: words.lastAt }, { last: ticket && { ...ticket, at: ticket.decidedAt }, isOn: true })
    const isNew = effect === 'new-ticket'
    const ticketId = isNew ? desk.newId<TicketId>() : ticket?.id
    return ticketId === undefined ? [] : [{ conversation, clientId, ticketId, isNew, since: words.firstAt }]
  })
}

async function giveTickets(tx: Tx, scope: ChannelScope & { readonly kind: ChannelKind }, stands: readonly Stand[]): Promise<void> {
  const { workspaceId, kind } = scope
  const fresh = stands.filter(({ isNew }) => isNew)
  await insertTickets(
    tx,
    scope,
    fresh.map(({ conversation: { id: conversationId, subject }, ticketId: id, clientId, since: createdAt }) => ({
      ...beginningOf(kind, subject.kind),
      id,
      conversationId,
      clientId,
      status: 'new',
      decidedAt: undefined,
      createdAt,
    })),
  )
  await adoptEntries(
    tx,
    workspaceId,
    stands.map(({ conversation, ticketId }) => ({ ticketId, conversationId: conversation.id })),
  )
  const moves = await followSaid(
    tx,
    workspaceId,
    stands.map(({ ticketId }) => ticketId),
  )
  const created = new Set(fresh.map(({ ticketId }) => ticketId))
  await appendEvents(tx, workspaceId, [
    ...threadEvents(stands.map(({ conversation }) => conversation.id)),
    ...stands.map(({ ticketId }): NewEvent => {
      const isCreated = created.has(ticketId)
      return isCreated
        ? { type: 'ticket.created', ticketId, payload: {} }
        : { type: 'ticket.changed', ticketId, payload: { hasMoreLines: true } }
    }),
    ...movedEvents(moves.filter(({ id }) => !created.has(id))),
  ])
}
