import { DeskError } from '#domain/errors.ts'
import { appendEvents } from '#storage/events.ts'
import { cancelInvitationById } from '#storage/invitations.ts'
import type { Actor, Desk } from '../desk.ts'
import { requirePermission } from '../require-permission.ts'
import { transact } from '../transact.ts'

/** Withdraws an invitation; its link is dead from then on. */
export async function cancelInvitation(desk: Desk, actor: Actor, invitationId: string): Promise<void> {
  requirePermission(actor, 'workspace.manage')
  await transact(desk, async (tx) => {
    if (!(await cancelInvitationById(tx, actor.workspaceId, invitationId))) {
      throw new DeskError('not-found', 'This invitation is used, withdrawn or expired already.')
    }
    await appendEvents(tx, actor.workspaceId, [{ type: 'invitation.cancelled', actorId: actor.userId, payload: { invitationId } }])
  })
}
