import { expect, test } from 'vitest'
import { CHANGES } from '#facebook/reading/public-table.ts'
import { KINDS as TABLE } from '#facebook/reading/table.ts'
import { inOrder, shuffled } from './bodies.ts'
import { compare } from './compare.ts'
import { KINDS } from './kinds.ts'
import { SPOILED } from './malform.ts'
import { tellStory, type Event } from './story.ts'

const plan = { seed: 5, events: 10_000, filesAt: 'http://127.0.0.1:1' }
const story = tellStory(plan)
const wellFormed = story.events.filter(({ isMalformed }) => !isMalformed)

test('the same seed tells the same story, in the same bodies', () => {
  const [bodies, same, others] = [5, 5, 6].map((seed) => JSON.stringify(shuffled(story.events, seed)))
  expect(JSON.stringify(tellStory(plan)) === JSON.stringify(story)).toBe(true)
  expect([same === bodies, others === bodies]).toEqual([true, false])
})

test('a story holds every kind that the generator knows, every kind that the desk understands, and every way to be malformed', () => {
  expect(new Set(wellFormed.map(({ kind }) => kind))).toEqual(new Set(KINDS.map(({ name }) => name)))
  const keys = new Set(wellFormed.flatMap(({ entry }) => itemsIn(entry)).flatMap((item) => Object.keys(item)))
  expect(TABLE.map(({ key }) => key).filter((key) => !keys.has(key))).toEqual([])
  const malformed = story.events.filter(({ isMalformed }) => isMalformed)
  expect(SPOILED.filter((how) => !malformed.some(({ kind }) => kind.endsWith(` with ${how}`)))).toEqual([])
  expect(malformed.length / story.events.length).toBeCloseTo(0.05, 2)
})

test('the same of what everybody reads', () => {
  const told = wellFormed.flatMap(({ entry }) => (entry as { changes?: { field: string; value: { item?: string } }[] }).changes ?? [])
  const missing = CHANGES.filter(
    ({ field, items }) => !told.some((one) => one.field === field && (items?.includes(one.value.item ?? '') ?? true)),
  )
  expect(missing).toEqual([])
})

function itemsIn(entry: unknown): object[] {
  const { messaging = [], standby = [] } = entry as Readonly<Record<'messaging' | 'standby', object[] | undefined>>
  return [...messaging, ...standby]
}

test('in order each event is told once; in the storm a fifth is told twice, half of these at once', () => {
  expect(JSON.stringify(eventsIn(inOrder(story.events).flat())) === JSON.stringify(story.events.map(asTold))).toBe(true)
  const counts = Map.groupBy(eventsIn(shuffled(story.events, 5).flat()), (entry) => JSON.stringify(entry))
  const known = Map.groupBy(story.events.map(asTold), (entry) => JSON.stringify(entry))
  expect(counts.size).toBe(known.size)
  expect([...known.keys()].filter((entry) => !counts.has(entry))).toEqual([])
  const repeated = [...counts].reduce((sum, [entry, list]) => sum + list.length - (known.get(entry)?.length ?? 0), 0)
  expect(repeated).toBe(2000)
})

/** As it is written to a body: ids as long numbers are read back as other numbers here, the same for both. */
function asTold(event: Event): unknown {
  return eventsIn(inOrder([event]).flat())[0]
}

function eventsIn(bodies: readonly string[]): unknown[] {
  return bodies.flatMap((body) => (JSON.parse(body) as { entry: unknown[] }).entry)
}

test('what is missing, too much or not the same is told with its path, and what is the same is counted', () => {
  const [expected, actual] = [
    { notes: { a: 1, b: { at: [1, 2] }, c: { deep: { x: 'y', same: null } } }, files: { f: 'same' } },
    { notes: { b: { at: [1, 3] }, c: { deep: { x: 'z', same: null } }, d: 4 }, files: { f: 'same' } },
  ]
  expect(compare(expected, actual)).toEqual([
    {
      part: 'notes',
      count: 3,
      differences: ['a: missing; it is 1', 'b.at.1: 2 became 3', 'c.deep.x: "y" became "z"', 'd: too much; it is 4'],
    },
    { part: 'files', count: 1, differences: [] },
  ])
})
