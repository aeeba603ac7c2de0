import { expect, test } from 'vitest'
import { graphId, type GraphId } from './graph-id.ts'
import { createPagePace, PAGE_LIMITS, type PacedKind } from './page-limits.ts'

const [ONE, OTHER] = ['1067280970047460', '1067280970047461'].map((id) => graphId(id) as GraphId) as [GraphId, GraphId]

/** A clock that stands still but for waits, each of which is told as the moment in which it ends. */
function paced() {
  const moments: number[] = []
  let time = 1_000_000
  const pace = createPagePace({
    now: () => time,
    wait: async (ms) => {
      moments.push(time + ms)
    },
  })
  return {
    moments,
    pass: (ms: number) => void (time += ms),
    ask: async (page: GraphId, kind: PacedKind, times: number) => {
      for (let count = 0; count < times; count += 1) {
        await pace.turn(page, kind)
      }
    },
  }
}

test.each(Object.entries(PAGE_LIMITS) as [PacedKind, number][])(
  'of %s a Page is asked for %i in a second, and the next waits',
  async (kind, most) => {
    const { ask, moments } = paced()
    await ask(ONE, kind, most)
    expect(moments).toEqual([])
    await ask(ONE, kind, most + 1)
    expect(moments).toEqual([...Array<number>(most).fill(1_001_050), 1_002_100])
  },
)

test('a Page that waits holds up no other Page, and no other kind of call', async () => {
  const { ask, moments } = paced()
  await ask(ONE, 'inbox', 2)
  await ask(OTHER, 'inbox', 2)
  await ask(ONE, 'media', 10)
  expect(moments).toEqual([])
})

test('calls that are spread out never wait', async () => {
  const { ask, moments, pass } = paced()
  for (let count = 0; count < 10; count += 1) {
    await ask(ONE, 'inbox', 1)
    pass(530)
  }
  expect(moments).toEqual([])
})
