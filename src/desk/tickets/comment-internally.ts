import type { InternalCommentId, TicketId } from '#domain/ids.ts'
import { appendEvents } from '#storage/events.ts'
import { insertInternalComment } from '#storage/internal-comments.ts'
import { saveTicket } from '#storage/tickets/save.ts'
import type { Actor, Desk } from '../desk.ts'
import { emptySaidDraft } from '../drafts/empty-said.ts'
import { requirePermission } from '../require-permission.ts'
import { transact } from '../transact.ts'
import { recordWork } from './record-change.ts'
import { requireTicket } from './require-ticket.ts'

/** `key`: of the command, told with the line. */
type Comment = { readonly ticketId: TicketId; readonly text: string; readonly key?: string }

/** Writes an internal comment: only colleagues see it, and the customer's waiting does not end by it. */
export async function commentInternally(desk: Desk, actor: Actor, comment: Comment): Promise<InternalCommentId> {
  requirePermission(actor, 'ticket.comment-internally')
  return await transact(desk, async (tx) => {
    const ticket = await requireTicket(tx, actor.workspaceId, comment.ticketId)
    const id = desk.newId<InternalCommentId>()
    const { workspaceId, userId } = actor
    const at = desk.now()
    await insertInternalComment(tx, { workspaceId, id, ticketId: ticket.id, text: comment.text, authorId: userId, at })
    const { conversationId } = ticket
    await emptySaidDraft(tx, desk, { actor, ticketId: ticket.id, mode: 'internal', conversationId, texts: [comment.text] })
    await recordWork(tx, { actor, ticket })
    await saveTicket(tx, { workspaceId, ticketId: ticket.id }, { last_activity_at: at })
    const payload = { lineId: id, ...(comment.key === undefined ? {} : { key: comment.key }) }
    await appendEvents(tx, workspaceId, [{ type: 'internal-comment.written', ticketId: ticket.id, actorId: userId, payload }])
    return id
  })
}
