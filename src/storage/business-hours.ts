import { sql } from 'kysely'
import type { WorkspaceId } from '#domain/ids.ts'
import { backAt, type BusinessHours, type Workday } from '#domain/workspace/business-hours.ts'
import type { Db, Tx } from './database.ts'

export async function businessHours(db: Db, workspaceId: WorkspaceId): Promise<BusinessHours> {
  const { time_zone: timeZone, working_days: days } = await db
    .selectFrom('workspaces')
    .select(['time_zone', 'working_days'])
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  return { timeZone, days: days as readonly (Workday | null)[] }
}

/** When the people of a workspace are back, where that is told (`backAt` of the domain). */
export async function backOf(db: Db, workspaceId: WorkspaceId, now: Date): Promise<Date | undefined> {
  return backAt(await businessHours(db, workspaceId), now)
}

export async function saveBusinessHours(tx: Tx, workspaceId: WorkspaceId, { timeZone, days }: BusinessHours): Promise<void> {
  await sql`update workspaces set time_zone = ${timeZone}, working_days = ${JSON.stringify(days)}::jsonb where id = ${workspaceId}`.execute(
    tx,
  )
}
