import type { ChannelWay } from '../channels/channel.ts'
import { REACH, type ActKind, type SubjectKind } from '../conversations/subject.ts'
import { isFinal, type TicketStatus } from '../tickets/status.ts'
import { replyPermit, type ReplyWindow } from './reply-window.ts'

/** All that decides whether something may be done towards the customer at a moment. */
export type Asked = {
  readonly act: ActKind
  /** A person, with whether their role allows it at all; or an automation, for which whoever made it was asked. */
  readonly by: { readonly kind: 'person'; readonly mayReply: boolean } | { readonly kind: 'automation' }
  /** What the conversation is about. */
  readonly subject: SubjectKind
  /** Undefined when it was asked for already and only the call is left: a ticket that was closed since takes nothing back. */
  readonly ticket: TicketStatus | undefined
  readonly channel: ChannelWay
  readonly window: ReplyWindow | undefined
  readonly now: Date
}

/** Whether a ticket that is over ends it. What was said stands on Facebook all the same: it can be hidden, liked, edited and deleted as long as it does. */
const ENDS_WITH_THE_TICKET: Readonly<Record<ActKind, boolean>> = {
  say: true,
  'say-privately': true,
  edit: false,
  remove: false,
  hide: false,
  react: false,
  block: false,
}

/** Why nobody, or not this person, may do it now. */
export type Obstacle =
  /** Nobody can do that in such a conversation. */
  | { readonly kind: 'not-here' }
  | { readonly kind: 'role' }
  | { readonly kind: 'ticket-over' }
  | { readonly kind: 'switched-off' }
  | { readonly kind: 'disconnected' }
  | { readonly kind: 'never-opened' }
  | { readonly kind: 'window-closed'; readonly since: Date }

/** `until` is undefined where no window ends it. */
export type Verdict = { readonly kind: 'may'; readonly until: Date | undefined } | Obstacle

/**
 * Whether this may be done now. The composer asks, and the row and the panel beside it; the command asks, and the retry;
 * and it is asked once more before the channel is called: all of them this one function, so that they never contradict
 * each other. Of several obstacles it names the one that outlasts the others: place, role, ticket, extension, channel, window.
 */
export function verdictOn({ act, by, subject, ticket, channel, window, now }: Asked): Verdict {
  const reach = REACH[subject]
  if (!reach.acts.includes(act)) {
    return { kind: 'not-here' }
  }
  if (by.kind === 'person' && !by.mayReply) {
    return { kind: 'role' }
  }
  if (ENDS_WITH_THE_TICKET[act] && ticket !== undefined && isFinal(ticket)) {
    return { kind: 'ticket-over' }
  }
  if (channel !== 'connected') {
    return { kind: channel }
  }
  return reach.hasWindow ? verdictOfWindow(window, now) : { kind: 'may', until: undefined }
}

function verdictOfWindow(window: ReplyWindow | undefined, now: Date): Verdict {
  const permit = replyPermit(window, now)
  switch (permit.kind) {
    case 'open':
      return { kind: 'may', until: permit.until }
    case 'closed':
      return { kind: 'window-closed', since: permit.since }
    case 'never-opened':
      return { kind: 'never-opened' }
  }
}
