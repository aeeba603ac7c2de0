import { REACH, type SubjectKind } from '../conversations/subject.ts'
import { isFinal, type TicketStatus } from '../tickets/status.ts'
import { PRIVATE_REPLY_MS } from './moderation.ts'
import type { Allowance } from './reply-mode.ts'
import { humanAgentUntil, type ReplyWindow } from './reply-window.ts'

/**
 * What ends by the clock. `reply-window`: the time that the customer opened. `human-agent`: behind it, where Facebook allows the Page that.
 * `private-reply`: of a comment that awaits an answer and was not answered privately.
 */
export const DEADLINE_KINDS = ['reply-window', 'human-agent', 'private-reply'] as const
export type DeadlineKind = (typeof DEADLINE_KINDS)[number]

export type Deadline = { readonly kind: DeadlineKind; readonly from: Date; readonly until: Date }

/** All that decides what ends in a ticket. */
export type Limits = {
  readonly subject: SubjectKind
  readonly status: TicketStatus
  readonly allowances: readonly Allowance[]
  readonly window: ReplyWindow | undefined
  /** Until when comments can be answered privately that await an answer, as far as is known: they were not, and Facebook did not say no. */
  readonly privateReplies: readonly Date[]
}

/** From here on something ends soon: it is loud on the screen, and its ticket lies in the folder Ending soon. */
export const ENDS_SOON_MS = 6 * 60 * 60 * 1000

/**
 * What ends next in a ticket, and why; undefined: nothing. List, head and composer ask, *Ending soon*, the order by deadline and the bell; the
 * database keeps the same (`storage/tickets/deadline.ts`).
 */
export function deadlineOf({ subject, status, allowances, window, privateReplies }: Limits, now: Date): Deadline | undefined {
  if (isFinal(status)) {
    return undefined
  }
  const { hasWindow, acts } = REACH[subject]
  if (hasWindow) {
    return window && deadlineOfWindow(window, allowances, now)
  }
  return acts.includes('say-privately') ? deadlineOfComments(privateReplies, now) : undefined
}

function deadlineOfWindow(window: ReplyWindow, allowances: readonly Allowance[], now: Date): Deadline | undefined {
  if (now < window.closesAt) {
    return { kind: 'reply-window', from: window.opensAt, until: window.closesAt }
  }
  const until = humanAgentUntil(window)
  return allowances.includes('human-agent') && now < until ? { kind: 'human-agent', from: window.opensAt, until } : undefined
}

function deadlineOfComments(ends: readonly Date[], now: Date): Deadline | undefined {
  const [first, ...others] = ends.filter((until) => now < until)
  if (first === undefined) {
    return undefined
  }
  const until = others.reduce((soonest, each) => (each < soonest ? each : soonest), first)
  return { kind: 'private-reply', from: new Date(until.getTime() - PRIVATE_REPLY_MS), until }
}
