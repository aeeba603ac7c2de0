import { expect, test } from 'vitest'
import { FOLDERS } from './folder.ts'
import { compareIn, endOf, liesIn, type Placing } from './lies-in.ts'

const NOW = new Date('2026-11-28T12:00:00Z')
const LOOKER = { memberId: 'me', userId: 'user-me', now: NOW }
const inHours = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000)

function ticket(more: Partial<Placing> = {}): Placing {
  return {
    id: '1',
    status: 'open',
    assigneeId: undefined,
    deadlineAt: inHours(20),
    deadlineKind: 'reply-window',
    lastActivityAt: NOW,
    unsettledBy: [],
    draftedAt: undefined,
    ...more,
  }
}

test.each<[string, Partial<Placing>, string[]]>([
  ['open and nobody’s', {}, ['unassigned', 'open', 'all']],
  ['mine', { assigneeId: 'me' }, ['my', 'open', 'all']],
  ['a colleague’s', { assigneeId: 'another' }, ['open', 'all']],
  ['new, and late soon', { status: 'new', deadlineAt: inHours(5) }, ['ending-soon', 'unassigned', 'open', 'all']],
  ['late in six hours exactly', { deadlineAt: inHours(6) }, ['unassigned', 'open', 'all']],
  ['too late just now', { deadlineAt: NOW }, ['unassigned', 'open', 'all']],
  ['answered, so not late', { status: 'pending', deadlineAt: inHours(1) }, ['unassigned', 'open', 'all']],
  ['never written to us', { deadlineAt: undefined }, ['unassigned', 'open', 'all']],
  ['solved', { status: 'solved', assigneeId: 'me' }, ['all', 'solved']],
  ['closed', { status: 'closed', deadlineAt: inHours(1) }, ['all', 'closed']],
  ['spam', { status: 'spam' }, ['all', 'spam']],
  ['deleted', { status: 'deleted' }, ['all', 'deleted']],
  [
    'pending, with a reply of mine that failed',
    { status: 'pending', unsettledBy: ['user-else', 'user-me'] },
    ['needs-attention', 'needs-attention-of-all', 'unassigned', 'open', 'all'],
  ],
  [
    'closed, with a reply of a colleague’s that failed',
    { status: 'closed', unsettledBy: ['user-else'] },
    ['needs-attention-of-all', 'all', 'closed'],
  ],
  ['solved, with a draft of mine', { status: 'solved', draftedAt: NOW }, ['drafts', 'all', 'solved']],
  ['deleted, with a draft of mine', { status: 'deleted', draftedAt: NOW }, ['all', 'deleted']],
  ['spam, with a reply of mine that failed', { status: 'spam', unsettledBy: ['user-me'] }, ['all', 'spam']],
])('a ticket that is %s lies in its folders and no other', (_words, more, folders) => {
  expect(FOLDERS.filter((folder) => liesIn(folder, ticket(more), LOOKER))).toEqual(folders)
})

const A = ticket({ id: 'a', lastActivityAt: inHours(-3), deadlineAt: inHours(1) })
const B = ticket({ id: 'b', lastActivityAt: inHours(-2), deadlineAt: inHours(2) })
const C = ticket({ id: 'c', lastActivityAt: inHours(-2), deadlineAt: inHours(-2) })
const D = ticket({ id: 'd', lastActivityAt: inHours(-1), deadlineAt: inHours(1), status: 'closed' })

test.each([
  ['activity', 'the newest activity first', ['d', 'c', 'b', 'a']],
  ['expiring', 'what ends first, and what has none by activity', ['a', 'b', 'd', 'c']],
] as const)('by %s stands %s', (sort, _words, order) => {
  expect([A, B, C, D].toSorted(compareIn({ folder: 'all', sort }, NOW)).map(({ id }) => id)).toEqual(order)
})

test('drafts stand by when they were written on, whatever else happened', () => {
  const [first, second] = [
    { ...A, draftedAt: inHours(-1) },
    { ...B, draftedAt: inHours(-2) },
  ]
  expect([second, first].toSorted(compareIn({ folder: 'drafts', sort: 'activity' }, NOW)).map(({ id }) => id)).toEqual(['a', 'b'])
})

test('what ends before people are back lies in a folder of its own, where that is told', () => {
  const late = ticket({ deadlineAt: inHours(9) })
  const folders = (backAt: Date | undefined) => FOLDERS.filter((folder) => liesIn(folder, late, { ...LOOKER, backAt }))
  expect(folders(inHours(10))).toEqual(['before-back', 'unassigned', 'open', 'all'])
  expect(folders(inHours(9))).toEqual(['unassigned', 'open', 'all'])
  expect(folders(undefined)).toEqual(['unassigned', 'open', 'all'])
})

test('soon is within six hours, and before people are back until they are', () => {
  expect(endOf('soon', { now: NOW })).toEqual(inHours(6))
  expect(endOf('before-back', { now: NOW, backAt: inHours(14) })).toEqual(inHours(14))
  expect(endOf('before-back', { now: NOW })).toBeUndefined()
})

test('of what ends soon one looks at a kind, and other folders hold what they hold', () => {
  const late = ticket({ deadlineAt: inHours(1), deadlineKind: 'private-reply' })
  const folders = (deadlineKind: Placing['deadlineKind']) => FOLDERS.filter((folder) => liesIn(folder, late, { ...LOOKER, deadlineKind }))
  expect(folders('private-reply')).toEqual(['ending-soon', 'unassigned', 'open', 'all'])
  expect(folders('human-agent')).toEqual(['unassigned', 'open', 'all'])
})
