import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ALLOWANCES } from '#domain/messaging-policy/reply-mode.ts'
import { windowAfter } from '#domain/messaging-policy/reply-window.ts'
import { verdictOn } from '#domain/messaging-policy/verdict.ts'
import { TICKET_STATUSES } from '#domain/tickets/status.ts'
import type { Ticket } from '../api/types.ts'
import { writingOf } from './writing.ts'

const now = new Date('2026-11-25T11:00:00Z')
const ticket: Pick<Ticket, 'kind' | 'status' | 'channel' | 'window' | 'privateReply' | 'client' | 'wholePost'> = {
  wholePost: null,
  kind: 'direct',
  status: 'open',
  channel: { id: 'c', name: 'Lindqvist Cycles', kind: 'facebook', state: 'connected', allowances: [] },
  window: { opensAt: '2026-11-24T14:10:00Z', closesAt: '2026-11-25T14:10:00Z', reason: 'message' },
  privateReply: null,
  client: { id: 'p', ownId: 'p', name: 'Kiki Adeyemi', pictureUrl: null, isVip: false, externalId: '7012' },
}
const of = (differs: Partial<typeof ticket>, { mayReply = true, mayManage = false } = {}) =>
  writingOf({ ...ticket, ...differs }, { mayReply, mayManage, now })

test('U5: while one may write, the sentence says until when', () => {
  const { words, chip } = of({})
  expect(words.head).toMatch(/^You can reply until today \d+:10/u)
  expect(words.body).toBe('Each new message from Kiki starts another 24 hours.')
  expect(chip).toMatchObject({ level: 'soon', label: '3 h 10 min' })
})

test.each([
  ['comment', 'Everyone on Facebook can read it, and there is no time limit.'],
  ['website', 'There is no time limit.'],
] as const)('of a %s nothing is said of Facebook’s readers but where they are', (kind, body) => {
  expect(of({ kind, window: null }).words).toEqual({ head: 'You can reply', body })
})

test.each([
  ['a closed ticket', of({ status: 'closed' }), 'This ticket is closed', 'No replies'],
  ['a deleted ticket', of({ status: 'deleted' }), 'This ticket is deleted', 'No replies'],
  ['a dead Page', of({ channel: { ...ticket.channel, state: 'disconnected' } }), 'Lindqvist Cycles is disconnected', '3 h 10 min'],
  ['Facebook off', of({ channel: { ...ticket.channel, state: 'switched-off' } }), 'Facebook is switched off', '3 h 10 min'],
  ['an internal employee', of({}, { mayReply: false }), 'You can read and comment', '3 h 10 min'],
  ['a client who never wrote', of({ window: null }), 'Facebook does not let us write to Kiki yet', 'Not open yet'],
])('U5: for %s nothing says that one is free to write, though the window is open', (_what, { words, chip }, head, label) => {
  expect(words.head).toBe(head)
  expect(chip).toMatchObject({ level: 'closed', label })
})

test.each([
  ['disconnected', 'an administrator reconnects this Page', 'you reconnect this Page'],
  ['switched-off', 'an administrator switches the extension back on', 'you switch the extension back on'],
] as const)(
  'U27: what keeps a Page %s waits for an administrator, and they are told that it is them',
  (state, forAgents, forAdministrators) => {
    const differs = { channel: { ...ticket.channel, state } }
    expect(of(differs).words.body).toContain(`until ${forAgents}.`)
    expect(of(differs, { mayManage: true }).words.body).toContain(`until ${forAdministrators}.`)
  },
)

const over = { window: { opensAt: '2026-11-22T14:10:00Z', closesAt: '2026-11-23T14:10:00Z', reason: 'message' } } as const
const allowing = (...allowances: Ticket['channel']['allowances']) => ({ ...over, channel: { ...ticket.channel, allowances } })

test.each([
  [
    'a human agent may answer',
    of(allowing('human-agent')),
    /^You can still answer until .+ as a human agent\. Facebook’s rule: typed by you, about Kiki’s question/u,
  ],
  ['only news may go', of(allowing('news')), /^You can send news of this Page: no promotion/u],
  ['the Page has no feature', of(over), /does not have its Human Agent feature\. A new message from Kiki/u],
  [
    'the seven days are over, too',
    of({ ...allowing('human-agent'), window: { opensAt: '2026-11-10T14:10:00Z', closesAt: '2026-11-11T14:10:00Z', reason: 'message' } }),
    /^Facebook allows nothing later than 7 days/u,
  ],
])('P6, S14: after the 24 hours it is said what remains: %s', (_what, { words }, body) => {
  expect(words.head).toMatch(/^The 24 hours ended/u)
  expect(words.body).toMatch(body)
})

test('P6: of a human agent it is told what is left of their seven days, never that the 24 hours run', () => {
  const { verdict, chip } = writingOf(
    { ...ticket, ...allowing('human-agent') },
    { mayReply: true, mayManage: false, now },
    { mode: 'human-agent' },
  )
  expect(verdict.kind).toBe('may')
  expect(chip).toMatchObject({ level: 'human', label: 'Human agent 4 d 3 h' })
})

const DAY_MS = 86_400_000
const cases = fc.record({
  mayReply: fc.boolean(),
  status: fc.constantFrom(...TICKET_STATUSES),
  allowances: fc.subarray([...ALLOWANCES]),
  state: fc.constantFrom('connected', 'connected', 'connected', 'disconnected', 'switched-off'),
  /** How long ago the customer wrote; most of it around the end of the window, to the millisecond. */
  writtenAgoMs: fc.option(fc.oneof(fc.integer({ min: DAY_MS - 3, max: DAY_MS + 3 }), fc.integer({ min: 0, max: 3 * DAY_MS })), {
    nil: undefined,
  }),
})

test('the composer is open and locked by the very verdict that the desk refuses with (src/desk/tickets/require-verdict.test.ts)', () => {
  fc.assert(
    fc.property(cases, ({ mayReply, status, state, allowances, writtenAgoMs }) => {
      const window = writtenAgoMs === undefined ? undefined : windowAfter(undefined, new Date(now.getTime() - writtenAgoMs), 'message')
      const told = window ? { opensAt: window.opensAt.toISOString(), closesAt: window.closesAt.toISOString(), reason: window.reason } : null
      const by = { kind: 'person', mayReply } as const
      expect(of({ status, channel: { ...ticket.channel, state, allowances }, window: told }, { mayReply }).verdict).toEqual(
        verdictOn({
          act: 'say',
          content: 'text',
          mode: 'response',
          by,
          subject: 'direct',
          ticket: status,
          channel: state,
          allowances,
          window,
          now,
        }),
      )
    }),
    { numRuns: 2000 },
  )
})

test('S13: who came from an ad is told so, and by what the window was open when it is over', () => {
  const byAd = { window: { opensAt: '2026-11-25T10:00:00Z', closesAt: '2026-11-26T10:00:00Z', reason: 'ad' } } as const
  expect(of(byAd).words.body).toBe('Kiki came from an ad. Each new message from Kiki starts another 24 hours.')
  expect(of(byAd).chip).toMatchObject({ isByAd: true, when: expect.stringContaining('came from an ad') })
  const week = { window: { ...byAd.window, closesAt: '2026-12-02T10:00:00Z' } }
  expect(of(week).words.body).toBe('Kiki came from an ad, which opens 7 days.')
  const ended = { window: { opensAt: '2026-11-17T10:00:00Z', closesAt: '2026-11-24T10:00:00Z', reason: 'ad' } } as const
  expect(of(ended).words.head).toMatch(/^The 7 days after the ad ended/u)
})
