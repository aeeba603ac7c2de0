import type { AttachmentId, TicketId } from '#domain/ids.ts'
import { saveUploadOrder } from '#storage/files/uploads.ts'
import type { Actor, Desk } from '../desk.ts'
import { requirePermission } from '../require-permission.ts'
import { transact } from '../transact.ts'

type Order = { readonly ticketId: TicketId; readonly threadId?: string | undefined; readonly files: readonly AttachmentId[] }

/** Puts what somebody brought for a reply into an order. What is not theirs, or not there any more, is passed over. */
export async function orderUploads(desk: Desk, actor: Actor, { ticketId, threadId, files }: Order): Promise<void> {
  requirePermission(actor, 'ticket.reply')
  await transact(desk, (tx) => saveUploadOrder(tx, actor, { ticketId, threadId, ids: files }))
}
