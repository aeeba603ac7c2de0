import type { SubjectKind } from '../conversations/subject.ts'

/** What a ticket is about, as everybody calls it: of a thread of comments, or of all under a post, it is comments that somebody answers. */
export const TICKET_KINDS = ['direct', 'comment', 'post', 'mention', 'review', 'website'] as const
export type TicketKind = (typeof TICKET_KINDS)[number]

export function ticketKindOf(subject: SubjectKind): TicketKind {
  return subject === 'comments' || subject === 'whole-post' ? 'comment' : subject
}

export function subjectKindOf(ticket: TicketKind): SubjectKind {
  return ticket === 'comment' ? 'comments' : ticket
}
