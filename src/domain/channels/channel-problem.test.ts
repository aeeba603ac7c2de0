import { expect, test } from 'vitest'
import { foremostProblem, type ChannelProblem, type DatedProblem } from './channel-problem.ts'

const day = (date: number) => new Date(Date.UTC(2026, 10, date))
const since = (date: number, problem: ChannelProblem): DatedProblem => ({ ...problem, since: day(date), mendedAt: undefined })
const missing = (permission: string) => ({ kind: 'permission-missing', permission }) as const

test('who asks for one problem is told the one that stops most', () => {
  const dead = since(23, { kind: 'key-dead', cause: 'unknown', code: 190 })
  const unreadable = since(22, { kind: 'key-unreadable' })
  const comments = since(20, missing('pages_read_user_content'))
  expect(foremostProblem([comments, unreadable, dead])).toEqual(dead)
  expect(foremostProblem([comments, unreadable])).toEqual(unreadable)
  const blocked = since(24, { kind: 'sending-blocked', reason: 'Spam' })
  expect(foremostProblem([comments, blocked, unreadable])).toEqual(unreadable)
  expect(foremostProblem([comments, blocked])).toEqual(blocked)
  expect(foremostProblem([comments])).toEqual(comments)
  expect(foremostProblem([])).toBeUndefined()
})

test('missing permissions are told as one, answers first, since the first was missing', () => {
  const problems = [since(20, missing('pages_read_user_content')), since(23, missing('pages_messaging'))]
  expect(foremostProblem(problems)).toEqual(since(20, missing('pages_messaging, pages_read_user_content')))
})

test('what is mended is no problem any more', () => {
  expect(foremostProblem([{ ...since(20, { kind: 'key-dead', cause: 'unknown' }), mendedAt: day(21) }])).toBeUndefined()
})
