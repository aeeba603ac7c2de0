import type { ChannelKind } from '#domain/channels/channel.ts'
import type { ClientId, ConversationId, TicketId } from '#domain/ids.ts'
import { subjectKey, wholePostOf } from '#domain/conversations/subject.ts'
import { beginningOf, effectOf, placeUnderPost, SWITCHED_KINDS } from '#domain/tickets/routing.ts'
import { channelKind } from '#storage/channels.ts'
import { commentTicketsOf } from '#storage/comment-tickets.ts'
import { lockConversations, type ChannelScope, type LockedConversation } from '#storage/conversations/lock.ts'
import { lockPublic } from '#storage/conversations/public.ts'
import { insertConversations } from '#storage/conversations/save.ts'
import type { Tx } from '#storage/database.ts'
import { adoptEntries } from '#storage/entries/save.ts'
import { appendEvents, type NewEvent } from '#storage/events.ts'
import { kindsOff } from '#storage/ticket-switches.ts'
import { insertTickets } from '#storage/tickets/insert.ts'
import { lastTickets, standingOf, type LastTicket } from '#storage/tickets/last.ts'
import { followFirstInWholePosts } from '#storage/tickets/whole-post.ts'
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
  await giveTickets(tx, { ...scope, kind, now: desk.now() }, await standsOf(tx, desk, { scope, waiting }))
  return waiting
}

/** A conversation with the ticket that what waits in it belongs to, which may be new. */
type Stand = {
  readonly conversation: LockedConversation
  /** What the ticket is about: the conversation, or the whole post that it is a thread of. */
  readonly place: LockedConversation
  readonly clientId: ClientId
  readonly ticketId: TicketId
  readonly isNew: boolean
  readonly since: Date
}

type Looked = { readonly scope: ChannelScope; readonly waiting: readonly WaitingConversation[] }

async function standsOf(tx: Tx, desk: Desk, { scope, waiting }: Looked): Promise<Stand[]> {
  const conversations = await lockWaiting(tx, desk, { scope, waiting })
  const byKey = new Map(conversations.map((conversation) => [conversation.key, conversation]))
  const last = new Map<ConversationId, Pick<LastTicket, 'id' | 'status' | 'decidedAt'>>(
    (await lastTickets(tx, scope.workspaceId, standingOf(conversations))).map((ticket) => [ticket.conversationId, ticket]),
  )
  const isPerPost = (await commentTicketsOf(tx, scope)) === 'post'
  return waiting.flatMap((words): Stand[] => {
    const conversation = byKey.get(words.key)
    if (conversation?.clientId === undefined) {
      return []
    }
    const ticket = last.get(conversation.id)
    const effect = effectOf({ by: 'customer', at: words.lastAt }, { last: ticket && { ...ticket, at: ticket.decidedAt }, isOn: true })
    const post = isPerPost && effect === 'new-ticket' ? wholePostOf(words.key) : undefined
    const { place, isNew } = placeOf(conversation, { effect, whole: post && byKey.get(subjectKey(post)), last })
    if (isNew) {
      last.set(place.id, { id: desk.newId<TicketId>(), status: 'new', decidedAt: undefined })
    }
    const ticketId = last.get(place.id)?.id
    return ticketId === undefined ? [] : [{ conversation, place, clientId: conversation.clientId, ticketId, isNew, since: words.firstAt }]
  })
}

type Grounds = {
  readonly effect: ReturnType<typeof effectOf>
  /** Where the channel makes one ticket of each post. */
  readonly whole: LockedConversation | undefined
  readonly last: ReadonlyMap<ConversationId, Pick<LastTicket, 'status'>>
}

function placeOf(conversation: LockedConversation, { effect, whole, last }: Grounds): Pick<Stand, 'place' | 'isNew'> {
  const under = placeUnderPost(whole && last.get(whole.id))
  return whole === undefined || under === 'new-of-thread'
    ? { place: conversation, isNew: effect === 'new-ticket' }
    : { place: whole, isNew: under === 'new-of-post' }
}

/** With the whole posts of threads, where the channel makes one ticket of each. */
async function lockWaiting(tx: Tx, desk: Desk, { scope, waiting }: Looked): Promise<LockedConversation[]> {
  const posts = (await commentTicketsOf(tx, scope)) === 'post' ? waiting.flatMap(({ key }) => wholePostOf(key) ?? []) : []
  const subjects = [...new Map(posts.map((post) => [subjectKey(post), post])).values()]
  const conversations = subjects.map((subject) => ({ id: desk.newId<ConversationId>(), subject, somebody: undefined }))
  await insertConversations(tx, scope, { at: desk.now(), conversations })
  return await lockConversations(
    tx,
    scope,
    waiting.map(({ key }) => key),
  )
}

async function giveTickets(
  tx: Tx,
  scope: ChannelScope & { readonly kind: ChannelKind; readonly now: Date },
  stands: readonly Stand[],
): Promise<void> {
  const { workspaceId, kind, now } = scope
  const fresh = stands.filter(({ isNew }) => isNew)
  await insertTickets(
    tx,
    scope,
    fresh.map(({ place: { id: conversationId, subject }, ticketId: id, clientId, since: createdAt }) => ({
      ...beginningOf(kind, subject.kind),
      id,
      conversationId,
      clientId,
      status: 'new',
      decidedAt: undefined,
      createdAt,
    })),
  )
  const conversations = stands.map(({ conversation }) => conversation.id)
  await adoptEntries(
    tx,
    workspaceId,
    stands.map(({ conversation, ticketId }) => ({ ticketId, conversationId: conversation.id })),
  )
  await followFirstInWholePosts(
    tx,
    scope,
    stands.map(({ ticketId }) => ticketId),
  )
  const tickets = [...new Set(stands.map(({ ticketId }) => ticketId))]
  const moves = await followSaid(tx, workspaceId, { tickets, conversations, now })
  const created = new Set(fresh.map(({ ticketId }) => ticketId))
  await appendEvents(tx, workspaceId, [
    ...threadEvents(conversations),
    ...tickets.map((ticketId): NewEvent => {
      const isCreated = created.has(ticketId)
      return isCreated
        ? { type: 'ticket.created', ticketId, payload: {} }
        : { type: 'ticket.changed', ticketId, payload: { hasMoreLines: true } }
    }),
    ...movedEvents(moves.filter(({ id }) => !created.has(id))),
  ])
}
