import { DeskError } from '#domain/errors.ts'
import type { AttachmentId } from '#domain/ids.ts'
import { deleteUpload } from '#storage/files/uploads.ts'
import type { Actor, Desk } from '../desk.ts'
import { followFiles } from '../drafts/follow-files.ts'
import { requirePermission } from '../require-permission.ts'
import { transact } from '../transact.ts'

/** Whoever uploaded a file does not want to send it. Its bytes go as all do that nothing refers to. What a reply says stays. */
export async function removeUpload(desk: Desk, actor: Actor, attachmentId: AttachmentId): Promise<void> {
  requirePermission(actor, 'ticket.reply')
  await transact(desk, async (tx) => {
    const places = await deleteUpload(tx, actor, attachmentId)
    if (!places) {
      throw new DeskError('not-found', 'There is no such file of yours that waits to be sent.')
    }
    await followFiles(tx, desk, { ...actor, places })
  })
}
