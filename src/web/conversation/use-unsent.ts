import { useSession } from '../session/session.ts'
import { useReplyDraft } from './drafts.ts'
import { inShort } from './outbox-item.ts'
import { useOutbox } from './outbox.ts'

/** What one wrote for a ticket and the desk has not got: refused, waiting in this browser, or only begun. */
export type Unsent = { readonly kind: 'not-sent' | 'waits' | 'draft'; readonly text: string }

/** The newest of it, what was refused before everything else. */
export function useUnsent(ticketId: string): Unsent | undefined {
  const { memberId } = useSession()
  const entries = useOutbox(memberId).filter((entry) => entry.ticketId === ticketId)
  const draft = useReplyDraft(memberId, ticketId).trim()
  const refused = entries.findLast(({ refusal }) => refusal !== undefined)
  const waiting = entries.at(-1)
  if (refused !== undefined) {
    return { kind: 'not-sent', text: inShort(refused) }
  }
  if (waiting !== undefined) {
    return { kind: 'waits', text: inShort(waiting) }
  }
  return draft === '' ? undefined : { kind: 'draft', text: draft }
}
