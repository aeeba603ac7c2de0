import { REACH } from '#domain/conversations/subject.ts'
import { appendEvents } from '#storage/events.ts'
import { passedDeadlines, type PassedDeadline } from '#storage/tickets/deadline.ts'
import { lockTicket } from '#storage/tickets/lock.ts'
import type { Desk } from '../desk.ts'
import { followSaid, movedEvents } from '../tickets/follow-said.ts'
import { transact } from '../transact.ts'

const AT_ONCE = 200

/**
 * Behind a deadline that has passed another may follow: a human agent's seven days behind the reply window, the private reply to the next comment. Such tickets
 * hold that one from now on, or none. Any number of processes may do so at once, and one that died is done again.
 */
export async function followPassedDeadlines(desk: Desk): Promise<void> {
  for (;;) {
    const passed = await passedDeadlines(desk.db, { now: desk.now(), limit: AT_ONCE })
    for (const ticket of passed) {
      await followOne(desk, ticket)
    }
    if (passed.length < AT_ONCE) {
      return
    }
  }
}

async function followOne(desk: Desk, { workspaceId, ticketId }: PassedDeadline): Promise<void> {
  await transact(desk, async (tx) => {
    const ticket = await lockTicket(tx, workspaceId, ticketId)
    if (!ticket) {
      return
    }
    const moves = await followSaid(tx, workspaceId, { tickets: [ticketId], now: desk.now() })
    // How long a window is open screens see by themselves, and not which comment is next.
    const isUntold = REACH[ticket.subjectKind].acts.includes('say-privately')
    await appendEvents(tx, workspaceId, [
      ...movedEvents(moves),
      ...(isUntold ? [{ type: 'ticket.changed', ticketId, payload: {} } as const] : []),
    ])
  })
}
