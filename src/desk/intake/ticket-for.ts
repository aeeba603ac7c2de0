import { subjectKey, unnamedAuthor } from '#domain/conversations/subject.ts'
import type { EntryAuthor } from '#domain/entries/entry.ts'
import type { EntryFact } from '#domain/facts/fact.ts'
import type { ClientId, TicketId } from '#domain/ids.ts'
import { beginningOf, effectOf, opensTickets, placeUnderPost, type Said } from '#domain/tickets/routing.ts'
import type { Desk } from '../desk.ts'
import type { Room, Talk } from './room.ts'

type Added = EntryFact & { readonly act: 'added' }

type Wanted = Said & { readonly fact: Added; readonly talk: Talk; readonly isHistory: boolean }

/**
 * The ticket of what was said at that time, which may be a new one. What the Page wrote to somebody who never wrote is nobody's work: it waits without
 * one until they do. What is history begins a ticket that is solved, unless something still waits in the same conversation.
 */
export function ticketFor(desk: Pick<Desk, 'newId'>, room: Room, { fact, talk, by, at, isHistory }: Wanted): TicketId | undefined {
  const effect = effectIn(room, talk, { by, at })
  const clientId = clientIn(room, talk, fact)
  if (effect !== 'new-ticket' || clientId === undefined) {
    if (!isHistory && by === 'customer') {
      wakeBegun(room, talk)
    }
    return effect === 'joins' ? talk.last?.id : undefined
  }
  const place = placeOfTicket(room, talk)
  if (place !== talk && place.last && placeUnderPost(place.last) === 'joins') {
    talk.last = place.last
  } else {
    const { id: conversationId, subject } = place.before
    const beginning = beginningOf(room.scope.kind, subject.kind)
    const id = desk.newId<TicketId>()
    const status = isHistory ? 'solved' : 'new'
    room.newTickets.push({ ...beginning, id, conversationId, clientId, status, decidedAt: undefined, createdAt: at, isHistory })
    place.last = { id, status, at: undefined }
    talk.last = place.last
  }
  room.adopted.push({ ticketId: talk.last.id, conversationId: talk.before.id })
  return talk.last.id
}

/** A ticket that history began just now is one like any other as soon as somebody waits in it. */
function wakeBegun({ newTickets }: Room, talk: Talk): void {
  const place = newTickets.findIndex(({ id, isHistory }) => isHistory && id === talk.last?.id)
  const begun = newTickets[place]
  if (begun && talk.last) {
    newTickets[place] = { ...begun, status: 'new', isHistory: false }
    talk.last = { ...talk.last, status: 'new' }
  }
}

/** In which conversation a new ticket is: in itself, or where the channel makes one of a whole post in that. */
function placeOfTicket(room: Room, talk: Talk): Talk {
  const { subject } = talk.before
  if (room.commentTickets === 'thread' || subject.kind !== 'comments') {
    return talk
  }
  const post = room.talks.get(subjectKey({ kind: 'whole-post', postId: subject.postId }))
  return post && placeUnderPost(post.last) !== 'new-of-thread' ? post : talk
}

/** Whom a new ticket is of: whose conversation it is, or of what everybody reads whoever wrote this; the first of them is followed later. */
function clientIn(room: Room, { before }: Talk, fact: Added): ClientId | undefined {
  const { author } = fact
  const name = author.kind === 'client' ? (author.who?.externalId ?? unnamedAuthor(fact)) : undefined
  return before.clientId ?? (name === undefined ? undefined : room.authors.get(name))
}

/** What waited for a ticket in these conversations stands in the one that came. */
export function joinTickets(room: Room): void {
  const talks = new Map([...room.talks.values()].map((talk) => [talk.before.id, talk]))
  for (const draft of room.entries.values()) {
    const { author, writtenAt } = draft.now.entry
    const talk = talks.get(draft.now.conversationId)
    const isWaiting = author !== undefined && writtenAt !== undefined && draft.now.ticketId === undefined
    if (talk?.last && isWaiting && effectIn(room, talk, saidBy(author, writtenAt)) === 'joins') {
      draft.now = { ...draft.now, ticketId: talk.last.id }
    }
  }
}

function effectIn(room: Room, { before, last }: Talk, said: Said) {
  return effectOf(said, { last, isOn: opensTickets(before.subject.kind, room.off) })
}

function saidBy(author: EntryAuthor | undefined, at: Date): Said {
  return { by: author?.kind === 'client' ? 'customer' : 'us', at }
}
