import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isAnsweredElsewhere, NO_MARKS } from '#domain/conversations/marks.ts'
import { subjectKey } from '#domain/conversations/subject.ts'
import { unheard } from '#domain/entries/entry.ts'
import { shownStateOf } from '#domain/entries/shown-state.ts'
import type { Author, Fact } from '#domain/facts/fact.ts'
import type { ChannelId, ClientId, ConversationId, MessageId, TicketId, UserId, WorkspaceId } from '#domain/ids.ts'
import { ownMark } from '#domain/acts/own-mark.ts'
import { statusOf } from '#domain/tickets/effect.ts'
import { applyFacts } from './apply.ts'
import type { DatedFact, EntryDraft, Room } from './room.ts'

const at = (second: number): Date => new Date(1_790_000_000_000 + second * 1000)
const OWN = '01a2057e-7436-76fa-814a-0a0f5e8e5564' as MessageId
const subject = { kind: 'direct', personId: '7001' } as const
const elsewhere: Author = { kind: 'page', appId: '1', appName: undefined, mark: undefined }

/** One conversation in which a reply of ours is on its way. */
function openRoom(): Room {
  const conversationId = 'conversation' as ConversationId
  const content = { value: { kind: 'text', text: 'ours', unread: undefined }, at: at(4) } as const
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
  }
  return {
    scope: { workspaceId: 'workspace' as WorkspaceId, channelId: 'channel' as ChannelId, kind: 'facebook' },
    talks: new Map([[before.key, { before, window: undefined, marks: NO_MARKS, last: undefined }]]),
    entries: new Map(),
    own: new Map([[OWN, own]]),
    joined: new Set(),
    newTickets: [],
    pieces: [],
  }
}

function dated(second: number, more: object): DatedFact {
  const about = { channel: undefined, time: { own: at(second), envelope: undefined }, piece: { place: 'messaging', item: {}, reader: 1 } }
  return { fact: { ...about, subject, ...more } as Fact, time: { at: at(second), told: at(second) } }
}

const second = fc.nat(6)
const said = (name: string, author: Author) =>
  second.map((when) =>
    dated(when, {
      act: 'added',
      thing: 'message',
      externalId: name,
      author,
      opens: 'message',
      content: { kind: 'text', text: name, unread: undefined },
    }),
  )
const receipt = fc
  .tuple(second, fc.constantFrom('delivered', 'read'), fc.option(second, { nil: undefined }), fc.subarray(['e_1', 'own_1']))
  .map(([when, act, upTo, names]) =>
    dated(when, { act, upTo: upTo === undefined ? undefined : at(upTo), externalIds: act === 'read' ? [] : names }),
  )
const facts = fc
  .tuple(
    fc
      .array(fc.constantFrom('m_1', 'm_2', 'm_3'), { maxLength: 3 })
      .chain((names) => fc.tuple(...[...new Set(names)].map((name) => said(name, { kind: 'client' })))),
    fc.option(said('e_1', elsewhere), { nil: undefined }),
    fc.option(said('own_1', { ...elsewhere, mark: ownMark(OWN) }), { nil: undefined }),
    fc.array(receipt, { maxLength: 3 }),
  )
  .map(([messages, echo, own, receipts]) => [...messages, ...receipts, ...[echo, own].flatMap((one) => one ?? [])])

/** What is kept and shown after these facts, each told in a delivery of its own. */
async function after(told: readonly DatedFact[]) {
  const room = openRoom()
  let count = 0
  const newId = <Id extends string>() => `id ${(count += 1)}` as Id
  for (const one of told) {
    await applyFacts({ newId }, room, [one])
  }
  const [talk] = room.talks.values()
  const marks = talk?.marks ?? NO_MARKS
  const entries = [...room.entries.values()].map(({ now }) => now.entry).filter(({ author }) => author !== undefined)
  const waiting = entries.filter(
    ({ author, writtenAt }) => author?.kind === 'client' && writtenAt && !isAnsweredElsewhere(marks, writtenAt),
  )
  const tally = {
    unanswered: waiting.length,
    askedArrival: waiting.length > 0 ? 1 : undefined,
    answeredArrival: undefined,
    answeredElsewhereAt: marks.answeredUntil,
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
    pieces: room.pieces,
  }
}

test('any order and any repetition of facts ends in the same entries, marks, window, status and unanswered messages', async () => {
  await fc.assert(
    fc.asyncProperty(facts, fc.infiniteStream(fc.nat()), async (all, dice) => {
      const twice = [...all, ...all].map((one) => ({ one, by: dice.next().value })).toSorted((a, b) => a.by - b.by)
      expect(await after(twice.map(({ one }) => one))).toEqual(await after(all))
    }),
    { numRuns: 2000 },
  )
})
