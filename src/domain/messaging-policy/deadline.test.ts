import { expect, test } from 'vitest'
import { deadlineOf, type Limits } from './deadline.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const asked = new Date('2026-11-20T10:00:00Z')
const after = (ms: number) => new Date(asked.getTime() + ms)
const window = { opensAt: asked, closesAt: after(DAY), reason: 'message' } as const
const direct: Limits = { subject: 'direct', status: 'open', allowances: [], window, privateReplies: [] }
const comment: Limits = { ...direct, subject: 'comments', window: undefined, privateReplies: [after(7 * DAY), after(8 * DAY)] }
const withAgents: Partial<Limits> = { allowances: ['news', 'human-agent'] }

test.each<[string, Limits, number, string | undefined, number?]>([
  ['within the 24 hours', { ...direct, ...withAgents }, DAY - 1, 'reply-window', DAY],
  ['when they are over, where human agents may answer', { ...direct, ...withAgents }, DAY, 'human-agent', 7 * DAY],
  ['a millisecond before the seven days are', { ...direct, ...withAgents }, 7 * DAY - 1, 'human-agent', 7 * DAY],
  ['when the seven days are over', { ...direct, ...withAgents }, 7 * DAY, undefined],
  ['when they are over, and human agents may not', direct, DAY, undefined],
  ['where the customer never wrote', { ...direct, window: undefined }, 0, undefined],
  ['in a ticket that is over', { ...direct, status: 'closed' }, 0, undefined],
  ['of two comments the one that is over first', comment, 0, 'private-reply', 7 * DAY],
  ['behind it the other one', comment, 7 * DAY, 'private-reply', 8 * DAY],
  ['behind both nothing', comment, 8 * DAY, undefined],
  ['under a visitor’s post', { ...comment, subject: 'post' }, 0, 'private-reply', 7 * DAY],
  ['of a review, which nobody answers privately', { ...comment, subject: 'review' }, 0, undefined],
  ['of comments in a ticket that is over', { ...comment, status: 'deleted' }, 0, undefined],
])('what ends next %s', (_when, limits, at, kind, end) => {
  const deadline = deadlineOf(limits, after(at))
  expect(deadline && [deadline.kind, deadline.until]).toEqual(kind && [kind, after(end ?? 0)])
})
