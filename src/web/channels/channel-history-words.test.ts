import { expect, test } from 'vitest'
import type { ChannelHappening } from '../api/types.ts'
import { comparingWords, happeningWords } from './channel-history-words.ts'

type Told = ChannelHappening extends infer One ? (One extends ChannelHappening ? Pick<One, 'what' | 'detail'> : never) : never
const words = (told: Told) => happeningWords({ id: 'h1', at: '2026-11-22T12:00:00.000Z', ...told } as ChannelHappening)

test('each thing that happens to a channel is told by whom, why, and with what came of it', () => {
  expect(words({ what: 'connected', detail: { person: 'Jagna', by: 'Maja' } })).toEqual({
    tone: 'ok',
    head: 'Connected by Maja',
    body: 'With the Facebook login of Jagna',
  })
  expect(words({ what: 'reconnected', detail: {} })).toEqual({ tone: 'ok', head: 'Reconnected', body: undefined })
  expect(words({ what: 'key-dead', detail: { cause: 'role-lost', code: 190, subcode: 492 } }).body).toBe(
    'The person who connected it is no longer an administrator of this Page. Facebook: 190 / 492',
  )
  expect(words({ what: 'key-mail', detail: { event: 'died', to: 3 } })).toMatchObject({
    head: 'Mail: the Page is disconnected',
    body: 'Written to all 3 administrators',
  })
})

test('N1: what was recovered is counted, and so is what Facebook does not show', () => {
  const since = '2026-11-22T10:00:00.000Z'
  expect(words({ what: 'recovered', detail: { messages: 41, comments: 6, posts: 1, unread: [], untold: 0, since } })).toMatchObject({
    tone: 'ok',
    head: '41 messages, 6 comments and 1 post recovered',
  })
  const cut = words({ what: 'recovered', detail: { messages: 1, comments: 0, posts: 0, unread: ['comments'], untold: 2, since } })
  expect(cut).toMatchObject({ tone: 'warn', head: '1 message recovered' })
  expect(cut.body).toContain('did not let the desk read posts and comments')
  expect(cut.body).toContain('Of 2 more Facebook shows only that they are there')
  expect(words({ what: 'recovered', detail: { messages: 0, comments: 0, posts: 0, unread: [], untold: 0, since } }).head).toBe(
    'Nothing was missing that Facebook shows',
  )
})

test('how far a comparison is counts all that was missing', () => {
  const since = '2026-11-22T10:00:00.000Z'
  expect(comparingWords({ since, messages: 0, comments: 0, posts: 0 })).toMatch(/: nothing was missing so far\.$/)
  expect(comparingWords({ since, messages: 2, comments: 0, posts: 1 })).toMatch(/: 2 messages and 1 post recovered so far\.$/)
})

test('what Facebook had stopped telling of is named, and nothing else', () => {
  expect(words({ what: 'subscription-mended', detail: { fields: ['feed', 'mention'] } })).toMatchObject({
    head: 'Fixed automatically: 2 event fields',
    body: expect.stringContaining('Facebook had stopped telling of feed and mention, and tells of that again.'),
  })
})
