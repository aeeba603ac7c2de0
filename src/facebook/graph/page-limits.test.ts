import { expect, test } from 'vitest'
import { graphId, type GraphId } from './graph-id.ts'
import { createPagePace, PAGE_LIMITS, type PacedKind } from './page-limits.ts'

const [ONE, OTHER] = ['1067280970047460', '1067280970047461'].map((id) => graphId(id) as GraphId) as [GraphId, GraphId]
const BEGIN = 1_000_000

/** A clock that goes on while somebody waits, and the moments at which calls leave. */
function paced() {
  const left: number[] = []
  let time = BEGIN
  const pace = createPagePace({
    now: () => time,
    wait: async (ms) => {
      time += ms
    },
  })
  return {
    pace,
    left,
    pass: (ms: number) => void (time += ms),
    ask: async (page: GraphId, kind: PacedKind, times: number) => {
      for (let count = 0; count < times; count += 1) {
        await pace.turn(page, kind)
        left.push(time)
      }
    },
  }
}

const moments = (count: number, at: number) => Array<number>(count).fill(at)

test.each(Object.entries(PAGE_LIMITS) as [PacedKind, number][])(
  'of %s a Page is asked for %i in a second, and the next waits',
  async (kind, most) => {
    const { ask, left } = paced()
    await ask(ONE, kind, most)
    expect(left).toEqual(moments(most, BEGIN))
    await ask(ONE, kind, most + 1)
    expect(left.slice(most)).toEqual([...moments(most, 1_001_050), 1_002_100])
  },
)

test('who asks first has the first place', async () => {
  const { pace } = paced()
  const came: number[] = []
  await Promise.all(Array.from({ length: 25 }, (_, place) => pace.turn(ONE, 'media').then(() => came.push(place))))
  expect(came).toEqual(Array.from({ length: 25 }, (_, place) => place))
})

test('a Page that waits holds up no other Page, and no other kind of call', async () => {
  const { ask, left } = paced()
  await ask(ONE, 'inbox', 2)
  await ask(OTHER, 'inbox', 2)
  await ask(ONE, 'media', 10)
  expect(left).toEqual(moments(14, BEGIN))
})

test('calls that are spread out never wait', async () => {
  const { ask, left, pass } = paced()
  for (let count = 0; count < 10; count += 1) {
    await ask(ONE, 'inbox', 1)
    pass(530)
  }
  expect(left).toEqual(Array.from({ length: 10 }, (_, count) => BEGIN + count * 530))
})

test('a place is there now or not at all; whoever waits for one is before whoever asks now', async () => {
  const { pace, pass } = paced()
  const places = Array.from({ length: 11 }, () => pace.placeNow(ONE, 'media'))
  expect(places.map((place) => place !== undefined)).toEqual([...Array<boolean>(10).fill(true), false])
  const next = pace.nextPlace(ONE, 'media')
  pass(1050)
  expect(pace.placeNow(ONE, 'media')).toBeUndefined()
  await (next.kind === 'soon' && next.place)
  expect(pace.placeNow(ONE, 'media')).toBeDefined()
})

test('a place counts from when its call leaves: never more leave in a second, however late they do', async () => {
  const { ask, pace, pass, left } = paced()
  const places = Array.from({ length: 10 }, () => pace.placeNow(ONE, 'media'))
  pass(900)
  await Promise.all(places.map(async (place) => await place?.leave()))
  await ask(ONE, 'media', 1)
  expect(left).toEqual([BEGIN + 900 + 1050])
})

test('a place that nobody uses lapses, and whoever comes late to theirs waits for another', async () => {
  const { ask, pace, pass, left } = paced()
  const late = pace.placeNow(ONE, 'media')
  pass(1050)
  await ask(ONE, 'media', 10)
  expect(left).toEqual(moments(10, BEGIN + 1050))
  await late?.leave()
  expect(pace.placeNow(ONE, 'media')).toBeDefined()
  await ask(ONE, 'media', 8)
  expect(left.slice(10)).toEqual(moments(8, BEGIN + 2100))
})

test('so many may wait as leave in four seconds; whoever asks beyond them is told when to come again, one after the other', () => {
  const { pace } = paced()
  const asked = Array.from({ length: 10 + 40 + 3 }, () => pace.nextPlace(ONE, 'media'))
  expect(asked.slice(0, 50).map(({ kind }) => kind)).toEqual(Array<string>(50).fill('soon'))
  expect(asked.slice(50)).toEqual([1, 2, 3].map((place) => ({ kind: 'later', afterMs: 4200 + place * 105 })))
})
