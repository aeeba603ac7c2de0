import { DeskError } from '#domain/errors.ts'
import type { TicketId } from '#domain/ids.ts'
import type { DraftMode } from '#domain/tickets/draft.ts'
import { lockDraft, saveDraft } from '#storage/drafts.ts'
import { appendEvents } from '#storage/events.ts'
import type { Actor, Desk } from '../desk.ts'
import { requirePermission } from '../require-permission.ts'
import { requireTicket } from '../tickets/require-ticket.ts'
import { transact } from '../transact.ts'

type Begun = {
  readonly ticketId: TicketId
  readonly mode: DraftMode
  readonly threadId?: string | undefined
  /** Empty: there is none any more. */
  readonly text: string
  /** The version that whoever writes has seen; 0: none. */
  readonly seen: number
}

/**
 * Keeps what somebody has begun to write. Answers with its version. When another browser of theirs has changed it since the one that was seen, nothing is written over:
 * `conflict`.
 */
export async function keepDraft(desk: Desk, actor: Actor, { ticketId, mode, threadId, text, seen }: Begun): Promise<number> {
  requirePermission(actor, mode === 'reply' ? 'ticket.reply' : 'ticket.comment-internally')
  return await transact(desk, async (tx) => {
    const { workspaceId, userId } = actor
    await requireTicket(tx, workspaceId, ticketId)
    const [key, at] = [{ workspaceId, ticketId, userId, mode, threadId }, desk.now()]
    const kept = await lockDraft(tx, key, at)
    if (kept.text === text) {
      return kept.version
    }
    if (kept.version !== seen) {
      throw new DeskError('conflict', 'This draft was changed in another browser meanwhile.')
    }
    const version = kept.version + 1
    await saveDraft(tx, key, { text, version, at })
    await appendEvents(tx, workspaceId, [{ type: 'draft.saved', actorId: userId, payload: { ticketId } }])
    return version
  })
}
