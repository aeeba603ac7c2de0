import { isFinal } from '#domain/tickets/status.ts'
import type { Line, Ticket } from '../api/types.ts'

/** What a conversation on screen needs of what it belongs to: whom one talks to, through which channel, and whether one may write. */
export type Talk = Pick<Ticket, 'id' | 'kind' | 'postId' | 'status' | 'client' | 'channel' | 'window' | 'privateReply' | 'wholePost'>

/** The ticket by which something is asked for of a line: its own, which may be an earlier one of the conversation. */
export function ticketOf(line: Pick<Line, 'ticketId'>, talk: Pick<Talk, 'id'>): string {
  return line.ticketId ?? talk.id
}

/** Whether the ticket of a line takes no more words. One before the last of its conversation is over. */
export function isTicketOver(line: Pick<Line, 'ticketId'>, talk: Pick<Talk, 'id' | 'status'>): boolean {
  return isFinal(talk.status) || ticketOf(line, talk) !== talk.id
}

/** Of whom one talks to no more than what they are called by. */
export type TalkByName = Omit<Talk, 'client'> & { readonly client: Pick<Talk['client'], 'name' | 'externalId'> }
