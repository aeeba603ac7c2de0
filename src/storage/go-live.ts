import { sql } from 'kysely'
import type { AppFindings } from '#domain/channels/findings.ts'
import type { TickedByHand } from '#domain/go-live/ticked.ts'
import type { UserId, WorkspaceId } from '#domain/ids.ts'
import type { Db, Tx } from './database.ts'

type Tick = { readonly step: TickedByHand; readonly at: Date; readonly by: string }

/** What a workspace knows of the app that it works with. */
export type GoLive = {
  readonly ticks: readonly Tick[]
  /** What the last check of any of its channels found of the app, and when. */
  readonly app: AppFindings | undefined
  readonly checkedAt: Date | undefined
  /** Since when it has a Page that was connected by this app. */
  readonly connectedAt: Date | undefined
  /** When Facebook last told something of its own accord. */
  readonly heardAt: Date | undefined
}

export async function goLiveOf(db: Db, workspaceId: WorkspaceId): Promise<GoLive> {
  const { rows: ticks } = await sql<Tick>`
    select t.step, t.ticked_at as at, t.ticked_by_name as by from go_live_ticks t where t.workspace_id = ${workspaceId} order by t.ticked_at, t.step`.execute(
    db,
  )
  const { rows: checks } = await sql<{ app: AppFindings; at: Date }>`
    select findings -> 'app' as app, findings_at as at from facebook_connections
     where workspace_id = ${workspaceId} and findings is not null order by findings_at desc limit 1`.execute(db)
  const { rows: pages } = await sql<{ connectedAt: Date | null; heardAt: Date | null }>`
    select min(f.key_checked_at) as "connectedAt", max(c.last_event_at) as "heardAt"
      from channels c left join facebook_connections f on f.workspace_id = c.workspace_id and f.channel_id = c.id
     where c.workspace_id = ${workspaceId} and c.kind = 'facebook'`.execute(db)
  const [check] = checks
  const [page] = pages
  return {
    ticks,
    app: check?.app,
    checkedAt: check?.at,
    connectedAt: page?.connectedAt ?? undefined,
    heardAt: page?.heardAt ?? undefined,
  }
}

type NewTick = {
  readonly workspaceId: WorkspaceId
  readonly step: TickedByHand
  readonly by: { readonly id: UserId; readonly name: string }
  readonly at: Date
}

/** Once ticked it stays as it was ticked first. */
export async function insertTick(tx: Tx, { workspaceId, step, by, at }: NewTick): Promise<void> {
  await sql`
    insert into go_live_ticks (workspace_id, step, ticked_at, ticked_by, ticked_by_name)
    values (${workspaceId}, ${step}, ${at}, ${by.id}, ${by.name}) on conflict do nothing`.execute(tx)
}

export async function deleteTick(tx: Tx, workspaceId: WorkspaceId, step: TickedByHand): Promise<void> {
  await sql`delete from go_live_ticks where workspace_id = ${workspaceId} and step = ${step}`.execute(tx)
}
