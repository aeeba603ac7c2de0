import { expect, test } from 'vitest'
import { moderationOffers, sayingObstacle } from './moderation-offers.ts'

type Line = Parameters<typeof moderationOffers>[0]
type Talk = Parameters<typeof moderationOffers>[1]

const now = new Date('2026-11-29T10:00:00Z')
const talk: Talk = {
  id: 't',
  status: 'open',
  kind: 'comment',
  channel: { id: 'c', name: 'A Page', kind: 'facebook', state: 'connected', allowances: [] },
  missing: [],
}
const theirs: Line = {
  line: 'customer-message',
  ticketId: 't',
  occurredAt: '2026-11-29T09:00:00Z',
  reactions: [],
  isHidden: false,
  isAuthorBlocked: false,
  acts: [],
  privateReply: null,
  takenBackAt: null,
  state: null,
}
const answered = {
  id: 'a',
  act: 'reply-privately',
  text: 'Hi',
  state: 'sent',
  at: '2026-11-29T09:30:00Z',
  by: { id: 'u', name: 'Maja' },
  failure: null,
  ticketId: null,
  setAside: null,
} as const
const offered = (line: Partial<Line>, where: Partial<Talk> = {}) =>
  moderationOffers({ ...theirs, ...line } as Line, { ...talk, ...where }, now).map(({ label, isOff }) => (isOff ? `(${label})` : label))

test.each<[string, Partial<Line>, Partial<Talk>, string[]]>([
  ['a comment', {}, {}, ['Reply privately', 'Like', 'Hide', 'Delete', 'Block']],
  [
    'a hidden one that we like',
    { isHidden: true, reactions: [{ by: 'page', reaction: 'like', emoji: null, at: '' }] },
    {},
    ['Reply privately', 'Unlike', 'Show again', 'Delete', 'Block'],
  ],
  ['one that was answered privately', { acts: [answered] }, {}, ['(Reply privately)', 'Like', 'Hide', 'Delete', 'Block']],
  ['one of last month', { occurredAt: '2026-10-29T09:00:00Z' }, {}, ['(Reply privately)', 'Like', 'Hide', 'Delete', 'Block']],
  [
    'one that was answered privately in Facebook',
    { privateReply: 'answered' },
    {},
    ['(Reply privately)', 'Like', 'Hide', 'Delete', 'Block'],
  ],
  ['one that Facebook will not have answered', { privateReply: 'cannot' }, {}, ['(Reply privately)', 'Like', 'Hide', 'Delete', 'Block']],
  ['one of a Page that may not send', {}, { missing: ['pages_messaging'] }, ['(Reply privately)', 'Like', 'Hide', 'Delete', 'Block']],
  [
    'one of a Page that may not moderate',
    {},
    { missing: ['pages_manage_engagement'] },
    ['Reply privately', '(Like)', '(Hide)', '(Delete)', '(Block)'],
  ],
  ['one whose ticket is closed', {}, { status: 'closed' }, ['(Reply privately)', 'Like', 'Hide', 'Delete', 'Block']],
  ['one of an earlier ticket', { ticketId: 'before' }, {}, ['(Reply privately)', 'Like', 'Hide', 'Delete', 'Block']],
  ['one that stands in no ticket', { ticketId: null }, {}, ['(Reply privately)', '(Like)', '(Hide)', '(Delete)', '(Block)']],
  ['ours that stands in no ticket', { line: 'our-message', state: 'sent', ticketId: null }, {}, ['(Edit)', '(Delete)']],
  ['our answer in a closed ticket', { line: 'our-message', state: 'sent' }, { status: 'closed' }, ['Edit', 'Delete']],
  ['our answer', { line: 'our-message', state: 'sent' }, {}, ['Edit', 'Delete']],
  ['our answer that waits', { line: 'our-message', state: 'queued' }, {}, []],
  ['a deleted one', { takenBackAt: '2026-11-29T09:30:00Z' }, {}, ['Block']],
  ['our deleted answer', { line: 'our-message', state: 'sent', takenBackAt: '2026-11-29T09:30:00Z' }, {}, []],
  ['one of a blocked author', { isAuthorBlocked: true }, {}, ['Reply privately', 'Like', 'Hide', 'Delete', 'Unblock']],
  ['one of nobody told', { isAuthorBlocked: null }, {}, ['Reply privately', 'Like', 'Hide', 'Delete', '(Block)']],
  ['a review', {}, { kind: 'review' }, ['Like']],
  ['one of a Page that is cut off', {}, { channel: { ...talk.channel, state: 'disconnected' } }, []],
])('B16: of %s is offered what can be done', (_what, line, where, offers) => {
  expect(offered(line, where)).toEqual(offers)
})

test('each that cannot be done says why', () => {
  const [used] = moderationOffers({ ...theirs, acts: [answered] }, talk, now)
  expect(used?.title).toBe('Already used. Facebook allows one private reply to a comment.')
  const refused = { ...answered, state: 'failed', failure: { reason: 'answered-privately', code: 10_900 } } as const
  const elsewhere: Line[] = [
    { ...theirs, privateReply: 'answered' },
    { ...theirs, acts: [refused] },
  ]
  for (const line of elsewhere) {
    expect(moderationOffers(line, talk, now)[0]?.title).toMatch(/^Already used\. Someone replied privately in Facebook itself/u)
  }
  expect(moderationOffers({ ...theirs, privateReply: 'cannot' }, talk, now)[0]?.title).toMatch(
    /^Facebook says that a private reply is not possible/u,
  )
  expect(moderationOffers(theirs, { ...talk, missing: ['pages_messaging'] }, now)[0]?.title).toContain('(pages_messaging)')
  expect(moderationOffers(theirs, { ...talk, status: 'closed' }, now)[0]?.title).toMatch(/^Its ticket is over/u)
  expect(moderationOffers({ ...theirs, isAuthorBlocked: null }, talk, now).at(-1)?.title).toBe(
    'Facebook does not tell who wrote this, so nobody can be blocked.',
  )
  const [late] = moderationOffers({ ...theirs, occurredAt: '2026-10-29T09:00:00Z' }, talk, now)
  expect(late?.title).toMatch(/^The 7 days for a private reply ended /u)
})

test('what is answered is answered by its own ticket, while that takes replies', () => {
  const over = (line: Partial<Line>, where: Partial<Talk> = {}) => sayingObstacle({ ...theirs, ...line }, { ...talk, ...where })
  expect(over({})).toBe(undefined)
  expect(over({}, { status: 'solved' })).toBe(undefined)
  expect(over({}, { status: 'closed' })).toMatch(/^Its ticket is over/u)
  expect(over({ ticketId: 'before' })).toMatch(/^It belongs to an earlier ticket/u)
  expect(over({ ticketId: null })).toMatch(/^It belongs to no ticket/u)
  for (const { title } of moderationOffers({ ...theirs, ticketId: null }, talk, now)) {
    expect(title).toMatch(/^It belongs to no ticket/u)
  }
})
