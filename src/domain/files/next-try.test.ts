import { expect, test } from 'vitest'
import { afterMiss, isOfOurStorage } from './next-try.ts'

test('the rests between tries double, from five seconds to six hours', () => {
  const rest = (tries: number) => afterMiss({ reason: 'unreachable', tries, ageMs: 0 })
  expect(rest(1)).toEqual({ state: 'waiting', reason: 'unreachable', restMs: 5_000 })
  expect(rest(2)).toMatchObject({ restMs: 10_000 })
  expect(rest(5)).toMatchObject({ restMs: 80_000 })
  expect(rest(1000)).toMatchObject({ restMs: 21_600_000 })
})

test('an address that never answered is given up after two weeks', () => {
  expect(afterMiss({ reason: 'too-slow', tries: 90, ageMs: 14 * 86_400_000 - 1 })).toMatchObject({ state: 'waiting' })
  expect(afterMiss({ reason: 'too-slow', tries: 90, ageMs: 14 * 86_400_000 })).toEqual({ state: 'gone', reason: 'never-answered' })
})

test('while our own storage is full or away a file waits, however long that takes', () => {
  for (const reason of ['storage-full', 'storage-away'] as const) {
    expect(afterMiss({ reason, tries: 5000, ageMs: 1e12 })).toEqual({ state: 'waiting', reason, restMs: 30_000 })
  }
})

test('a full storage is ours to mend, a dead address is not', () => {
  expect([isOfOurStorage('storage-full'), isOfOurStorage('storage-away'), isOfOurStorage('unreachable')]).toEqual([true, true, false])
})
