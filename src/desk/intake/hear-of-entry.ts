import { markedUntil } from '#domain/conversations/marks.ts'
import type { Entry, EntryAuthor } from '#domain/entries/entry.ts'
import { merge } from '#domain/entries/merge.ts'
import type { EntryFact } from '#domain/facts/fact.ts'
import { advance } from '#domain/acts/state.ts'
import type { Carrying } from '#storage/acts.ts'
import type { Desk } from '../desk.ts'
import { draftOf, ownDraftOf } from './draft-of.ts'
import { privateReplyIn } from './hear-private-replies.ts'
import { openBy } from './open-window.ts'
import type { EntryDraft, OfTalk, Refusal, Room } from './room.ts'
import { ticketFor } from './ticket-for.ts'

/** What was said, or happened to what was said. */
export function hearOfEntry(desk: Pick<Desk, 'newId'>, room: Room, told: OfTalk<EntryFact>): Refusal | undefined {
  const { fact, time, talk, isHistory = false } = told
  const named = { thing: fact.thing, externalId: fact.externalId, talk }
  const draft = ownDraftOf(room, told) ?? draftOf(desk, room, named)
  if (draft === 'elsewhere') {
    return 'its name belongs to another conversation'
  }
  if (fact.act === 'added' && draft.now.conversationId !== talk.before.id && draft.now.entry.author === undefined) {
    // Only news of it came, which did not tell where it stands.
    room.left.add(draft.now.conversationId)
    draft.now = { ...draft.now, conversationId: talk.before.id }
  }
  const isFirst = isHistory && draft.now.entry.author === undefined
  draft.now = { ...draft.now, ...(isFirst ? { isHistory } : {}), entry: byUs(room, fact, merge(draft.now.entry, { ...fact, at: time.at })) }
  if (fact.act === 'added') {
    hearAdded(desk, room, { fact, time, talk, draft, isHistory })
  } else if (fact.act === 'reacted') {
    openBy(room, { talk, fact, reason: fact.opens, time })
  }
  return undefined
}

/** The echo of a private reply names our act: a colleague wrote it, and nobody elsewhere. */
function byUs({ privateReplies }: Room, fact: EntryFact, entry: Entry): Entry {
  const by = privateReplies.get(privateReplyIn(fact)?.actId ?? '')?.by
  return by !== undefined && entry.author?.kind === 'elsewhere' ? { ...entry, author: { kind: 'member', userId: by } } : entry
}

type Added = OfTalk<EntryFact & { readonly act: 'added' }> & { readonly draft: EntryDraft }

/**
 * Does what this fact says, whoever the thing is said to be by. Where a channel tells two authors of one thing, it has one of them (`merge`); each fact has
 * done its part, whichever came first.
 */
function hearAdded(desk: Pick<Desk, 'newId'>, room: Room, { fact, time, talk, draft, isHistory = false }: Added): void {
  const { entry, carrying } = draft.now
  const at = entry.writtenAt ?? time.at
  const hand = handOf(fact, entry)
  switch (hand) {
    case 'client':
      openBy(room, { talk, fact, reason: fact.opens, time })
      break
    case 'elsewhere':
      talk.marks = markedUntil(talk.marks, 'answeredUntil', at)
      break
    case 'member':
      draft.now = { ...draft.now, carrying: carriedBy(carrying, time.at) }
      break
  }
  if (draft.now.ticketId === undefined) {
    draft.now = { ...draft.now, ticketId: ticketFor(desk, room, { fact, talk, by: hand === 'client' ? 'customer' : 'us', at, isHistory }) }
  }
}

/** Of the Page's messages the desk knows which it sent itself. */
function handOf({ author }: Added['fact'], entry: Entry): EntryAuthor['kind'] {
  if (entry.author?.kind === 'member') {
    return 'member'
  }
  return author.kind === 'client' ? 'client' : 'elsewhere'
}

/** Its echo came: it was sent, whatever became of the answer. */
function carriedBy(carrying: Carrying | undefined, at: Date): Carrying | undefined {
  const state = carrying && advance(carrying.state, 'sent')
  return state === undefined || state === carrying?.state ? carrying : { state, stateAt: at }
}
