import { REACH } from '#domain/conversations/subject.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import { lockConversationsOfTickets } from '#storage/conversations/lock.ts'
import { appendEvents } from '#storage/events.ts'
import { passedDeadlines, type PassedDeadline } from '#storage/tickets/deadline.ts'
import type { Desk } from '../desk.ts'
import { followSaid, movedEvents } from '../tickets/follow-said.ts'
import { transact } from '../transact.ts'

const AT_ONCE = 200

/**
 * Behind a deadline that has passed another may follow: a human agent's seven days behind the reply window, the private reply to the next comment. Such tickets
 * hold that one from now on, or none; at most so many at once, and it answers whether there may be more. Any number of processes may do so at once, and one that
 * died is done again.
 */
export async function followPassedDeadlines(desk: Desk): Promise<boolean> {
  const passed = await passedDeadlines(desk.db, { now: desk.now(), limit: AT_ONCE })
  for (const [workspaceId, tickets] of Map.groupBy(passed, (ticket) => ticket.workspaceId)) {
    await followTogether(desk, workspaceId, tickets)
  }
  return passed.length === AT_ONCE
}

async function followTogether(desk: Desk, workspaceId: WorkspaceId, passed: readonly PassedDeadline[]): Promise<void> {
  const tickets = passed.map(({ ticketId }) => ticketId)
  // How long a window is open screens see by themselves, and not which comment is next.
  const untold = passed.filter(({ subjectKind }) => REACH[subjectKind].acts.includes('say-privately'))
  await transact(desk, async (tx) => {
    await lockConversationsOfTickets(tx, workspaceId, tickets)
    const moves = await followSaid(tx, workspaceId, { tickets, now: desk.now() })
    const changed = untold.map(({ ticketId }) => ({ type: 'ticket.changed', ticketId, payload: {} }) as const)
    await appendEvents(tx, workspaceId, [...movedEvents(moves), ...changed])
  })
}
