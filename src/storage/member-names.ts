import type { MemberId, WorkspaceId } from '#domain/ids.ts'
import type { Db } from './database.ts'

/** The name of a colleague of this workspace; undefined when there is no such one. */
export async function memberName(db: Db, workspaceId: WorkspaceId, memberId: MemberId): Promise<string | undefined> {
  const row = await db
    .selectFrom('members as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .select('u.name')
    .where('m.workspace_id', '=', workspaceId)
    .where('m.id', '=', memberId)
    .executeTakeFirst()
  return row?.name
}
