import { sql } from 'kysely'
import type { MemberId, TicketId, UserId, WorkspaceId } from '#domain/ids.ts'
import type { Role } from '#domain/members/permissions.ts'
import { FINAL_STATUSES } from '#domain/tickets/status.ts'
import type { Db, Tx } from './database.ts'

export type MemberRow = {
  readonly id: MemberId
  readonly userId: UserId
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly joinedAt: Date
}

export async function listMembers(db: Db, workspaceId: WorkspaceId): Promise<readonly MemberRow[]> {
  return membersOf(db, workspaceId).orderBy('u.name').orderBy('m.id').execute()
}

export async function listAdministrators(db: Db, workspaceId: WorkspaceId): Promise<readonly MemberRow[]> {
  return membersOf(db, workspaceId).where('m.role', '=', 'administrator').orderBy('m.id').execute()
}

export async function findMember(db: Db, workspaceId: WorkspaceId, memberId: MemberId): Promise<MemberRow | undefined> {
  return membersOf(db, workspaceId).where('m.id', '=', memberId).executeTakeFirst()
}

export async function findMemberByEmail(db: Db, workspaceId: WorkspaceId, email: string): Promise<MemberRow | undefined> {
  return membersOf(db, workspaceId).where('u.email', '=', email).executeTakeFirst()
}

/** Those of these people who work here. */
export async function membersOfUsers(db: Db, workspaceId: WorkspaceId, userIds: readonly UserId[]): Promise<readonly MemberRow[]> {
  return userIds.length === 0
    ? []
    : membersOf(db, workspaceId)
        .where('m.user_id', 'in', [...userIds])
        .execute()
}

/** A colleague's name and the name of the workspace, for a mail that speaks of both. */
export async function findPersonOf(
  db: Db,
  workspaceId: WorkspaceId,
  userId: UserId,
): Promise<{ readonly name: string; readonly email: string; readonly workspaceName: string }> {
  return db
    .selectFrom('users as u')
    .innerJoin('workspaces as w', (join) => join.on('w.id', '=', workspaceId))
    .select(['u.name', 'u.email', 'w.name as workspaceName'])
    .where('u.id', '=', userId)
    .executeTakeFirstOrThrow()
}

/** Locks every administrator of the workspace, so that two of them cannot remove each other at once. */
export async function lockAdministrators(tx: Tx, workspaceId: WorkspaceId): Promise<readonly { readonly id: MemberId }[]> {
  return tx
    .selectFrom('members')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('role', '=', 'administrator')
    .orderBy('id')
    .forUpdate()
    .$narrowType<{ id: MemberId }>()
    .execute()
}

export async function updateMemberRole(
  tx: Tx,
  workspaceId: WorkspaceId,
  change: { readonly id: MemberId; readonly role: Role },
): Promise<void> {
  await tx.updateTable('members').set({ role: change.role }).where('workspace_id', '=', workspaceId).where('id', '=', change.id).execute()
}

export async function deleteMember(tx: Tx, workspaceId: WorkspaceId, memberId: MemberId): Promise<void> {
  await tx.deleteFrom('members').where('workspace_id', '=', workspaceId).where('id', '=', memberId).execute()
}

/** The tickets in this colleague's hands that are not over. */
export async function listTicketsInHandsOf(db: Db, workspaceId: WorkspaceId, memberId: MemberId): Promise<readonly TicketId[]> {
  const rows = await db
    .selectFrom('tickets')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('assignee_id', '=', memberId)
    .where('status', 'not in', FINAL_STATUSES)
    .orderBy('id')
    .$narrowType<{ id: TicketId }>()
    .execute()
  return rows.map(({ id }) => id)
}

function membersOf(db: Db, workspaceId: WorkspaceId) {
  return db
    .selectFrom('members as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .select(['m.id', 'm.user_id as userId', 'u.name', 'u.email', 'm.role', 'm.created_at as joinedAt'])
    .where('m.workspace_id', '=', workspaceId)
    .$narrowType<{ id: MemberId; role: Role; userId: UserId }>()
}

/** Whether Enter alone sends what they write. */
export async function saveEnterSends(
  tx: Tx,
  { workspaceId, memberId }: { readonly workspaceId: WorkspaceId; readonly memberId: MemberId },
  { isOn, at }: { readonly isOn: boolean; readonly at: Date },
): Promise<void> {
  await sql`
    update members set enter_sends_since = case when ${isOn} then coalesce(enter_sends_since, ${at}) end
     where workspace_id = ${workspaceId} and id = ${memberId}`.execute(tx)
}
