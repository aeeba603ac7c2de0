import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wordsAlone } from '#domain/entries/content.ts'
import type { Author, Fact } from '#domain/facts/fact.ts'
import { ownMark } from '#domain/acts/own-mark.ts'
import { at, OWN, stateAfter, subject } from '#test/told-room.ts'
import type { DatedFact } from './room.ts'

const elsewhere: Author = { kind: 'page', appId: '1', appName: undefined, mark: undefined }

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
      content: wordsAlone(name),
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
    fc.boolean(),
  )
  .map(([messages, echo, own, receipts, isOfTwo]) => [
    ...messages,
    ...receipts,
    ...[echo, own].flatMap((one) => one ?? []),
    // As broken bodies do: what one fact says that the customer wrote, another says of the Page.
    ...(isOfTwo ? messages.slice(0, 1).map(({ fact, time }) => ({ time, fact: { ...fact, author: elsewhere } as Fact })) : []),
  ])

test('any order and any repetition of facts ends in the same entries, marks, window, status and unanswered messages', async () => {
  await fc.assert(
    fc.asyncProperty(facts, fc.infiniteStream(fc.nat()), async (all, dice) => {
      const twice = [...all, ...all].map((one) => ({ one, by: dice.next().value })).toSorted((a, b) => a.by - b.by)
      expect(await stateAfter(twice.map(({ one }) => one))).toEqual(await stateAfter(all))
    }),
    { numRuns: 2000 },
  )
})
