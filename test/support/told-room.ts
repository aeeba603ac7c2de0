import { isAnsweredElsewhere, NO_MARKS } from '#domain/conversations/marks.ts'
import { subjectKey } from '#domain/conversations/subject.ts'
import { wordsAlone } from '#domain/entries/content.ts'
import { unheard } from '#domain/entries/entry.ts'
import { shownStateOf } from '#domain/entries/shown-state.ts'
import type { ChannelId, ClientId, ConversationId, MessageId, TicketId, UserId, WorkspaceId } from '#domain/ids.ts'
import { statusOf } from '#domain/tickets/effect.ts'
import { applyFacts } from '#desk/intake/apply.ts'
import { NOTHING_FOLDED } from '#desk/intake/place.ts'
import type { DatedFact, EntryDraft, Room } from '#desk/intake/room.ts'

export const at = (second: number): Date => new Date(1_790_000_000_000 + second * 1000)
/** Of the reply that is on its way. */
export const OWN = '01a2057e-7436-76fa-814a-0a0f5e8e5564' as MessageId
export const subject = { kind: 'direct', personId: '7001' } as const

/** One conversation in which a reply of ours is on its way. */
function openRoom(): Room {
  const conversationId = 'conversation' as ConversationId
  const content = { value: wordsAlone('ours'), at: at(4) } as const
  const entry = { ...unheard('message', undefined), author: { kind: 'member', userId: 'u' as UserId }, writtenAt: at(4), content } as const
  const carrying = { state: 'sending', stateAt: at(4) } as const
  const kept = { id: OWN, conversationId, ticketId: 'ticket' as TicketId, entry, carrying }
  const own: EntryDraft = { before: kept, now: kept }
  const before = {
    id: conversationId,
    clientId: 'client' as ClientId,
    subject,
    key: subjectKey(subject),
    window: undefined,
    marks: NO_MARKS,
    owner: undefined,
  }
  return {
    scope: { workspaceId: 'workspace' as WorkspaceId, channelId: 'channel' as ChannelId, kind: 'facebook' },
    pageId: '1',
    talks: new Map([[before.key, { before, isNew: false, window: undefined, marks: NO_MARKS, owner: undefined, last: undefined }]]),
    entries: new Map(),
    own: new Map([[OWN, own]]),
    privateReplies: new Map(),
    authors: new Map(),
    renamed: [],
    adsOpenWeek: false,
    commentTickets: 'thread',
    adopted: [],
    off: new Set(),
    folded: NOTHING_FOLDED,
    left: new Set(),
    joined: new Map(),
    newTickets: [],
    notes: [],
    pieces: [],
  }
}

/** What is kept and shown after these facts, each told in a delivery of its own. Ids and what differs by arrival only are left out. */
export async function stateAfter(told: readonly DatedFact[]) {
  const room = openRoom()
  let count = 0
  const newId = <Id extends string>() => `id ${(count += 1)}` as Id
  for (const one of told) {
    await applyFacts({ newId }, room, [one])
  }
  const [talk] = room.talks.values()
  const marks = talk?.marks ?? NO_MARKS
  const entries = [...room.entries.values()].map(({ now }) => now.entry).filter(({ author }) => author !== undefined)
  const asked = entries.flatMap(({ author, writtenAt }) => (author?.kind === 'client' && writtenAt ? [writtenAt.getTime()] : []))
  const waiting = entries.filter(
    ({ author, writtenAt, removedAt }) => author?.kind === 'client' && writtenAt && !removedAt && !isAnsweredElsewhere(marks, writtenAt),
  )
  const answered = entries.flatMap(({ author, writtenAt }) =>
    author?.kind === 'elsewhere' && writtenAt && writtenAt.getTime() > Math.min(...asked) ? [writtenAt.getTime()] : [],
  )
  const tally = {
    unanswered: waiting.length,
    askedArrival: waiting.length > 0 ? 1 : undefined,
    answeredArrival: undefined,
    answeredElsewhereAt: answered.length > 0 ? new Date(Math.max(...answered)) : undefined,
  }
  const shown = [...room.entries.values()].flatMap(({ now: { entry, carrying } }) => {
    const state = shownStateOf(entry, carrying, marks)?.state
    return state ? [[entry.externalId, state]] : []
  })
  return {
    entries: entries.toSorted((a, b) => ((a.externalId ?? '') < (b.externalId ?? '') ? -1 : 1)),
    marks,
    window: talk?.window,
    tickets: room.newTickets.length,
    status: statusOf({ status: 'new', at: undefined, arrival: 0 }, tally),
    unanswered: tally.unanswered,
    shown: Object.fromEntries(shown),
    owner: talk?.owner,
    notes: new Set(room.notes.map(({ digest }) => digest.toString('hex'))),
    pieces: new Set(room.pieces.map(({ digest }) => digest.toString('hex'))),
    inTickets: [...room.entries.values()]
      .filter(({ now }) => now.entry.author)
      .every(({ now }) => (now.ticketId === undefined) === (talk?.last === undefined)),
  }
}
