import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DeskError } from '#domain/errors.ts'
import { may, ROLES } from '#domain/members/permissions.ts'
import { CONTENT_KINDS } from '#domain/messaging-policy/content-kind.ts'
import { ALLOWANCES, REPLY_MODES } from '#domain/messaging-policy/reply-mode.ts'
import { windowAfter } from '#domain/messaging-policy/reply-window.ts'
import { verdictOn, type Obstacle } from '#domain/messaging-policy/verdict.ts'
import { TEMPLATE_STATUSES } from '#domain/templates/message-template.ts'
import { TICKET_STATUSES } from '#domain/tickets/status.ts'
import { requireMaySay } from './require-verdict.ts'

const DAY_MS = 86_400_000
const NOW = new Date('2026-11-25T14:10:00Z')

/** The code by which the desk refuses what the composer is locked for (src/web/conversation/writing.test.ts asks the same verdict). */
const CODES: Readonly<Record<Obstacle['kind'], string>> = {
  'not-here': 'conflict',
  'not-this': 'conflict',
  role: 'not-allowed',
  'ticket-over': 'ticket-closed',
  'switched-off': 'extension-disabled',
  disconnected: 'channel-disconnected',
  'never-opened': 'reply-window-closed',
  'window-closed': 'reply-window-closed',
  'not-granted': 'reply-mode-not-granted',
  'not-approved': 'reply-mode-not-granted',
  'persons-only': 'not-allowed',
}

const cases = fc.record({
  role: fc.constantFrom(...ROLES),
  status: fc.constantFrom(...TICKET_STATUSES),
  content: fc.constantFrom(...CONTENT_KINDS),
  template: fc.constantFrom(undefined, ...TEMPLATE_STATUSES),
  mode: fc.constantFrom(...REPLY_MODES),
  allowances: fc.subarray([...ALLOWANCES]),
  way: fc.constantFrom('connected', 'connected', 'connected', 'disconnected', 'switched-off'),
  /** How long ago the customer wrote; most of it around the ends of the 24 hours and the seven days, to the millisecond. */
  writtenAgoMs: fc.option(
    fc.oneof(
      fc.integer({ min: DAY_MS - 3, max: DAY_MS + 3 }),
      fc.integer({ min: 7 * DAY_MS - 3, max: 7 * DAY_MS + 3 }),
      fc.integer({ min: 0, max: 9 * DAY_MS }),
    ),
    {
      nil: undefined,
    },
  ),
})

test('the desk takes a reply exactly when the verdict is that it may go, and refuses for what the verdict names', () => {
  fc.assert(
    fc.property(cases, ({ role, status, content, template, mode, allowances, way, writtenAgoMs }) => {
      const window = writtenAgoMs === undefined ? undefined : windowAfter(undefined, new Date(NOW.getTime() - writtenAgoMs), 'message')
      const by = { kind: 'person', mayReply: may(role, 'ticket.reply') } as const
      const verdict = verdictOn({
        act: 'say',
        content,
        template,
        mode,
        by,
        subject: 'direct',
        ticket: status,
        channel: way,
        allowances,
        window,
        now: NOW,
      })
      const refusal = refusalOf(() =>
        requireMaySay({ role }, { subjectKind: 'direct', status, way, allowances, window }, { content, template, mode, now: NOW }),
      )
      expect(refusal).toBe(verdict.kind === 'may' ? undefined : CODES[verdict.kind])
    }),
    { numRuns: 2000 },
  )
})

function refusalOf(ask: () => void): string | undefined {
  try {
    ask()
    return undefined
  } catch (error) {
    // The refusal is what the test asks about; anything else is a failure of it.
    if (error instanceof DeskError) {
      return error.code
    }
    throw error
  }
}
