import { DeskError } from '#domain/errors.ts'
import type { AttachmentId } from '#domain/ids.ts'
import { appendEvents } from '#storage/events.ts'
import { makeAttachmentDue } from '#storage/files/claims.ts'
import type { Actor, Desk } from '../desk.ts'
import { requirePermission } from '../require-permission.ts'
import { transact } from '../transact.ts'
import { ownerEvents } from './owner-events.ts'

/** Asks for a file at once: one that waits for its next try, or one that is gone and may be there again. Throws `conflict` for others. */
export async function tryFileNow(desk: Desk, actor: Actor, { attachmentId }: { readonly attachmentId: AttachmentId }): Promise<void> {
  requirePermission(actor, 'ticket.work')
  const { workspaceId, userId: actorId } = actor
  await transact(desk, async (tx) => {
    const due = await makeAttachmentDue(tx, workspaceId, attachmentId)
    switch (due) {
      case 'missing':
        throw new DeskError('not-found', 'There is no such file.')
      case 'settled':
        throw new DeskError('conflict', 'This file is kept, was refused, or has no address. Trying again would change nothing.')
      default:
        await appendEvents(
          tx,
          workspaceId,
          ownerEvents(due).map((event) => ({ ...event, actorId })),
        )
    }
  })
}
