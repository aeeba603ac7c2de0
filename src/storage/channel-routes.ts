import { sql } from 'kysely'
import type { ChannelKind, ChannelOfWorkspace } from '#domain/channels/channel.ts'
import type { ChannelId, WorkspaceId } from '#domain/ids.ts'
import type { Db, Tx } from './database.ts'
import { prepared } from './prepared.ts'

/** A channel by the name that its network gives it: a Page's id on Facebook. */
export type NamedChannel = { readonly kind: ChannelKind; readonly externalId: string }

export type ChannelRoute = {
  readonly workspaceId: WorkspaceId
  readonly channelId: ChannelId
  readonly externalId: string
  /** False while the workspace has the extension switched off: what comes in is held. */
  readonly isEnabled: boolean
}

/** Where what comes in under these names is led to. One that nobody holds is missing. */
export async function channelRoutes(db: Db, kind: ChannelKind, externalIds: readonly string[]): Promise<Map<string, ChannelRoute>> {
  const { rows } = await sql<ChannelRoute>`${prepared}
    select r.external_id as "externalId", r.workspace_id as "workspaceId", r.channel_id as "channelId", w.way <> 'switched-off' as "isEnabled"
      from channel_routes r join channel_ways w on w.workspace_id = r.workspace_id and w.channel_id = r.channel_id
     where r.kind = ${kind} and r.external_id = any(${[...externalIds]}::text[])`.execute(db)
  return new Map(rows.map((route) => [route.externalId, route]))
}

/** What comes in under the channel's name is led nowhere from now on, and another workspace may have it. */
export async function releaseRoute(tx: Tx, { workspaceId, channelId }: ChannelOfWorkspace): Promise<void> {
  await tx.deleteFrom('channel_routes').where('workspace_id', '=', workspaceId).where('channel_id', '=', channelId).execute()
  await sql`
    update channel_route_spans set until = now()
     where workspace_id = ${workspaceId} and channel_id = ${channelId} and until is null`.execute(tx)
}

type Claim = NamedChannel & { readonly workspaceId: WorkspaceId; readonly channelId: ChannelId }

/** Leads a name to a channel, and notes since when. The channel is locked. False when another workspace holds the name: the primary key decides, not a look before. */
export async function claimRoute(tx: Tx, { kind, externalId, workspaceId, channelId }: Claim): Promise<boolean> {
  const row = await tx
    .insertInto('channel_routes')
    .values({ kind, external_id: externalId, workspace_id: workspaceId, channel_id: channelId })
    .onConflict((conflict) =>
      conflict
        .columns(['kind', 'external_id'])
        .doUpdateSet({ channel_id: channelId })
        .where('channel_routes.workspace_id', '=', workspaceId),
    )
    .returning('external_id')
    .executeTakeFirst()
  if (row === undefined) {
    return false
  }
  await sql`
    insert into channel_route_spans (workspace_id, channel_id)
    select ${workspaceId}, ${channelId}
     where not exists (select from channel_route_spans where workspace_id = ${workspaceId} and channel_id = ${channelId} and until is null)`.execute(
    tx,
  )
  return true
}

export type Holding = { readonly kind: 'here'; readonly channelId: ChannelId } | { readonly kind: 'elsewhere' }

/** Which of these names are led to channels already: of this workspace, or of one that is not named. */
export async function holdingsOf(
  db: Db,
  workspaceId: WorkspaceId,
  { kind, externalIds }: { readonly kind: ChannelKind; readonly externalIds: readonly string[] },
): Promise<ReadonlyMap<string, Holding>> {
  const routes = await channelRoutes(db, kind, externalIds)
  return new Map(
    [...routes.values()].map(({ externalId, channelId, ...route }) => [
      externalId,
      route.workspaceId === workspaceId ? { kind: 'here', channelId } : { kind: 'elsewhere' },
    ]),
  )
}
