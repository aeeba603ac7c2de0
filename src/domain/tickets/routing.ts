import type { Subject, SubjectKind } from '../conversations/subject.ts'
import type { ChannelKind } from '../channels/channel.ts'
import type { Decision } from './effect.ts'
import { ticketKindOf, type TicketKind } from './kind.ts'
import { isFinal } from './status.ts'

/** The kinds of what everybody reads. Each can be switched off in a channel's settings; private messages always make tickets. */
export const SWITCHED_KINDS = ['comment', 'post', 'mention', 'review'] as const satisfies readonly TicketKind[]
export type SwitchedKind = (typeof SWITCHED_KINDS)[number]

/** Whether what is said in such a conversation may open a ticket, in a channel that has these kinds switched off. */
export function opensTickets(subject: SubjectKind, off: ReadonlySet<SwitchedKind>): boolean {
  const kind = ticketKindOf(subject)
  return !SWITCHED_KINDS.some((switched) => switched === kind && off.has(switched))
}

/** Of what a channel makes one ticket where people comment: of each thread, or of all threads under a post. */
export const COMMENT_TICKETS = ['thread', 'post'] as const
export type CommentTickets = (typeof COMMENT_TICKETS)[number]

/**
 * Where the ticket is that a new thread under a post wants, in a channel that makes one of each post: in the post's last one while that is worked on,
 * or may be again; else the post gets a new one. Only what is spam takes nobody else in: then the thread has a ticket by itself.
 */
export function placeUnderPost(last: Pick<Decision, 'status'> | undefined): 'joins' | 'new-of-post' | 'new-of-thread' {
  if (last === undefined || isFinal(last.status)) {
    return 'new-of-post'
  }
  return last.status === 'spam' ? 'new-of-thread' : 'joins'
}

export type Said = { readonly by: 'customer' | 'us'; readonly at: Date }

type Ground = {
  /** The conversation's last ticket. */
  readonly last: Pick<Decision, 'status' | 'at'> | undefined
  /** Whether its channel makes tickets of what is said there: `opensTickets`. */
  readonly isOn: boolean
}

/**
 * Where something that was said goes: into the conversation's last ticket, or into a new one. After a closing the
 * customer's next message makes a new ticket. What had been said before it and only arrives after it belongs to the closed
 * ticket and does not reopen it; so does what we say elsewhere. Two things wait without a ticket: what we say elsewhere to somebody who never
 * wrote, which is nobody's work until they do; and, where the channel makes no tickets of this kind, what would open one, and what we answer to it.
 * A ticket that is there goes on until it is closed, whatever was switched off since.
 */
export function effectOf(said: Said, { last, isOn }: Ground): 'joins' | 'new-ticket' | 'waits' {
  const isAfterTheEnd = last !== undefined && isFinal(last.status) && (last.at === undefined || said.at > last.at)
  if (last !== undefined && (!isAfterTheEnd || (said.by === 'us' && isOn))) {
    return 'joins'
  }
  return said.by === 'customer' && isOn ? 'new-ticket' : 'waits'
}

/** What a new ticket begins with. */
export type Beginning = {
  /** The group it belongs to, where the workspace still has one of this name. */
  readonly groupName: string
  readonly tags: readonly string[]
}

/** The group that every workspace begins with. */
export const FIRST_GROUP = 'Support team'

const NETWORKS: Readonly<Record<ChannelKind, string>> = { facebook: 'Facebook', chat: 'Chat' }
const PLACES: Readonly<Record<Subject['kind'], string>> = {
  direct: 'Direct',
  comments: 'Comment',
  'whole-post': 'Comment',
  post: 'Post',
  mention: 'Mention',
  review: 'Review',
  website: 'Website',
}

/** Where a new ticket of a conversation goes, and how it is tagged: `Facebook:Direct`. */
export function beginningOf(channel: ChannelKind, subject: Subject['kind']): Beginning {
  return { groupName: FIRST_GROUP, tags: [`${NETWORKS[channel]}:${PLACES[subject]}`] }
}

/** By this tag lists and statistics tell what was brought along from what came while the desk listened. */
export const IMPORTED_TAG = 'Imported'
