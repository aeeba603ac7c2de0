import { unheard } from '#domain/entries/entry.ts'
import { join } from '#domain/entries/join.ts'
import type { Content } from '#domain/entries/content.ts'
import { isSaidAs, type SaidAs } from '#domain/entries/same-words.ts'
import type { EntryFact, Thing } from '#domain/facts/fact.ts'
import type { MessageId } from '#domain/ids.ts'
import { markedMessage } from '#domain/acts/own-mark.ts'
import { isSaidMeanwhile } from '#domain/acts/said-meanwhile.ts'
import type { KeptEntry } from '#storage/entries/kept-entry.ts'
import type { Desk } from '../desk.ts'
import { nameOfEntry, type EntryDraft, type OfTalk, type Room, type Talk } from './room.ts'

type Named = { readonly thing: Thing; readonly externalId: string; readonly talk: Talk }

/** The entry of this name, or one that waits for what is to be told of it; the name may be another conversation's. */
export function draftOf(desk: Pick<Desk, 'newId'>, room: Room, { thing, externalId, talk }: Named): EntryDraft | 'elsewhere' {
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
export function ownDraftOf(room: Room, told: OfTalk<EntryFact>): EntryDraft | undefined {
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
