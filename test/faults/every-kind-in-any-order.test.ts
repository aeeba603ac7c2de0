import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DatedFact } from '#desk/intake/room.ts'
import { trustedTime } from '#domain/facts/time.ts'
import { read } from '#facebook/reading/read.ts'
import { at, OWN, stateAfter } from '#test/told-room.ts'
import { inOrder } from './harness/storm/bodies.ts'
import { createDice } from './harness/storm/dice.ts'
import { PRIVATE } from './harness/storm/kinds.ts'
import { newWall } from './harness/storm/make-public.ts'
import { malform } from './harness/storm/malform.ts'
import type { Scene } from './harness/storm/scene.ts'
import type { Event } from './harness/storm/story.ts'

const RECEIVED = at(100)

const happened = fc.record({
  kind: fc.constantFrom(...PRIVATE),
  second: fc.nat(12),
  lot: fc.integer(),
  isMalformed: fc.nat(19).map((lot) => lot === 0),
})

/** What happens between one Page and one person: every kind, one in twenty malformed. */
const events = fc.array(happened, { maxLength: 12 }).map((all): Event[] => {
  const talk: Scene['talk'] = {
    pageId: '1067280970047460',
    personId: '7001',
    said: [],
    wall: newWall(),
    own: { id: OWN, mid: 'm_own', isEchoed: false },
  }
  let named = 0
  return all.flatMap(({ kind, second, lot, isMalformed }) => {
    const dice = createDice(lot)
    const scene: Scene = {
      dice,
      talk,
      at: at(second).getTime(),
      newName: () => `m_${(named += 1)}`,
      fileOf: (name) => `https://cdn.example/${name}`,
    }
    return kind.make(scene).map(({ list, item }) => {
      const entry = { id: talk.pageId, time: at(second).getTime() + 300, [list]: [item] }
      return { kind: kind.name, isMalformed, entry: isMalformed ? malform(entry, dice).entry : entry }
    })
  })
})

function factsOf(all: readonly Event[]): DatedFact[] {
  return inOrder(all)
    .flat()
    .flatMap((body) => {
      const reading = read(Buffer.from(body))
      return reading.kind === 'unreadable' ? [] : reading.facts.map((fact) => ({ fact, time: trustedTime(fact.time, RECEIVED) }))
    })
}

test('any order and any repetition of bodies of every kind, malformed ones among them, ends in the same conversation', async () => {
  await fc.assert(
    fc.asyncProperty(events, fc.integer(), async (all, lot) => {
      const told = createDice(lot).shuffled([...all, ...all])
      expect(await stateAfter(factsOf(told))).toEqual(await stateAfter(factsOf(all)))
    }),
    { numRuns: 3000 },
  )
}, 120_000)
