import { expect, onTestFinished, test } from 'vitest'
import { createAsideReader } from '#facebook/reading/read-aside.ts'
import { oldestWaitingDay } from '#storage/deliveries.ts'
import { openIntakeDesk, textFrom } from '#test/intake-desk.ts'
import { createBackpressure } from './backpressure.ts'
import { createTurn, mayLeaveMore, nextLanes } from './read-batch.ts'

const claimed = (...counts: readonly number[]) =>
  counts.flatMap((count, lane) => Array.from({ length: count }, () => ({ lane: `1067280970047${lane}` })))

test.each([
  ['nothing waited', [], 32, 32],
  ['little waited in many lanes', [1, 1, 2, 1], 32, 32],
  ['three lanes were full', [66, 66, 66], 32, 1],
  ['thirty-two lanes were full', Array<number>(32).fill(6), 32, 7],
  ['one was full, and stays alone', [200], 1, 1],
  ['one of few was not full any more', [12], 1, 32],
  ['of full lanes one was not', [66, 66, 3], 32, 32],
])('where %s, %j of each in a turn of up to %i lanes, the next takes %i', (_, counts, lanes, expected) => {
  expect(nextLanes(claimed(...counts), { lanes, deliveries: 200 })).toBe(expected)
})

test.each([
  ['nothing waited', [], 32, false],
  ['little waited in some lanes', [1, 5, 2], 32, false],
  ['one lane had as much as its share may be', [1, 6], 32, true],
  ['all the lanes of a turn had something', Array<number>(32).fill(1), 32, true],
  ['one lane had its turn alone, and not all of it', [150], 2, true],
  ['one lane was left alone, and was cut', [200], 1, true],
])('where %s, %j of each in a turn of up to %i lanes, more may wait: %j', (_, counts, lanes, expected) => {
  expect(mayLeaveMore(claimed(...counts), { lanes, deliveries: 200 })).toBe(expected)
})

test('a turn that saw all that waits says so, and one that cut a Page short, or began behind it, does not', async () => {
  const { database, desk, deliver } = await openIntakeDesk({ isReading: false })
  const aside = createAsideReader({ askers: 1 })
  onTestFinished(() => aside.close())
  const turn = createTurn(
    {
      desk,
      database,
      aside,
      backpressure: { ...createBackpressure(database.db), batch: () => Promise.resolve(64) },
      onFailure: (error: unknown) => expect.unreachable(String(error)),
    },
    { since: await oldestWaitingDay(database.db) },
  )
  await deliver(textFrom({ mid: 'm_0' }))
  expect(await turn()).toEqual({ claimed: 1, isAll: true })
  expect(await turn()).toEqual({ claimed: 0, isAll: true })
  // The least share of one Page is two of 64 among 32.
  await Promise.all(['m_1', 'm_2'].map((mid) => deliver(textFrom({ mid }))))
  expect(await turn()).toEqual({ claimed: 2, isAll: false })
  expect(await turn()).toEqual({ claimed: 0, isAll: false })
  expect(await turn()).toEqual({ claimed: 0, isAll: true })
})
