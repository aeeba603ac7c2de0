import { DeskError } from '#domain/errors.ts'
import type { MemberId } from '#domain/ids.ts'
import type { Role } from '#domain/members/permissions.ts'
import { appendEvents } from '#storage/events.ts'
import { cancelInvitationsBy } from '#storage/invitations.ts'
import { type MemberRow, updateMemberRole } from '#storage/members.ts'
import type { Actor, Desk } from '../desk.ts'
import { requirePermission } from '../require-permission.ts'
import { transact } from '../transact.ts'
import { lockMember } from './find-member.ts'

/**
 * Gives a colleague another role. It counts from their next request on: a session carries no role. Not better-auth's own
 * call, which neither joins a transaction with its event nor holds two administrators from demoting each other at once.
 */
export async function changeMemberRole(
  desk: Desk,
  actor: Actor,
  change: { readonly memberId: MemberId; readonly role: Role },
): Promise<MemberRow> {
  requirePermission(actor, 'workspace.manage')
  const { workspaceId } = actor
  return transact(desk, async (tx) => {
    const { member, isLastAdministrator } = await lockMember(tx, workspaceId, change.memberId)
    if (member.role === change.role) {
      return member
    }
    if (isLastAdministrator) {
      throw new DeskError('conflict', 'This is the only administrator. Make somebody else an administrator first.')
    }
    await updateMemberRole(tx, workspaceId, { id: member.id, role: change.role })
    if (member.role === 'administrator') {
      await cancelInvitationsBy(tx, workspaceId, member.userId)
    }
    await appendEvents(tx, workspaceId, [
      {
        type: 'member.role-changed',
        actorId: actor.userId,
        payload: { memberId: member.id, userId: member.userId, from: member.role, to: change.role },
      },
    ])
    return { ...member, role: change.role }
  })
}
