import { setImmediate } from 'node:timers/promises'
import { followedAd, markedUntil, notAhead } from '#domain/conversations/marks.ts'
import { ownerAfter } from '#domain/conversations/owner.ts'
import { subjectKey, unnamedAuthor } from '#domain/conversations/subject.ts'
import { unheard, type Entry } from '#domain/entries/entry.ts'
import { join } from '#domain/entries/join.ts'
import type { Content } from '#domain/entries/content.ts'
import { isSaidAs, type SaidAs } from '#domain/entries/same-words.ts'
import { merge } from '#domain/entries/merge.ts'
import type { About, EntryFact, Fact, NotedFact, ReceiptFact, Thing } from '#domain/facts/fact.ts'
import { nameOf } from '#domain/facts/names.ts'
import type { TrustedTime } from '#domain/facts/time.ts'
import type { ClientId, MessageId, TicketId } from '#domain/ids.ts'
import { markedMessage } from '#domain/acts/own-mark.ts'
import { isSaidMeanwhile } from '#domain/acts/said-meanwhile.ts'
import { advance } from '#domain/acts/state.ts'
import { windowAfter, windowByAd, type WindowReason } from '#domain/messaging-policy/reply-window.ts'
import { beginningOf, effectOf, opensTickets, placeUnderPost, type Said } from '#domain/tickets/routing.ts'
import type { Carrying } from '#storage/acts.ts'
import type { KeptEntry } from '#storage/entries/kept-entry.ts'
import type { Desk } from '../desk.ts'
import { privateReplyIn } from './hear-private-replies.ts'
import { keptNoteOf } from './note.ts'
import { pieceOf } from './piece.ts'
import { nameOfEntry, type DatedFact, type EntryDraft, type Room, type Talk } from './room.ts'

/** One delivery may hold first messages of thousands: whoever else wants this process is let in between. */
const FACTS_AT_A_STRETCH = 500

/** Lets the rules decide what each fact does, in order of time; of one moment in order of what they say. */
export async function applyFacts(desk: Pick<Desk, 'newId'>, room: Room, facts: readonly DatedFact[]): Promise<void> {
  const ordered = facts.toSorted((a, b) => a.time.at.getTime() - b.time.at.getTime() || (orderOf(a.fact) < orderOf(b.fact) ? -1 : 1))
  for (const [index, dated] of ordered.entries()) {
    applyFact(desk, room, dated)
    if ((index + 1) % FACTS_AT_A_STRETCH === 0) {
      await setImmediate()
    }
  }
  joinTickets(room)
}

function orderOf(fact: Fact): string {
  return 'externalId' in fact ? fact.externalId : ''
}

function applyFact(desk: Pick<Desk, 'newId'>, room: Room, { fact, time }: DatedFact): void {
  switch (fact.act) {
    case 'told-channel':
      // That it was told is the whole news, and the channel notes that for each batch.
      return
    case 'not-understood':
      return keepPiece(desk, room, { fact, time, label: fact.label, about: fact.about })
    case 'noted':
      return hearNote(desk, room, { fact, time })
    case 'delivered':
    case 'read':
      return hear(desk, room, { fact, time, apply: (talk) => hearReceipt(desk, room, { fact, time, talk }) })
    default:
      return hear(desk, room, { fact, time, apply: (talk) => hearOfEntry(desk, room, { fact, time, talk }) })
  }
}

type Kept = DatedFact & { readonly label: string; readonly about?: string | undefined; readonly reason?: Refusal }

/** Why something that was understood is kept as if it was not. */
type Refusal = 'its name belongs to another conversation' | 'nobody is told whose conversation it is'

function keepPiece(desk: Pick<Desk, 'newId'>, room: Room, { fact, time, label, about, reason }: Kept): void {
  room.pieces.push(pieceOf(fact, { id: desk.newId(), label, about, reason, at: time.at }))
}

/** A note that no conversation is told for is the channel's. It makes no ticket: nobody said anything. */
function hearNote(
  desk: Pick<Desk, 'newId'>,
  room: Room,
  { fact, time }: { readonly fact: About & NotedFact; readonly time: TrustedTime },
): void {
  const talk = fact.subject && room.talks.get(subjectKey(fact.subject))
  room.notes.push(keptNoteOf(fact, { id: desk.newId(), conversationId: talk?.before.id, at: time.at }))
  if (talk) {
    hearAbout(talk, fact, time)
    openBy(talk, { reason: fact.opens, time, isAd: fact.note.what === 'referral' && isAd(fact.note) })
  }
}

/** Facebook names ads by this source (Messenger Platform docs, referral, 2026-06). */
function isAd({ source }: { readonly source?: string | undefined }): boolean {
  return source?.toUpperCase() === 'ADS'
}

function hearAbout(talk: Talk, { answering }: Fact, { told }: TrustedTime): void {
  if (answering && told) {
    talk.owner = ownerAfter(talk.owner, { ...answering, at: told })
  }
}

type Opening = { readonly reason: WindowReason | undefined; readonly time: TrustedTime; readonly isAd: boolean }

/** A window is never guessed: it opens when the channel told that the customer acted. */
function openBy(talk: Talk, { reason, time: { told }, isAd: isByAd }: Opening): void {
  if (!told) {
    return
  }
  talk.marks = isByAd ? followedAd(talk.marks, told) : talk.marks
  talk.window = windowByAd(reason ? windowAfter(talk.window, told, reason) : talk.window, talk.marks.adsFollowed)
}

type Heard = { readonly fact: About & (EntryFact | ReceiptFact); readonly time: TrustedTime; apply(talk: Talk): Refusal | undefined }

/** What cannot be applied is kept with the reason, and its neighbours are applied. */
function hear(desk: Pick<Desk, 'newId'>, room: Room, { fact, time, apply }: Heard): void {
  const talk = room.talks.get(subjectKey(fact.subject))
  const reason = talk ? apply(talk) : 'nobody is told whose conversation it is'
  if (talk && !reason) {
    hearAbout(talk, fact, time)
  }
  if (reason) {
    keepPiece(desk, room, { fact, time, label: 'thing' in fact ? fact.thing : nameOf(fact), reason })
  }
}

type OfTalk<F> = { readonly fact: F; readonly time: TrustedTime; readonly talk: Talk }

function hearReceipt(desk: Pick<Desk, 'newId'>, room: Room, { fact, time, talk }: OfTalk<ReceiptFact>): Refusal | undefined {
  talk.marks = markedUntil(talk.marks, fact.act === 'read' ? 'readUntil' : 'deliveredUntil', notAhead(fact.upTo, time.at))
  for (const externalId of fact.externalIds) {
    const draft = draftOf(desk, room, { thing: 'message', externalId, talk })
    if (draft === 'elsewhere') {
      return 'its name belongs to another conversation'
    }
    draft.now = { ...draft.now, entry: merge(draft.now.entry, { act: 'delivered', at: time.at }) }
  }
  return undefined
}

function hearOfEntry(desk: Pick<Desk, 'newId'>, room: Room, { fact, time, talk }: OfTalk<EntryFact>): Refusal | undefined {
  const named = { thing: fact.thing, externalId: fact.externalId, talk }
  const draft = ownDraftOf(room, { fact, time, talk }) ?? draftOf(desk, room, named)
  if (draft === 'elsewhere') {
    return 'its name belongs to another conversation'
  }
  if (fact.act === 'added' && draft.now.conversationId !== talk.before.id && draft.now.entry.author === undefined) {
    // Only news of it came, which did not tell where it stands.
    room.left.add(draft.now.conversationId)
    draft.now = { ...draft.now, conversationId: talk.before.id }
  }
  draft.now = { ...draft.now, entry: byUs(room, fact, merge(draft.now.entry, { ...fact, at: time.at })) }
  if (fact.act === 'added') {
    hearAdded(desk, room, { fact, time, talk, draft })
  } else if (fact.act === 'reacted') {
    openBy(talk, { reason: fact.opens, time, isAd: false })
  }
  return undefined
}

/** The echo of a private reply names our act: a colleague wrote it, and nobody elsewhere. */
function byUs({ privateReplies }: Room, fact: EntryFact, entry: Entry): Entry {
  const by = privateReplies.get(privateReplyIn(fact)?.actId ?? '')?.by
  return by !== undefined && entry.author?.kind === 'elsewhere' ? { ...entry, author: { kind: 'member', userId: by } } : entry
}

type Named = { readonly thing: Thing; readonly externalId: string; readonly talk: Talk }

/** The entry of this name, or one that waits for what is to be told of it; the name may be another conversation's. */
function draftOf(desk: Pick<Desk, 'newId'>, room: Room, { thing, externalId, talk }: Named): EntryDraft | 'elsewhere' {
  const name = nameOfEntry(thing, externalId)
  const found = room.entries.get(name)
  if (found) {
    return isOneName(thing) || found.now.conversationId === talk.before.id ? found : 'elsewhere'
  }
  const entry = unheard(thing, externalId)
  const now = { id: desk.newId<MessageId>(), conversationId: talk.before.id, ticketId: undefined, entry, carrying: undefined }
  const draft: EntryDraft = { before: undefined, now }
  room.entries.set(name, draft)
  return draft
}

/** What everybody reads has one name in the whole channel; a message's is told beside its person. */
function isOneName(thing: Thing): boolean {
  return thing !== 'message'
}

/**
 * What we sent, where an echo brings back the mark that it carried out. It may be the first to tell the channel's name for
 * it: what was told under that name is told of ours.
 */
function ownDraftOf(room: Room, told: OfTalk<EntryFact>): EntryDraft | undefined {
  const { fact, talk } = told
  const isOfThePage = fact.act === 'added' && fact.author.kind === 'page'
  const ours = isOfThePage ? (room.own.get(markedMessage(fact.author.mark) ?? '') ?? doubtfulOf(room, told)) : undefined
  if (ours?.now.conversationId !== talk.before.id) {
    return undefined
  }
  const name = nameOfEntry(fact.thing, fact.externalId)
  const other = room.entries.get(name)
  if (other === ours || ours.now.entry.echoedAt !== undefined) {
    return ours
  }
  if (other) {
    room.joined.set(other, ours)
  }
  ours.now = { ...ours.now, entry: join(ours.now.entry, other?.now.entry ?? unheard(fact.thing, fact.externalId)) }
  room.entries.set(name, ours)
  return ours
}

/**
 * What everybody reads comes back without a mark. Where we asked for the same words there at that time and never heard an answer, it is the answer; of
 * several the first.
 */
function doubtfulOf(room: Room, { fact: { thing, externalId, ...fact }, time, talk }: OfTalk<EntryFact>): EntryDraft | undefined {
  if (thing !== 'comment' || fact.act !== 'added' || room.entries.get(nameOfEntry(thing, externalId))?.now.entry.author !== undefined) {
    return undefined
  }
  const told = saidAs(fact.content)
  return [...room.own.values()]
    .filter(
      ({ now }) =>
        now.conversationId === talk.before.id &&
        now.entry.externalId === undefined &&
        now.entry.content !== undefined &&
        isAskedThen(now, time.at) &&
        isSaidAs(saidAs(now.entry.content.value), told),
    )
    .toSorted((one, other) => (one.now.id < other.now.id ? -1 : 1))[0]
}

function isAskedThen({ carrying, entry: { writtenAt } }: KeptEntry, at: Date): boolean {
  return carrying !== undefined && writtenAt !== undefined && isSaidMeanwhile(at, { ...carrying, askedAt: writtenAt })
}

function saidAs({ text, mentions, parts }: Content): SaidAs {
  return { text, mentions, hasFile: parts.some(({ kind }) => kind === 'file') }
}

type Added = OfTalk<EntryFact & { readonly act: 'added' }> & { readonly draft: EntryDraft }

function hearAdded(desk: Pick<Desk, 'newId'>, room: Room, { fact, time, talk, draft }: Added): void {
  const { entry, carrying } = draft.now
  const at = entry.writtenAt ?? time.at
  switch (entry.author?.kind) {
    case 'client':
      openBy(talk, { reason: fact.opens, time, isAd: fact.content.parts.some((part) => part.kind === 'referral' && isAd(part)) })
      break
    case 'elsewhere':
      talk.marks = markedUntil(talk.marks, 'answeredUntil', at)
      break
    case 'member':
      draft.now = { ...draft.now, carrying: carriedBy(carrying, time.at) }
      break
    case undefined:
      break
  }
  if (draft.now.ticketId === undefined) {
    const said = saidBy(entry.author, at)
    draft.now = { ...draft.now, ticketId: ticketFor(desk, room, { said, talk, clientId: clientIn(room, talk, fact) }) }
  }
}

/** Its echo came: it was sent, whatever became of the answer. */
function carriedBy(carrying: Carrying | undefined, at: Date): Carrying | undefined {
  const state = carrying && advance(carrying.state, 'sent')
  return state === undefined || state === carrying?.state ? carrying : { state, stateAt: at }
}

/** What the Page wrote to somebody who never wrote is nobody's work: it waits without a ticket until they do. */
function ticketFor(
  desk: Pick<Desk, 'newId'>,
  room: Room,
  { said, talk, clientId }: { readonly said: Said; readonly talk: Talk; readonly clientId: ClientId | undefined },
): TicketId | undefined {
  const effect = effectIn(room, talk, said)
  if (effect !== 'new-ticket' || clientId === undefined) {
    return effect === 'joins' ? talk.last?.id : undefined
  }
  const place = placeOfTicket(room, talk)
  if (place !== talk && place.last && placeUnderPost(place.last) === 'joins') {
    talk.last = place.last
  } else {
    const { id: conversationId, subject } = place.before
    const beginning = beginningOf(room.scope.kind, subject.kind)
    const id = desk.newId<TicketId>()
    room.newTickets.push({ ...beginning, id, conversationId, clientId, status: 'new', decidedAt: undefined, createdAt: said.at })
    place.last = { id, status: 'new', at: undefined }
    talk.last = place.last
  }
  room.adopted.push({ ticketId: talk.last.id, conversationId: talk.before.id })
  return talk.last.id
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
function clientIn(room: Room, { before }: Talk, fact: EntryFact & { readonly act: 'added' }): ClientId | undefined {
  const { author } = fact
  const name = author.kind === 'client' ? (author.who?.externalId ?? unnamedAuthor(fact)) : undefined
  return before.clientId ?? (name === undefined ? undefined : room.authors.get(name))
}

function effectIn(room: Room, { before, last }: Talk, said: Said) {
  return effectOf(said, { last, isOn: opensTickets(before.subject.kind, room.off) })
}

function saidBy(author: EntryDraft['now']['entry']['author'], at: Date): Said {
  return { by: author?.kind === 'client' ? 'customer' : 'us', at }
}

/** What waited for a ticket in these conversations stands in the one that came. */
function joinTickets(room: Room): void {
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
