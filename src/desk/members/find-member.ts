import { DeskError } from '#domain/errors.ts'
import type { MemberId, WorkspaceId } from '#domain/ids.ts'
import type { Db, Tx } from '#storage/database.ts'
import { findMember, lockAdministrators, type MemberRow } from '#storage/members.ts'

/** The member with every administrator of the workspace locked, so that the last one stays the last one. */
export async function lockMember(tx: Tx, workspaceId: WorkspaceId, memberId: MemberId) {
  const administrators = await lockAdministrators(tx, workspaceId)
  const member = await memberOrRefuse(tx, workspaceId, memberId)
  return { member, isLastAdministrator: administrators.length === 1 && administrators[0]?.id === member.id }
}

/** The member, or `not-found`: a stranger's id and another workspace's id answer alike. */
async function memberOrRefuse(db: Db, workspaceId: WorkspaceId, memberId: MemberId): Promise<MemberRow> {
  const member = await findMember(db, workspaceId, memberId)
  if (!member) {
    throw new DeskError('not-found', 'There is no such colleague.')
  }
  return member
}
