import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TicketSummary } from '#api/contract/ticket.ts'
import { presentTicket } from '#api/tickets/present.ts'
import { may, ROLES } from '#domain/members/permissions.ts'
import { CONTENT_KINDS } from '#domain/messaging-policy/content-kind.ts'
import { ALLOWANCES, REPLY_MODES } from '#domain/messaging-policy/reply-mode.ts'
import { WINDOW_REASONS, windowAfter } from '#domain/messaging-policy/reply-window.ts'
import { verdictOn } from '#domain/messaging-policy/verdict.ts'
import { subjectKindOf, TICKET_KINDS } from '#domain/tickets/kind.ts'
import { TEMPLATE_STATUSES } from '#domain/templates/message-template.ts'
import { TICKET_STATUSES } from '#domain/tickets/status.ts'
import type { ShownTicket } from '#storage/tickets/read.ts'
import { writingOf } from '#web/conversation/writing.ts'

const NOW = new Date('2026-11-25T14:10:00.123Z')
const DAY_MS = 86_400_000
const near = (ms: number) => fc.integer({ min: ms - 3, max: ms + 3 })

const cases = fc.record({
  role: fc.constantFrom(...ROLES),
  content: fc.constantFrom(...CONTENT_KINDS),
  template: fc.constantFrom(undefined, ...TEMPLATE_STATUSES),
  mode: fc.constantFrom(...REPLY_MODES),
  kind: fc.constantFrom('direct', 'direct', 'direct', ...TICKET_KINDS),
  status: fc.constantFrom(...TICKET_STATUSES),
  state: fc.constantFrom('connected', 'connected', 'connected', 'disconnected', 'switched-off'),
  allowances: fc.subarray([...ALLOWANCES]),
  reason: fc.constantFrom(...WINDOW_REASONS),
  writtenAgoMs: fc.option(fc.oneof(near(DAY_MS), near(7 * DAY_MS), fc.nat(9 * DAY_MS)), { nil: undefined }),
})

const shown = {
  number: 1,
  postId: undefined,
  wholePost: undefined,
  priority: 'medium',
  type: 'question',
  tags: [],
  unsettled: [],
  unansweredCount: 0,
  lastActivityAt: NOW,
  createdAt: NOW,
  client: { id: 'c', ownId: 'c', name: 'Kiki', picture: undefined, isVip: false, externalId: '7' },
  assignee: undefined,
  group: undefined,
  lastLine: undefined,
  owner: undefined,
  drafts: [],
} as unknown as Omit<ShownTicket, 'kind' | 'status' | 'channel' | 'window'>

test('what the browser makes of a ticket that came as JSON is the verdict of the desk, in 10,000 cases', () => {
  const seen = new Map<string, number>()
  fc.assert(
    fc.property(cases, ({ role, content, template, mode, kind, status, state, allowances, reason, writtenAgoMs }) => {
      const window = writtenAgoMs === undefined ? undefined : windowAfter(undefined, new Date(NOW.getTime() - writtenAgoMs), reason)
      const by = { kind: 'person', mayReply: may(role, 'ticket.reply') } as const
      const asked = {
        act: 'say',
        content,
        template,
        mode,
        by,
        subject: subjectKindOf(kind),
        ticket: status,
        channel: state,
        allowances,
        window,
        now: NOW,
      } as const
      const verdict = verdictOn(asked)
      const channel = { id: 'p', name: 'Lindqvist Cycles', kind: 'facebook', state, allowances } as unknown as ShownTicket['channel']
      const ticket = { ...shown, id: 't', kind, status, channel, window } as unknown as ShownTicket
      const sent = JSON.stringify(presentTicket(ticket, { readsTakenBack: false }))
      const heard = JSON.parse(sent) as TicketSummary
      expect(writingOf(heard, { mayReply: by.mayReply, mayManage: false, now: NOW }, { content, template, mode }).verdict).toEqual(verdict)
      seen.set(verdict.kind, (seen.get(verdict.kind) ?? 0) + 1)
    }),
    { numRuns: 10_000 },
  )
  expect([...seen.keys()].toSorted()).toEqual([
    'disconnected',
    'may',
    'never-opened',
    'not-approved',
    'not-granted',
    'not-here',
    'not-this',
    'role',
    'switched-off',
    'ticket-over',
    'window-closed',
  ])
})
