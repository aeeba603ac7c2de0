import type { UserId, WorkspaceId } from '#domain/ids.ts'
import type { Db } from './database.ts'

/** The name of a colleague of this workspace; undefined when there is no such one. */
export async function memberName(db: Db, workspaceId: WorkspaceId, memberId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('members as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .select('u.name')
    .where('m.workspace_id', '=', workspaceId)
    .where('m.id', '=', memberId)
    .executeTakeFirst()
  return row?.name
}

/** A person as a colleague of this workspace; undefined when they are not one, or not any more. */
export async function memberOfUser(
  db: Db,
  workspaceId: WorkspaceId,
  userId: UserId,
): Promise<{ readonly id: string; readonly name: string } | undefined> {
  return await db
    .selectFrom('members as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .select(['m.id', 'u.name'])
    .where('m.workspace_id', '=', workspaceId)
    .where('m.user_id', '=', userId)
    .executeTakeFirst()
}
