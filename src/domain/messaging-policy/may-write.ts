import { isFinal, type TicketStatus } from '../tickets/status.ts'
import { replyPermit, type ReplyWindow } from './reply-window.ts'

/** All that decides whether a person may write to the customer at a moment. */
export type WritingCase = {
  /** Whether the person's role allows replies at all. */
  readonly mayReply: boolean
  readonly status: TicketStatus
  readonly channel: 'connected' | 'disconnected' | 'switched-off'
  readonly window: ReplyWindow | undefined
}

/** Why nobody, or not this person, may write now. */
export type WritingObstacle =
  | { readonly kind: 'role' }
  | { readonly kind: 'ticket-over' }
  | { readonly kind: 'switched-off' }
  | { readonly kind: 'disconnected' }
  | { readonly kind: 'never-opened' }
  | { readonly kind: 'window-closed'; readonly since: Date }

export type WritingVerdict = { readonly kind: 'may-write'; readonly until: Date } | WritingObstacle

/**
 * Whether this person may write to the customer now. The desk refuses with it, and the row, the panel and the composer
 * speak by it, so that they never contradict each other. Of several obstacles it names the one that outlasts the others:
 * role, ticket, extension, channel, window.
 */
export function judgeWriting({ mayReply, status, channel, window }: WritingCase, now: Date): WritingVerdict {
  if (!mayReply) {
    return { kind: 'role' }
  }
  if (isFinal(status)) {
    return { kind: 'ticket-over' }
  }
  if (channel !== 'connected') {
    return { kind: channel }
  }
  const permit = replyPermit(window, now)
  switch (permit.kind) {
    case 'open':
      return { kind: 'may-write', until: permit.until }
    case 'closed':
      return { kind: 'window-closed', since: permit.since }
    case 'never-opened':
      return { kind: 'never-opened' }
  }
}
