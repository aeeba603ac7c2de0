import type { UserId } from '#domain/ids.ts'
import type { TailEvent } from '#storage/event-tail.ts'

/** Whose stream it is. */
export type Hearer = { readonly userId: UserId; readonly sessionId: string }

/** Whether an event may end somebody's session, or change what they may do there. */
export function concerns({ type, payload }: TailEvent, { userId, sessionId }: Hearer): boolean {
  switch (type) {
    case 'member.signed-out':
      return payload['sessionId'] === sessionId
    case 'member.signed-out-everywhere':
    case 'member.password-changed':
    case 'member.role-changed':
    case 'member.removed':
      return payload['userId'] === userId
    default:
      return false
  }
}
