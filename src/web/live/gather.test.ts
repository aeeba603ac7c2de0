import type { QueryKey } from '@tanstack/react-query'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { keys } from '../api/query-client.ts'
import { startGathering } from './gather.ts'

let fetched: (readonly QueryKey[])[]

beforeEach(() => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  fetched = []
})

function gathering(fetchAnew: () => Promise<unknown> = () => Promise.resolve()) {
  const { gather, stop } = startGathering((stale) => {
    fetched.push(stale)
    return fetchAnew()
  })
  onTestFinished(stop)
  return gather
}

test('what comes together is fetched together, and once', async () => {
  const gather = gathering()
  gather([keys.session])
  gather([keys.members, keys.session])
  await vi.advanceTimersByTimeAsync(120)
  expect(fetched).toEqual([[keys.session, keys.members]])
})

test('what comes while something is fetched waits for its end', async () => {
  let end: (value?: unknown) => void = () => undefined
  const gather = gathering(() => new Promise((resolve) => (end = resolve)))
  gather([keys.session])
  await vi.advanceTimersByTimeAsync(120)
  gather([keys.members])
  await vi.advanceTimersByTimeAsync(5000)
  expect(fetched).toEqual([[keys.session]])
  end()
  await vi.advanceTimersByTimeAsync(120)
  expect(fetched).toEqual([[keys.session], [keys.members]])
})

test.each([
  ['the folders', keys.folders],
  ['what everybody reads', keys.allPublicCounts],
])('the numbers of %s follow a reply at once, as queued, on its way and sent', async (_what, key) => {
  const gather = gathering()
  for (const after of [0, 300, 300]) {
    await vi.advanceTimersByTimeAsync(after)
    gather([key])
    await vi.advanceTimersByTimeAsync(120)
  }
  expect(fetched.flat()).toHaveLength(3)
})

test('in a flood numbers are fetched three times at once, then every two seconds, and once more when it is over', async () => {
  const gather = gathering()
  const counts: number[] = []
  for (let n = 0; n < 100; n += 1) {
    gather([keys.folders])
    await vi.advanceTimersByTimeAsync(100)
    counts.push(fetched.flat().length)
  }
  await vi.advanceTimersByTimeAsync(10_000)
  expect([counts[49], counts[99], fetched.flat().length]).toEqual([5, 7, 8])
})

test.each([
  ['the channels with all their numbers', keys.shownChannels],
  ['the posts with their numbers', keys.postLists],
  ['what is said under a post', keys.threadsOfPost('channel', 'post', undefined)],
])('in a flood %s are fetched every two seconds, and once more when it is over', async (_what, key) => {
  const gather = gathering()
  for (let n = 0; n < 50; n += 1) {
    gather([key])
    await vi.advanceTimersByTimeAsync(100)
  }
  const inFlood = fetched.flat().length
  await vi.advanceTimersByTimeAsync(10_000)
  expect([inFlood, fetched.flat().length]).toEqual([3, 4])
})
