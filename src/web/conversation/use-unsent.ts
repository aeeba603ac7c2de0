import type { Ticket } from '../api/types.ts'
import { useSession } from '../session/session.ts'
import { inShort } from './outbox-item.ts'
import { useOutbox } from './outbox.ts'
import { useBegun } from './use-begun.ts'

/** What one wrote for a ticket and the desk has not sent: refused, waiting in this browser, or only begun. */
export type Unsent = { readonly kind: 'not-sent' | 'waits' | 'draft' | 'internal-draft'; readonly text: string }

/** The newest of it, what was refused before everything else. */
export function useUnsent(ticket: Pick<Ticket, 'id' | 'drafts'>): Unsent | undefined {
  const { memberId } = useSession()
  const entries = useOutbox(memberId).filter(({ ticketId }) => ticketId === ticket.id)
  const begun = useBegun(ticket)
  const refused = entries.findLast(({ refusal }) => refusal !== undefined)
  const waiting = entries.at(-1)
  if (refused !== undefined) {
    return { kind: 'not-sent', text: inShort(refused) }
  }
  if (waiting !== undefined) {
    return { kind: 'waits', text: inShort(waiting) }
  }
  return begun && { kind: begun.mode === 'internal' ? 'internal-draft' : 'draft', text: begun.text }
}
