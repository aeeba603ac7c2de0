import { setImmediate } from 'node:timers/promises'
import { markedUntil, notAhead } from '#domain/conversations/marks.ts'
import { ownerAfter } from '#domain/conversations/owner.ts'
import { subjectKey } from '#domain/conversations/subject.ts'
import { merge } from '#domain/entries/merge.ts'
import type { About, EntryFact, Fact, NotedFact, ReceiptFact } from '#domain/facts/fact.ts'
import { nameOf } from '#domain/facts/names.ts'
import type { TrustedTime } from '#domain/facts/time.ts'
import type { Desk } from '../desk.ts'
import { draftOf } from './draft-of.ts'
import { hearOfEntry } from './hear-of-entry.ts'
import { keptNoteOf } from './note.ts'
import { openBy } from './open-window.ts'
import { pieceOf } from './piece.ts'
import type { DatedFact, OfTalk, Refusal, Room, Talk } from './room.ts'
import { joinTickets } from './ticket-for.ts'

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

function applyFact(desk: Pick<Desk, 'newId'>, room: Room, { fact, time, isHistory = false }: DatedFact): void {
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
      return hear(desk, room, { fact, time, apply: (talk) => hearOfEntry(desk, room, { fact, time, talk, isHistory }) })
  }
}

type Kept = DatedFact & { readonly label: string; readonly about?: string | undefined; readonly reason?: Refusal }

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
    openBy(room, { talk, fact, reason: fact.opens, time })
  }
}

function hearAbout(talk: Talk, { answering }: Fact, { told }: TrustedTime): void {
  if (answering && told) {
    talk.owner = ownerAfter(talk.owner, { ...answering, at: told })
  }
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
