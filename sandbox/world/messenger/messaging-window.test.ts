import { expect, test } from 'vitest'
import { mayWrite } from './messaging-window.ts'

const HOUR = 3_600_000
const plain = { messagingType: 'RESPONSE', tag: undefined }
const human = { messagingType: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' }

const tagged = (tag: string | undefined) => ({ messagingType: 'MESSAGE_TAG', tag })

test.each([
  ['a moment before a day is over', { ...plain, later: 24 * HOUR - 1 }, 'allowed'],
  ['on the stroke of 24 hours', { ...plain, later: 24 * HOUR }, 'outside-window'],
  ['a moment before a week is over, by a human', { ...human, later: 7 * 24 * HOUR - 1 }, 'allowed'],
  ['on the stroke of a week, by a human', { ...human, later: 7 * 24 * HOUR }, 'outside-window'],
  ['at once, with an ended tag', { ...tagged('ACCOUNT_UPDATE'), later: 0 }, 'tag-ended'],
  ['at once, with a tag that never was', { ...tagged('HELLO'), later: 0 }, 'tag-unknown'],
  ['at once, tagged without a tag', { ...tagged(undefined), later: 0 }, 'tag-missing'],
  ['at once, without a type', { messagingType: undefined, tag: undefined, later: 0 }, 'allowed'],
  ['at once, with a type that is not built', { messagingType: 'UTILITY', tag: undefined, later: 0 }, 'type-unknown'],
  ['two days later, as news', { ...tagged('NON_PROMOTIONAL_SUBSCRIPTION'), later: 48 * HOUR }, 'not-a-news-page'],
])('%s', (_when, { later, ...leave }, verdict) => {
  expect(mayWrite(1_000, 1_000 + later, leave)).toBe(verdict)
})

test('nobody may write to someone who never opened the window', () => {
  expect(mayWrite(undefined, 0, plain)).toBe('outside-window')
})
