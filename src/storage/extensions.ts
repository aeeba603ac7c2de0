import { sql } from 'kysely'
import { EXTENSION_OF } from '#domain/channels/channel.ts'
import { ENDING_HOURS, type ExtensionName } from '#domain/extensions/extension.ts'
import type { UserId, WorkspaceId } from '#domain/ids.ts'
import type { Db, Tx } from './database.ts'

export type ExtensionState = {
  readonly name: ExtensionName
  readonly isEnabled: boolean
  readonly changedAt: Date | undefined
  readonly changedBy: string | undefined
  readonly channelCount: number
  readonly waitingCount: number
  readonly openWindowCount: number
  /** Those of them that end within `ENDING_HOURS`. */
  readonly endingWindowCount: number
  readonly queuedReplyCount: number
}

/** An extension that nobody has switched yet is off. */
export async function isExtensionEnabled(db: Db, workspaceId: WorkspaceId, name: ExtensionName): Promise<boolean> {
  const row = await db
    .selectFrom('extensions')
    .select('enabled_at')
    .where('workspace_id', '=', workspaceId)
    .where('name', '=', name)
    .executeTakeFirst()
  return row?.enabled_at !== undefined && row.enabled_at !== null
}

type Asked = { readonly names: readonly ExtensionName[]; readonly now: Date }

/** The switches with who changed them, what depends on them and what waits behind them. */
export async function extensionStates(db: Db, workspaceId: WorkspaceId, { names, now }: Asked): Promise<ExtensionState[]> {
  const { rows } = await sql<Row>`
    select names.name, extensions.enabled_at, extensions.changed_at, users.name as changed_by,
      (select count(*) from channel_ways w where w.workspace_id = ${workspaceId}::uuid and w.extension = names.name) as channel_count,
      (select count(*) from facebook_deliveries
        where names.name = ${EXTENSION_OF.facebook} and state = 'held' and held_for = ${workspaceId}::uuid) as waiting_count,
      (select count(*) from conversations co join channel_ways w on w.workspace_id = co.workspace_id and w.channel_id = co.channel_id
        where co.workspace_id = ${workspaceId}::uuid and w.extension = names.name and co.window_closes_at > ${now}) as open_window_count,
      (select count(*) from conversations co join channel_ways w on w.workspace_id = co.workspace_id and w.channel_id = co.channel_id
        where co.workspace_id = ${workspaceId}::uuid and w.extension = names.name and co.window_closes_at > ${now}
          and co.window_closes_at <= ${now}::timestamptz + make_interval(hours => ${ENDING_HOURS})) as ending_window_count,
      (select count(*) from acts a join channel_ways w on w.workspace_id = a.workspace_id and w.channel_id = a.channel_id
        where a.workspace_id = ${workspaceId}::uuid and w.extension = names.name and a.state = 'queued') as queued_reply_count
    from unnest(${[...names]}::text[]) with ordinality as names (name, place)
    left join extensions on extensions.workspace_id = ${workspaceId}::uuid and extensions.name = names.name
    left join users on users.id = extensions.changed_by
    order by names.place`.execute(db)
  return rows.map((row) => ({
    name: row.name,
    isEnabled: row.enabled_at !== null,
    changedAt: row.changed_at ?? undefined,
    changedBy: row.changed_by ?? undefined,
    channelCount: row.channel_count,
    waitingCount: row.waiting_count,
    openWindowCount: row.open_window_count,
    endingWindowCount: row.ending_window_count,
    queuedReplyCount: row.queued_reply_count,
  }))
}

type Row = {
  name: ExtensionName
  enabled_at: Date | null
  changed_at: Date | null
  changed_by: string | null
  channel_count: number
  waiting_count: number
  open_window_count: number
  ending_window_count: number
  queued_reply_count: number
}

export type MostBodies = { readonly count: number; readonly bytes: number }

/** The bodies that wait behind the switched-off Facebook; undefined when those are more than so many, or longer together. */
export async function heldBodies(db: Db, workspaceId: WorkspaceId, most: MostBodies): Promise<readonly Buffer[] | undefined> {
  const held = db.selectFrom('facebook_deliveries').where('state', '=', 'held').where('held_for', '=', workspaceId)
  const lengths = await held
    .select(sql<number>`length(body)`.as('bytes'))
    .limit(most.count + 1)
    .execute()
  if (lengths.length > most.count || lengths.reduce((sum, { bytes }) => sum + bytes, 0) > most.bytes) {
    return undefined
  }
  const rows = await held.select('body').limit(most.count).execute()
  return rows.map((row) => row.body)
}

export type Switch = { readonly name: ExtensionName; readonly isEnabled: boolean; readonly by: UserId; readonly at: Date }

/** Sets the switch. False when it stood there already: then nothing is written, and its history stays. */
export async function saveSwitch(tx: Tx, workspaceId: WorkspaceId, { name, isEnabled, by, at }: Switch): Promise<boolean> {
  const enabledAt = isEnabled ? at : null
  const row = await tx
    .insertInto('extensions')
    .values({ workspace_id: workspaceId, name, enabled_at: enabledAt, changed_by: by, changed_at: at })
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'name'])
        .doUpdateSet({ enabled_at: enabledAt, changed_by: by, changed_at: at })
        .where(sql<boolean>`(extensions.enabled_at is not null) <> ${isEnabled}`),
    )
    .returning('name')
    .executeTakeFirst()
  return row !== undefined
}
