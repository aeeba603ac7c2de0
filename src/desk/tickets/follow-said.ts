import { REACH } from '#domain/conversations/subject.ts'
import type { ConversationId, TicketId, UserId, WorkspaceId } from '#domain/ids.ts'
import { statusOf } from '#domain/tickets/effect.ts'
import type { TicketStatus } from '#domain/tickets/status.ts'
import type { Tx } from '#storage/database.ts'
import type { NewEvent } from '#storage/events.ts'
import { recountTickets, saveStatuses } from '#storage/tickets/recount.ts'
import { threadsOutOfStep } from '#storage/tickets/whole-post.ts'
import { followThreads } from '../posts/follow-threads.ts'

/** A ticket that has another status now, by what was said in it. */
export type Move = { readonly id: TicketId; readonly from: TicketStatus; readonly to: TicketStatus }

/** Tickets in which something was said or decided, and of what everybody reads the conversations in which something changed. */
type Touched = {
  readonly tickets: readonly TicketId[]
  readonly conversations?: readonly ConversationId[]
  /** When it is said or decided: what has passed by then is late no more. */
  readonly now: Date
}

/**
 * Brings tickets up to what was said in them: how many messages await an answer, when something last happened, what ends next, and the status that follows; and, where
 * everybody reads it, what the Posts section tells of it. Whoever changes what was said calls it, intake and people alike, with the conversations
 * locked.
 */
export async function followSaid(tx: Tx, workspaceId: WorkspaceId, { tickets, conversations = [], now }: Touched): Promise<Move[]> {
  const recounted = await recountTickets(tx, { workspaceId, ticketIds: tickets, now })
  const moves = recounted.flatMap(({ id, status: from, decision, tally }) => {
    const to = statusOf(decision, tally)
    return to === from ? [] : [{ id, from, to }]
  })
  await saveStatuses(
    tx,
    workspaceId,
    moves.map(({ id, to: status }) => ({ id, status })),
  )
  const moved = new Set(moves.map(({ id }) => id))
  // What was said counts in its own thread; by what becomes of the ticket of a whole post, each thread may count otherwise.
  const isDecided = conversations.length === 0
  const wholePosts = recounted.flatMap(({ id, subjectKind }) => (subjectKind === 'whole-post' && (isDecided || moved.has(id)) ? [id] : []))
  await followThreads(tx, workspaceId, [
    ...conversations,
    ...recounted.flatMap(({ conversationId, subjectKind }) => (REACH[subjectKind].isPublic ? [conversationId] : [])),
    ...(wholePosts.length === 0 ? [] : await threadsOutOfStep(tx, { workspaceId, ticketIds: wholePosts, now })),
  ])
  return moves
}

export function movedEvents(moves: readonly Move[], actorId?: UserId): NewEvent[] {
  return moves.map(({ id: ticketId, from, to }) => ({ type: 'ticket.changed', ticketId, actorId, payload: { status: { from, to } } }))
}
