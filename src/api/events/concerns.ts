import type { UserId } from '#domain/ids.ts'
import type { TailEvent } from '#storage/event-tail.ts'

/** Whose stream it is. */
export type Hearer = { readonly userId: UserId; readonly sessionId: string }

/** Whether an event may end somebody's session, or change what they may do there. */
export function concerns(event: TailEvent, { userId, sessionId }: Hearer): boolean {
  switch (event.type) {
    case 'member.signed-out':
      return event.payload.sessionId === sessionId
    case 'member.signed-out-everywhere':
    case 'member.password-changed':
    case 'member.role-changed':
    case 'member.removed':
      return event.payload.userId === userId
    default:
      return false
  }
}
