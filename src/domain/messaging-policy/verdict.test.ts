import fc from 'fast-check'
import { expect, test } from 'vitest'
import { REACH, type SubjectKind } from '../conversations/subject.ts'
import { TEMPLATE_STATUSES } from '../templates/message-template.ts'
import { TICKET_STATUSES } from '../tickets/status.ts'
import { CONTENT_KINDS, type ContentKind } from './content-kind.ts'
import { ALLOWANCES, RECORDED_ALLOWANCES, REPLY_MODES, TAGGED_MODES, type ReplyMode } from './reply-mode.ts'
import { windowAfter } from './reply-window.ts'
import { verdictOn, type Asked } from './verdict.ts'

const at = (time: string) => new Date(time)
const asked = at('2026-11-24T14:10:00Z')
const ends = at('2026-11-25T14:10:00Z')
const PERSON = { kind: 'person', mayReply: true } as const
const EMPLOYEE = { kind: 'person', mayReply: false } as const
const AUTOMATION = { kind: 'automation' } as const
const open: Omit<Asked, 'now'> = {
  act: 'say',
  content: 'text',
  mode: 'response',
  by: PERSON,
  subject: 'direct',
  ticket: 'open',
  channel: 'connected',
  allowances: [],
  window: windowAfter(undefined, asked, 'message'),
}
const verdict = (differs: Partial<Asked>, now: string) => verdictOn({ ...open, now: at(now), ...differs })

test.each<[string, Partial<Asked>, string, string]>([
  ['an agent, while the window is open', {}, '2026-11-25T12:00:00Z', 'may'],
  ['an agent, a millisecond before its end', {}, '2026-11-25T14:09:59.999Z', 'may'],
  ['an agent, on the stroke of its end', {}, '2026-11-25T14:10:00Z', 'window-closed'],
  ['an agent, a millisecond after its end', {}, '2026-11-25T14:10:00.001Z', 'window-closed'],
  ['an agent, in the very moment in which the customer wrote', {}, '2026-11-24T14:10:00Z', 'may'],
  ['an agent, to a person who never wrote', { window: undefined }, '2026-11-25T12:00:00Z', 'never-opened'],
  ['an agent, through a disconnected Page', { channel: 'disconnected' }, '2026-11-25T12:00:00Z', 'disconnected'],
  ['an agent, while Facebook is switched off', { channel: 'switched-off' }, '2026-11-25T12:00:00Z', 'switched-off'],
  ['an agent, in a closed ticket', { ticket: 'closed' }, '2026-11-25T12:00:00Z', 'ticket-over'],
  ['an agent, in a deleted ticket', { ticket: 'deleted' }, '2026-11-25T12:00:00Z', 'ticket-over'],
  ['an internal employee, however open the window is', { by: EMPLOYEE }, '2026-11-25T12:00:00Z', 'role'],
  ['a dead Page whose window is over too: the Page', { channel: 'disconnected' }, '2026-11-26T12:00:00Z', 'disconnected'],
  ['a closed ticket of a dead Page: the ticket', { ticket: 'closed', channel: 'disconnected' }, '2026-11-25T12:00:00Z', 'ticket-over'],
  ['an internal employee in a closed ticket: the role', { by: EMPLOYEE, ticket: 'closed' }, '2026-11-25T12:00:00Z', 'role'],
  ['what nobody can do there, by whomever: the place', { act: 'hide', by: EMPLOYEE, ticket: 'closed' }, '2026-11-25T12:00:00Z', 'not-here'],
  ['an automation, a millisecond before the end', { by: AUTOMATION }, '2026-11-25T14:09:59.999Z', 'may'],
  ['an automation, on the stroke of the end', { by: AUTOMATION }, '2026-11-25T14:10:00Z', 'window-closed'],
  ['an automation, in a closed ticket', { by: AUTOMATION, ticket: 'closed' }, '2026-11-25T12:00:00Z', 'ticket-over'],
  ['what was said before the ticket was closed, at its call', { ticket: undefined }, '2026-11-25T14:09:59.999Z', 'may'],
  ['the same, too late', { ticket: undefined }, '2026-11-25T14:10:00Z', 'window-closed'],
  ['the same, through a Page that died meanwhile', { ticket: undefined, channel: 'disconnected' }, '2026-11-25T12:00:00Z', 'disconnected'],
])('U5: %s', (_who, differs, now, kind) => {
  expect(verdict(differs, now).kind).toBe(kind)
})

test('U5: the verdict names the moment it ends, or ended', () => {
  expect(verdict({}, '2026-11-25T12:00:00Z')).toEqual({
    kind: 'may',
    until: ends,
    goesAs: { messagingType: 'RESPONSE' },
  })
  expect(verdict({}, '2026-11-26T12:00:00Z')).toEqual({ kind: 'window-closed', mode: 'response', since: ends, remains: [] })
})

test('U5: only closed and deleted tickets end the writing', () => {
  const over = TICKET_STATUSES.filter((ticket) => verdictOn({ ...open, ticket, now: asked }).kind !== 'may')
  expect(over).toEqual(['closed', 'deleted'])
})

test('B16: a ticket that is over ends what is said, in public and in private, and no other act', () => {
  const acts = REACH.comments.acts
  for (const ticket of TICKET_STATUSES) {
    const over = acts.filter((act) => verdictOn({ ...open, act, subject: 'comments', ticket, now: asked }).kind !== 'may')
    expect(over).toEqual(ticket === 'closed' || ticket === 'deleted' ? ['say', 'say-privately'] : [])
  }
})

test('only private messages with a person end by the clock', () => {
  const kinds = Object.keys(REACH) as SubjectKind[]
  const years = '2030-01-01T00:00:00Z'
  expect(kinds.filter((subject) => verdict({ subject, window: undefined }, years).kind !== 'may')).toEqual(['direct'])
  expect(verdict({ subject: 'comments', window: undefined }, years)).toEqual({
    kind: 'may',
    until: undefined,
    goesAs: undefined,
  })
})

const OFFERED = ['quick-replies', 'buttons', 'cards'] as const

test.each(OFFERED)('%s go where words go to a person, to the millisecond, and nowhere else', (content) => {
  const human = { content, mode: 'human-agent', allowances: ['human-agent'] } as const
  expect(verdict({ content }, '2026-11-25T14:09:59.999Z').kind).toBe('may')
  expect(verdict({ content }, '2026-11-25T14:10:00Z').kind).toBe('window-closed')
  expect(verdict({ content, allowances: ['human-agent'] }, '2026-11-25T14:10:00Z')).toMatchObject({ remains: [{ mode: 'human-agent' }] })
  expect(verdict(human, '2026-12-01T14:09:59.999Z')).toMatchObject({ goesAs: { messagingType: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' } })
  expect(verdict(human, '2026-12-01T14:10:00Z').kind).toBe('window-closed')
  expect(verdict({ ...human, by: AUTOMATION }, '2026-11-26T12:00:00Z').kind).toBe('persons-only')
  expect(verdict({ content, mode: 'utility', allowances: ALLOWANCES, template: 'approved' }, '2026-11-25T12:00:00Z').kind).toBe('not-this')
  const elsewhere = (Object.keys(REACH) as SubjectKind[]).filter(
    (subject) => verdict({ content, subject }, '2026-11-25T12:00:00Z').kind === 'may',
  )
  expect(elsewhere).toEqual(['direct'])
  expect(verdict({ content, subject: 'comments', act: 'say-privately' }, '2026-11-25T12:00:00Z').kind).toBe('not-this')
})

const HUMAN = { mode: 'human-agent', allowances: ['human-agent'] } as const
const NEWS = { mode: 'news', allowances: ['news'] } as const
const weekEnds = at('2026-12-01T14:10:00Z')

test.each<[string, Partial<Asked>, string, string]>([
  ['a human agent, once the 24 hours are over', HUMAN, '2026-11-25T14:10:00Z', 'may'],
  ['a human agent, a millisecond before the seven days end', HUMAN, '2026-12-01T14:09:59.999Z', 'may'],
  ['a human agent, on the stroke of their end', HUMAN, '2026-12-01T14:10:00Z', 'window-closed'],
  ['a human agent, a millisecond after it', HUMAN, '2026-12-01T14:10:00.001Z', 'window-closed'],
  ['a human agent of a Page without the feature', { ...HUMAN, allowances: ['news'] }, '2026-11-26T12:00:00Z', 'not-granted'],
  ['a human agent, to a person who never wrote', { ...HUMAN, window: undefined }, '2026-11-26T12:00:00Z', 'never-opened'],
  ['a human agent, in a closed ticket', { ...HUMAN, ticket: 'closed' }, '2026-11-26T12:00:00Z', 'ticket-over'],
  ['a human agent under a comment', { ...HUMAN, subject: 'comments' }, '2026-11-26T12:00:00Z', 'not-here'],
  ['an automation as human agent', { ...HUMAN, by: AUTOMATION }, '2026-11-26T12:00:00Z', 'persons-only'],
  ['an automation as human agent, while the 24 hours run', { ...HUMAN, by: AUTOMATION }, '2026-11-25T12:00:00Z', 'persons-only'],
  ['an employee as human agent', { ...HUMAN, by: EMPLOYEE }, '2026-11-26T12:00:00Z', 'role'],
  [
    'what a human agent asked for, at its call, the Page being dead',
    { ...HUMAN, ticket: undefined, channel: 'disconnected' },
    '2026-11-26T12:00:00Z',
    'disconnected',
  ],
  ['news, a year later', NEWS, '2027-11-26T12:00:00Z', 'may'],
  ['news of a Page that is not registered', { ...NEWS, allowances: ['human-agent'] }, '2026-11-26T12:00:00Z', 'not-granted'],
  ['news to a person who never wrote', { ...NEWS, window: undefined }, '2026-11-26T12:00:00Z', 'never-opened'],
  ['news by an automation', { ...NEWS, by: AUTOMATION }, '2026-11-26T12:00:00Z', 'persons-only'],
])('P6, S14: %s', (_who, differs, now, kind) => {
  expect(verdict(differs, now).kind).toBe(kind)
})

test('P6, S14: what may go outside of the 24 hours goes with its tag', () => {
  expect(verdict(HUMAN, '2026-11-26T12:00:00Z')).toEqual({
    kind: 'may',
    until: weekEnds,
    goesAs: { messagingType: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' },
  })
  expect(verdict(NEWS, '2026-11-26T12:00:00Z')).toEqual({
    kind: 'may',
    until: undefined,
    goesAs: { messagingType: 'MESSAGE_TAG', tag: 'NON_PROMOTIONAL_SUBSCRIPTION' },
  })
})

test.each<[string, Partial<Asked>, string, readonly ReplyMode[]]>([
  ['after a day a human agent', { allowances: ['human-agent'] }, '2026-11-26T12:00:00Z', ['human-agent']],
  ['after a day both', { allowances: RECORDED_ALLOWANCES }, '2026-11-26T12:00:00Z', ['human-agent', 'news']],
  ['after a day a template, too', { allowances: ALLOWANCES }, '2026-11-26T12:00:00Z', ['human-agent', 'news', 'utility']],
  ['after a week news', { allowances: RECORDED_ALLOWANCES }, '2026-12-01T14:10:00Z', ['news']],
  ['after a week nothing', { allowances: ['human-agent'] }, '2026-12-01T14:10:00Z', []],
  ['for an automation a template', { allowances: ALLOWANCES, by: AUTOMATION }, '2026-11-26T12:00:00Z', ['utility']],
  ['for an automation without one nothing', { allowances: RECORDED_ALLOWANCES, by: AUTOMATION }, '2026-11-26T12:00:00Z', []],
  ['within a day an answer, where the Page has no feature', { mode: 'human-agent' }, '2026-11-25T12:00:00Z', ['response']],
])('P6: what remains: %s', (_what, differs, now, modes) => {
  const { remains } = verdict(differs, now) as Extract<ReturnType<typeof verdict>, { readonly remains: unknown }>
  expect(remains.map(({ mode }) => mode)).toEqual(modes)
})

test('what may be said where: words wherever something is said, files and what can be tapped where the place takes them, and none in a private reply', () => {
  const kinds = Object.keys(REACH) as SubjectKind[]
  for (const subject of kinds) {
    for (const content of CONTENT_KINDS) {
      const { files, canOffer } = REACH[subject]
      const isOffered = OFFERED.some((each) => each === content)
      const isTaken = content === 'text' || (content === 'files' && files !== undefined) || (isOffered && canOffer)
      expect(verdictOn({ ...open, subject, content, now: asked }).kind).toBe(isTaken ? 'may' : 'not-this')
    }
  }
  const privately = (content: ContentKind) => verdict({ act: 'say-privately', subject: 'comments', content }, '2026-11-24T15:00:00Z').kind
  expect(CONTENT_KINDS.filter((content) => privately(content) === 'may')).toEqual(['text'])
})

test('what can never be said there is named before the role, the ticket and the window', () => {
  const files = { act: 'say-privately', subject: 'comments', content: 'files' } as const
  const differs = { ...files, by: EMPLOYEE, ticket: 'closed', channel: 'disconnected' } as const
  expect(verdict(differs, '2026-11-26T12:00:00Z')).toEqual({ kind: 'not-this', content: 'files' })
})

const UTILITY = { content: 'template', mode: 'utility', template: 'approved' } as const

test.each<[string, Partial<Asked>, string, string]>([
  ['a template, while the 24 hours run', UTILITY, '2026-11-25T12:00:00Z', 'may'],
  ['a template, a millisecond after them', UTILITY, '2026-11-25T14:10:00.001Z', 'may'],
  ['a template, a year later', UTILITY, '2027-11-26T12:00:00Z', 'may'],
  ['a template by an automation', { ...UTILITY, by: AUTOMATION }, '2027-11-26T12:00:00Z', 'may'],
  ['a template to a person who never wrote', { ...UTILITY, window: undefined }, '2026-11-25T12:00:00Z', 'never-opened'],
  ['a template in review', { ...UTILITY, template: 'pending' }, '2026-11-25T12:00:00Z', 'not-approved'],
  ['a rejected template', { ...UTILITY, template: 'rejected' }, '2026-11-25T12:00:00Z', 'not-approved'],
  ['a disabled template', { ...UTILITY, template: 'disabled' }, '2026-11-25T12:00:00Z', 'not-approved'],
  [
    'a template of which nobody knows the review',
    { ...UTILITY, template: undefined, allowances: ALLOWANCES },
    '2026-11-25T12:00:00Z',
    'not-approved',
  ],
  ['a template as an answer', { ...UTILITY, mode: 'response' }, '2026-11-25T12:00:00Z', 'not-this'],
  ['a template as human agent', { ...UTILITY, mode: 'human-agent' }, '2026-11-25T12:00:00Z', 'not-this'],
  ['words as a utility message', { mode: 'utility' }, '2026-11-25T12:00:00Z', 'not-this'],
  ['a template under a comment', { ...UTILITY, subject: 'comments' }, '2026-11-25T12:00:00Z', 'not-here'],
  ['a template in a closed ticket', { ...UTILITY, ticket: 'closed' }, '2026-11-25T12:00:00Z', 'ticket-over'],
  ['a template by an employee', { ...UTILITY, by: EMPLOYEE }, '2026-11-25T12:00:00Z', 'role'],
])('utility messages: %s', (_what, differs, now, kind) => {
  expect(verdict(differs, now).kind).toBe(kind)
})

test('a template goes as a utility message, without a tag, and one that is not approved names what remains', () => {
  expect(verdict(UTILITY, '2027-11-26T12:00:00Z')).toEqual({ kind: 'may', until: undefined, goesAs: { messagingType: 'UTILITY' } })
  expect(verdict({ ...UTILITY, template: 'pending' }, '2026-11-25T12:00:00Z')).toEqual({
    kind: 'not-approved',
    status: 'pending',
    remains: [{ mode: 'response', until: ends }],
  })
})

const CASES = fc.record({
  act: fc.constantFrom(...REACH.comments.acts),
  content: fc.constantFrom(...CONTENT_KINDS),
  template: fc.constantFrom(undefined, ...TEMPLATE_STATUSES),
  mode: fc.constantFrom(...REPLY_MODES),
  by: fc.constantFrom(PERSON, EMPLOYEE, AUTOMATION),
  subject: fc.constantFrom(...(Object.keys(REACH) as SubjectKind[])),
  ticket: fc.constantFrom(undefined, ...TICKET_STATUSES),
  channel: fc.constantFrom('connected', 'connected', 'disconnected', 'switched-off'),
  allowances: fc.subarray([...ALLOWANCES]),
  ago: fc.option(fc.nat(10 * 86_400_000), { nil: undefined }),
})

test('P6: whatever is asked, an automation never gets a tag, nor anybody one that the Page has not', () => {
  fc.assert(
    fc.property(CASES, ({ ago, ...asked }) => {
      const window = ago === undefined ? undefined : windowAfter(undefined, new Date(ends.getTime() - ago), 'message')
      const said = verdictOn({ ...asked, window, now: ends })
      if (said.kind === 'may' && said.goesAs !== undefined && 'tag' in said.goesAs) {
        expect(asked.by).toBe(PERSON)
        expect(asked.allowances).toContain(asked.mode)
        expect(window).toBeDefined()
      }
      if (said.kind === 'may' && said.goesAs?.messagingType === 'UTILITY') {
        expect(asked).toMatchObject({ act: 'say', content: 'template', template: 'approved', mode: 'utility', subject: 'direct' })
        expect(window).toBeDefined()
      }
      if ('remains' in said) {
        const tagged = said.remains.filter(({ mode }) => TAGGED_MODES.some((one) => one === mode))
        expect(asked.by.kind === 'automation' ? tagged : []).toEqual([])
      }
    }),
    { numRuns: 10_000 },
  )
})
