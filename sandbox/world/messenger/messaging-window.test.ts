import { expect, test } from 'vitest'
import { mayWrite } from './messaging-window.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const claims = { isHumanAgent: true, isNewsPage: false, isFeedback: false, isUtility: false }
const plain = { ...claims, messagingType: 'RESPONSE', tag: undefined }
const tagged = (tag: string | undefined) => ({ ...claims, messagingType: 'MESSAGE_TAG', tag })
const human = tagged('HUMAN_AGENT')
const feedback = { ...tagged('CUSTOMER_FEEDBACK'), isFeedback: true }
const utility = { ...claims, messagingType: 'UTILITY', tag: undefined, isUtility: true }

test.each([
  ['a moment before a day is over', { ...plain, later: DAY - 1 }, 'allowed'],
  ['on the stroke of 24 hours', { ...plain, later: DAY }, 'outside-window'],
  ['a moment before a week is over, by a human', { ...human, later: 7 * DAY - 1 }, 'allowed'],
  ['on the stroke of a week, by a human', { ...human, later: 7 * DAY }, 'outside-window'],
  ['two days later, by a human of an app without the feature', { ...human, isHumanAgent: false, later: 2 * DAY }, 'no-human-agent'],
  ['at once, by a human of an app without the feature', { ...human, isHumanAgent: false, later: 0 }, 'allowed'],
  ['six days later, a question for feedback', { ...feedback, later: 6 * DAY }, 'allowed'],
  ['six days later, a text that says it asks for feedback', { ...feedback, isFeedback: false, later: 6 * DAY }, 'feedback-only'],
  ['at once, with an ended tag', { ...tagged('ACCOUNT_UPDATE'), later: 0 }, 'tag-ended'],
  ['at once, with a tag that never was', { ...tagged('HELLO'), later: 0 }, 'tag-unknown'],
  ['at once, tagged without a tag', { ...tagged(undefined), later: 0 }, 'tag-missing'],
  ['at once, without a type', { ...plain, messagingType: undefined, later: 0 }, 'allowed'],
  ['at once, with a type that never was', { ...plain, messagingType: 'HELLO', later: 0 }, 'type-unknown'],
  ['months later, from a utility template', { ...utility, later: 90 * DAY }, 'allowed'],
  ['months later, from a utility template without a type', { ...utility, messagingType: undefined, later: 90 * DAY }, 'allowed'],
  ['at once, a text that says it is utility', { ...utility, isUtility: false, later: 0 }, 'utility-only'],
  ['two days later, as news', { ...tagged('NON_PROMOTIONAL_SUBSCRIPTION'), later: 2 * DAY }, 'not-a-news-page'],
  ['two days later, as news of a news Page', { ...tagged('NON_PROMOTIONAL_SUBSCRIPTION'), isNewsPage: true, later: 2 * DAY }, 'allowed'],
])('%s', (_when, { later, ...leave }, verdict) => {
  expect(mayWrite({ openedAt: 1_000, windowMs: DAY }, 1_000 + later, leave)).toBe(verdict)
})

test('a window that an ad opened lasts as long as it says', () => {
  expect(mayWrite({ openedAt: 0, windowMs: 7 * DAY }, 6 * DAY, plain)).toBe('allowed')
})

test('nobody may write to someone who never opened the window', () => {
  expect(mayWrite({ openedAt: undefined, windowMs: DAY }, 0, plain)).toBe('outside-window')
})
