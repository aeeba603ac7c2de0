import type { ChannelWay } from '../channels/channel.ts'
import { REACH, type ActKind, type SubjectKind } from '../conversations/subject.ts'
import type { TemplateStatus } from '../templates/message-template.ts'
import { isFinal, type TicketStatus } from '../tickets/status.ts'
import type { ContentKind } from './content-kind.ts'
import { GOES_AS, REPLY_MODES, type Allowance, type GoesAs, type ReplyMode, type TaggedMode, type TimedMode } from './reply-mode.ts'
import { humanAgentUntil, type ReplyWindow } from './reply-window.ts'

/** All that decides whether something may be done towards the customer at a moment. */
export type Asked = {
  readonly act: ActKind
  /** What is said; of all that says nothing `text`. */
  readonly content: ContentKind
  /** Of a template that is said what Facebook's review said of it. */
  readonly template?: TemplateStatus | undefined
  /** As what it is to be said; of all but private messages `response`. */
  readonly mode: ReplyMode
  /** A person, with whether their role allows it at all; or an automation, for which whoever made it was asked. */
  readonly by: { readonly kind: 'person'; readonly mayReply: boolean } | { readonly kind: 'automation' }
  /** What the conversation is about. */
  readonly subject: SubjectKind
  /** Undefined when it was asked for already and only the call is left: a ticket that was closed since takes nothing back. */
  readonly ticket: TicketStatus | undefined
  readonly channel: ChannelWay
  /** What Facebook allows the channel beyond the 24 hours. */
  readonly allowances: readonly Allowance[]
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
  /** Something can be said there, and not this. */
  | { readonly kind: 'not-this'; readonly content: ContentKind }
  | { readonly kind: 'role' }
  | { readonly kind: 'ticket-over' }
  | { readonly kind: 'switched-off' }
  | { readonly kind: 'disconnected' }
  | { readonly kind: 'never-opened' }
  /** The time in which it could be said so is over. */
  | ({ readonly kind: 'window-closed'; readonly mode: TimedMode; readonly since: Date } & Remaining)
  /** Facebook does not allow the channel to say it so. */
  | ({ readonly kind: 'not-granted'; readonly mode: TaggedMode } & Remaining)
  /** Facebook has not approved the template, or not any more. */
  | ({ readonly kind: 'not-approved'; readonly status: TemplateStatus } & Remaining)
  /** Only what a person typed may be said so. */
  | ({ readonly kind: 'persons-only'; readonly mode: TaggedMode } & Remaining)

/** As what else it may be said, and until when: nothing of that happens by itself. */
type Remaining = { readonly remains: readonly RemainingMode[] }
export type RemainingMode = { readonly mode: ReplyMode; readonly until: Date | undefined }

/** `until` is undefined where no window ends it, `goesAs` where it is no message to a person. */
export type Verdict = { readonly kind: 'may'; readonly until: Date | undefined; readonly goesAs: GoesAs | undefined } | Obstacle

/**
 * Whether this may be done now. The composer asks, and the row and the panel beside it; the command asks, and the retry;
 * and it is asked once more before the channel is called: all of them this one function, so that they never contradict
 * each other. Of several obstacles it names the one that outlasts the others: place, role, ticket, extension, channel, window.
 */
export function verdictOn(asked: Asked): Verdict {
  const { act, content, mode, by, subject, ticket, channel } = asked
  const reach = REACH[subject]
  if (!reach.acts.includes(act) || (mode !== 'response' && !reach.hasWindow)) {
    return { kind: 'not-here' }
  }
  if (!isSayable(asked)) {
    return { kind: 'not-this', content }
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
  return reach.hasWindow ? verdictOfWindow(asked) : { kind: 'may', until: undefined, goesAs: undefined }
}

/** A private reply is one message, of words. What is said as a utility message is made of a template. */
function isSayable({ act, content, mode, subject }: Asked): boolean {
  if (content === 'template' || mode === 'utility') {
    return act === 'say' && content === 'template' && mode === 'utility' && REACH[subject].hasWindow
  }
  const { files, canOffer } = REACH[subject]
  return content === 'text' || (act === 'say' && (content === 'files' ? files !== undefined : canOffer))
}

function verdictOfWindow({ window, ...asked }: Asked): Verdict {
  if (!window) {
    return { kind: 'never-opened' }
  }
  // A template of which nobody knows what the review said is none that it approved.
  const leave = leaveFor(asked.mode, { ...asked, window, template: asked.template ?? 'disabled' })
  if (leave.kind === 'may') {
    return { ...leave, goesAs: GOES_AS[asked.mode] }
  }
  const remains = REPLY_MODES.flatMap((mode) => {
    const other = leaveFor(mode, { ...asked, window, template: undefined })
    return other.kind === 'may' ? [{ mode, until: other.until }] : []
  })
  return { ...leave, remains }
}

type Given = Pick<Asked, 'by' | 'template' | 'allowances' | 'now'> & { readonly window: ReplyWindow }

type Leave =
  | { readonly kind: 'may'; readonly until: Date | undefined }
  | { readonly kind: 'window-closed'; readonly mode: TimedMode; readonly since: Date }
  | { readonly kind: 'not-granted' | 'persons-only'; readonly mode: TaggedMode }
  | { readonly kind: 'not-approved'; readonly status: TemplateStatus }

/** Whether somebody who wrote once may be answered as this. */
function leaveFor(mode: ReplyMode, { by, template, allowances, window, now }: Given): Leave {
  if (mode === 'response') {
    return untilOver(mode, window.closesAt, now)
  }
  if (mode === 'utility') {
    return leaveForTemplate(template ?? (allowances.includes(mode) ? 'approved' : 'disabled'))
  }
  if (by.kind !== 'person') {
    return { kind: 'persons-only', mode }
  }
  if (!allowances.includes(mode)) {
    return { kind: 'not-granted', mode }
  }
  return mode === 'human-agent' ? untilOver(mode, humanAgentUntil(window), now) : { kind: 'may', until: undefined }
}

function leaveForTemplate(status: TemplateStatus): Leave {
  return status === 'approved' ? { kind: 'may', until: undefined } : { kind: 'not-approved', status }
}

function untilOver(mode: TimedMode, until: Date, now: Date): Leave {
  return now < until ? { kind: 'may', until } : { kind: 'window-closed', mode, since: until }
}
