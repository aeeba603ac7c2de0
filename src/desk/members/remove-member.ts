import { DeskError } from '#domain/errors.ts'
import type { MemberId } from '#domain/ids.ts'
import { deleteSessionsOfMember } from '#storage/accounts.ts'
import { appendEvents } from '#storage/events.ts'
import { cancelInvitationsBy } from '#storage/invitations.ts'
import { deleteMember, listTicketsInHandsOf } from '#storage/members.ts'
import type { Actor, Desk } from '../desk.ts'
import { requirePermission } from '../require-permission.ts'
import { setAssignee } from '../tickets/work.ts'
import { joining, transact } from '../transact.ts'
import { lockMember } from './find-member.ts'

/**
 * Removes a colleague and ends their sessions; their tickets become unassigned, so that somebody sees them. The person
 * stays known: what they wrote keeps its author.
 */
export async function removeMember(desk: Desk, actor: Actor, memberId: MemberId): Promise<void> {
  requirePermission(actor, 'workspace.manage')
  const { workspaceId } = actor
  await transact(desk, async (tx) => {
    const { member, isLastAdministrator } = await lockMember(tx, workspaceId, memberId)
    if (isLastAdministrator) {
      throw new DeskError('conflict', 'This is the only administrator. Make somebody else an administrator first.')
    }
    for (const ticketId of await listTicketsInHandsOf(tx, workspaceId, member.id)) {
      await setAssignee(joining(tx, desk), actor, { ticketId, memberId: undefined })
    }
    await deleteMember(tx, workspaceId, member.id)
    await deleteSessionsOfMember(tx, workspaceId, member.userId)
    await cancelInvitationsBy(tx, workspaceId, member.userId)
    await appendEvents(tx, workspaceId, [
      { type: 'member.removed', actorId: actor.userId, payload: { memberId: member.id, userId: member.userId } },
    ])
  })
}
