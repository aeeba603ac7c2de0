import type { Marks, ToldReceipts } from '#domain/conversations/marks.ts'
import { REACH } from '#domain/conversations/subject.ts'
import { shownStateOf } from '#domain/entries/shown-state.ts'
import type { ChannelId, ConversationId, TicketId } from '#domain/ids.ts'
import { answeredPrivatelyTo } from '#storage/private-replies.ts'
import type { Tx } from '#storage/database.ts'
import type { KeptEntry } from '#storage/entries/kept-entry.ts'
import type { RemovedEntry } from '#storage/entries/remove-below.ts'
import type { NewEvent } from '#storage/events.ts'
import type { NewNote } from '#storage/notes.ts'
import type { NewPiece } from '#storage/not-understood.ts'
import { threadEvents } from '../posts/follow-threads.ts'
import { movedEvents, type Move } from '../tickets/follow-said.ts'
import type { EntryDraft, Room, Talk } from './room.ts'

/** What was written, as far as screens show it. */
type Saved = {
  /** Those that are new or not as they were. */
  readonly drafts: readonly EntryDraft[]
  /** What is gone with the head of its thread. */
  readonly below: readonly RemovedEntry[]
  readonly notes: readonly NewNote[]
  readonly pieces: readonly NewPiece[]
  readonly moves: readonly Move[]
  /** Tickets of which something changed that is no line. */
  readonly touched: readonly TicketId[]
}

/** What screens are to hear of what was written: each row and each line that is not as it was. */
export async function newsOf(tx: Tx, room: Room, saved: Saved): Promise<readonly NewEvent[]> {
  const { scope, folded } = room
  const { drafts, below, notes, pieces, moves } = saved
  const talks = new Map([...room.talks.values()].map((talk) => [talk.before.id, talk]))
  const events: NewEvent[] = [
    ...[...folded.removed].map(([ticketId, into]): NewEvent => ({ type: 'ticket.removed', ticketId, payload: into ? { into } : {} })),
    ...room.renamed.map((clientId): NewEvent => ({ type: 'client.changed', payload: { clientId } })),
    // Before the lines: by it a screen that holds the thread learns the ticket that they stand in.
    ...threadEvents(changedThreads(room, saved, talks)),
    ...room.newTickets.flatMap(({ id: ticketId, isHistory }): NewEvent[] =>
      isHistory === true ? [] : [{ type: 'ticket.created', ticketId, payload: {} }],
    ),
    ...[...new Set([...folded.tickets, ...joinedTickets(room, talks), ...drafts.flatMap(historyIn)])].map((ticketId): NewEvent => ({
      type: 'ticket.changed',
      ticketId,
      payload: { hasMoreLines: true },
    })),
    ...goneLines(room).flatMap(lineEvents),
    ...drafts.flatMap((draft) => entryEvents(draft, talks)),
    ...below.flatMap(lineEvents),
    ...[...room.talks.values()].flatMap(markEvents),
    ...movedEvents(moves),
    ...notes.flatMap((note) => noteEvents(note, talks)),
    ...pieces.flatMap((piece) => pieceEvents(piece, room.talks)),
    ...drafts.flatMap((draft) => postEvents(draft, scope.channelId)),
    ...(await privateReplyEvents(tx, room)),
    ...(pieces.length > 0 ? [{ type: 'not-understood.changed', payload: { channelId: scope.channelId } } as const] : []),
  ]
  const told = new Set(events.map(({ ticketId }) => ticketId))
  const untold = [...new Set(saved.touched)].filter((id) => !told.has(id))
  return [...events, ...untold.map((ticketId): NewEvent => ({ type: 'ticket.changed', ticketId, payload: {} }))]
}

type Talks = ReadonlyMap<ConversationId, Talk>

/** Threads of which no line of a ticket tells, and those that have got a ticket: what stood in none before stands in it. */
function changedThreads(room: Room, { drafts, below }: Pick<Saved, 'drafts' | 'below'>, talks: Talks): ConversationId[] {
  const alone = drafts.filter(({ now }) => (now.ticketId === undefined || now.isHistory === true) && isOfThread(now))
  const begun = room.adopted.map(({ conversationId }) => talks.get(conversationId)).filter((talk) => talk?.isNew === false)
  return [
    ...room.folded.conversations,
    ...alone.flatMap((draft) => (isShownAnew(draft, talks) ? [draft.now.conversationId] : [])),
    ...[...goneLines(room), ...below].flatMap(({ ticketId, conversationId }) => (ticketId ? [] : [conversationId])),
    ...begun.flatMap((talk) => (talk && REACH[talk.before.subject.kind].isPublic ? [talk.before.id] : [])),
  ]
}

/** Those that were there, in which more stands since: what waited in a thread without a ticket. */
function joinedTickets({ adopted, newTickets }: Room, talks: Talks): TicketId[] {
  const fresh = new Set(newTickets.map(({ id }) => id))
  return adopted.flatMap(({ ticketId, conversationId }) =>
    fresh.has(ticketId) || talks.get(conversationId)?.isNew !== false ? [] : [ticketId],
  )
}

/** The Page's own post stands above threads, and in none. */
function isOfThread({ entry: { thing, author } }: KeptEntry): boolean {
  return author !== undefined && thing !== 'message' && (thing !== 'post' || author.kind === 'client')
}

/** Of what is history no line is told as news: its ticket has more of them, or is there. */
function historyIn({ now: { isHistory, ticketId } }: EntryDraft): TicketId[] {
  return isHistory === true && ticketId ? [ticketId] : []
}

type Stood = Pick<RemovedEntry, 'id' | 'conversationId'> & { readonly ticketId: TicketId | undefined | null }

/** Lines that turned out to be one of ours, which stands in their place. */
function goneLines({ joined }: Room): readonly Stood[] {
  return [...joined.keys()].flatMap(({ before }) => (before?.entry.author === undefined ? [] : [before]))
}

function lineEvents({ id: lineId, ticketId }: Stood): NewEvent[] {
  return ticketId ? [{ type: 'entry.changed', ticketId, payload: { lineId } }] : []
}

function entryEvents(draft: EntryDraft, talks: Talks): NewEvent[] {
  const { before, now } = draft
  const { id: lineId, ticketId } = now
  if (!ticketId || now.isHistory === true) {
    return []
  }
  if (!before?.entry.author || before.ticketId === undefined) {
    return [{ type: 'entry.added', ticketId, payload: { lineId } }]
  }
  const state = newStateOf(draft, talks)
  return [
    ...(isSaidAnew(draft) ? lineEvents(now) : []),
    ...(state ? [{ type: 'reply.state-changed', ticketId, payload: { lineId, ...state } } as const] : []),
  ]
}

function isShownAnew(draft: EntryDraft, talks: Talks): boolean {
  return !draft.before?.entry.author || isSaidAnew(draft) || newStateOf(draft, talks) !== undefined
}

/** What a line shows of an entry beside how far it came. */
const SAID = ['author', 'writtenAt', 'content', 'edits', 'partsNow', 'reactions', 'removedAt', 'hiddenAt', 'unhiddenAt'] as const

function isSaidAnew({ before, now: { entry } }: EntryDraft): boolean {
  return SAID.some((member) => before?.entry[member] !== entry[member])
}

/** How far it came, where that is not how far it had come. */
function newStateOf({ before, now }: EntryDraft, talks: Talks) {
  const talk = talks.get(now.conversationId)
  const [was, is] = [before && talk && shownOf(before, talk.before.marks), talk && shownOf(now, talk.marks)]
  return is && is.state !== was?.state ? { state: is.state, at: is.at.toISOString() } : undefined
}

function shownOf({ entry, carrying }: KeptEntry, marks: Marks) {
  return shownStateOf(entry, carrying, marks)
}

function markEvents({ before, marks, last }: Talk): NewEvent[] {
  const { deliveredUntil, readUntil } = marks
  if (!last || (deliveredUntil === before.marks.deliveredUntil && readUntil === before.marks.readUntil)) {
    return []
  }
  return [{ type: 'conversation.marked', ticketId: last.id, payload: { ...toldReceipts(marks), before: toldReceipts(before.marks) } }]
}

function toldReceipts({ deliveredUntil, readUntil }: Marks): ToldReceipts {
  return {
    ...(deliveredUntil ? { deliveredUntil: deliveredUntil.toISOString() } : {}),
    ...(readUntil ? { readUntil: readUntil.toISOString() } : {}),
  }
}

/** Something happened: the ticket that its conversation has tells so. */
function noteEvents({ id: lineId, conversationId }: NewNote, talks: Talks): NewEvent[] {
  const ticketId = conversationId && talks.get(conversationId)?.last?.id
  return ticketId ? [{ type: 'note.added', ticketId, payload: { lineId } }] : []
}

/** A placeholder appeared in a conversation: its ticket tells so. */
function pieceEvents({ id: lineId, subjectKey, label }: NewPiece, talks: Room['talks']): NewEvent[] {
  const ticketId = subjectKey && talks.get(subjectKey)?.last?.id
  return ticketId ? [{ type: 'piece.kept', ticketId, payload: { lineId, label } }] : []
}

/** A comment that was answered privately leads to the private ticket, once there is one. */
async function privateReplyEvents(tx: Tx, { scope, talks, newTickets }: Room): Promise<NewEvent[]> {
  const fresh = new Set(newTickets.map(({ conversationId }) => conversationId))
  const persons = [...talks.values()].flatMap(({ before: { id, subject } }) =>
    fresh.has(id) && subject.kind === 'direct' ? [subject.personId] : [],
  )
  const answered = persons.length === 0 ? [] : await answeredPrivatelyTo(tx, scope, persons)
  return answered.map(({ entryId, ticketId }) => ({ type: 'entry.changed', ticketId, payload: { lineId: entryId } }))
}

function postEvents({ now: { entry } }: EntryDraft, channelId: ChannelId): NewEvent[] {
  const { thing, externalId: postId } = entry
  return thing === 'post' && postId !== undefined ? [{ type: 'post.changed', payload: { channelId, postId } }] : []
}
