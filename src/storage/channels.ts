import { sql } from 'kysely'
import type { DatedProblem } from '#domain/channels/channel-problem.ts'
import type { ChannelKind, ChannelOfWorkspace, ChannelWay } from '#domain/channels/channel.ts'
import type { Allowance } from '#domain/messaging-policy/reply-mode.ts'
import type { ChannelId, WorkspaceId } from '#domain/ids.ts'
import { problemOf, type ProblemRow, problemsOf } from './channel-problems.ts'
import type { NamedChannel } from './channel-routes.ts'
import type { Db, Tx } from './database.ts'
import { keptPicture, type KeptPicture } from './files/pictures.ts'
import { prepared } from './prepared.ts'
import { storableText } from './storable.ts'

/** A channel as a list shows it. Its key is not part of it, on purpose. */
export type ChannelSummary = {
  readonly id: ChannelId
  readonly kind: ChannelKind
  readonly name: string
  readonly externalId: string | undefined
  readonly picture: KeptPicture | undefined
  readonly state: ChannelWay
  /** What Facebook allows it beyond the 24 hours, as somebody recorded. */
  readonly allowances: readonly Allowance[]
  /** What is wrong, and what was until lately; the first is the oldest. */
  readonly problems: readonly DatedProblem[]
  readonly keyValidUntil: Date | undefined
  readonly keyCheckedAt: Date | undefined
  readonly connectedBy: string | undefined
  readonly connectedAt: Date | undefined
  /** Facebook asked it to slow down: nothing goes before. It may be over. */
  readonly pausedUntil: Date | undefined
  readonly lastEventAt: Date | undefined
  readonly notUnderstoodCount: number
  /** What they are, by their labels, the most frequent first. */
  readonly notUnderstood: readonly { readonly label: string; readonly count: number }[]
  /** It is being deleted: how many rows were there, and are gone. */
  readonly deletion: ChannelGoing | undefined
}

type ChannelGoing = { readonly by: string; readonly startedAt: Date; readonly before: number; readonly gone: number }

/** Labels that are told one by one; the rest is in the whole count only. */
const LABELS = 20

const PICTURE = keptPicture('channel_id', { workspaceId: 'channels.workspace_id', id: 'channels.id' })

type Asked = { readonly workspaceId: WorkspaceId; readonly mendedSince: Date; readonly ids?: readonly ChannelId[] }

/** Every channel of a workspace: Pages first, then chats, the oldest first; with `ids`, only those. */
export async function channelSummaries(db: Db, { workspaceId, mendedSince, ids }: Asked): Promise<ChannelSummary[]> {
  const { rows } = await sql<SummaryRow>`
    select channels.id, channels.kind, channels.name, channels.external_id, ${PICTURE} as picture, channels.connected_at, channels.paused_until, channels.last_event_at,
      ways.way as state, ways.allowances, ${problemsOf('channels', mendedSince)} as problems, connections.key_valid_until, connections.key_checked_at, connections.person_name,
      kept.total as not_understood_count, kept.labels as not_understood,
      going.asked_by_name as going_by, going.started_at as going_since, going.rows_before as going_before, going.rows_gone as going_gone
    from channels
    left join channel_deletions as going on going.workspace_id = channels.workspace_id and going.channel_id = channels.id
    cross join lateral (
      select coalesce(sum(n), 0)::int as total,
        coalesce(jsonb_agg(jsonb_build_object('label', label, 'count', n) order by place) filter (where place <= ${LABELS}), '[]') as labels
      from (select label, count(*)::int as n, row_number() over (order by count(*) desc, label) as place
        from not_understood as piece where piece.workspace_id = channels.workspace_id and piece.channel_id = channels.id
          and piece.understood_at is null
        group by label) as by_label) as kept
    join channel_ways as ways on ways.workspace_id = channels.workspace_id and ways.channel_id = channels.id
    left join facebook_connections as connections
      on connections.workspace_id = channels.workspace_id and connections.channel_id = channels.id
    where channels.workspace_id = ${workspaceId}::uuid
      and (${ids === undefined}::boolean or channels.id = any(${[...(ids ?? [])]}::uuid[]))
    order by channels.kind = 'chat', channels.created_at, channels.id`.execute(db)
  return rows.map(summaryOf)
}

type SummaryRow = {
  id: string
  kind: ChannelKind
  name: string
  external_id: string | null
  picture: KeptPicture | null
  problems: ProblemRow[]
  key_valid_until: Date | null
  key_checked_at: Date | null
  person_name: string | null
  connected_at: Date | null
  paused_until: Date | null
  last_event_at: Date | null
  state: ChannelSummary['state']
  allowances: Allowance[]
  not_understood_count: number
  not_understood: { label: string; count: number }[]
  going_by: string | null
  going_since: Date | null
  going_before: number | null
  going_gone: number | null
}

function summaryOf(row: SummaryRow): ChannelSummary {
  return {
    id: row.id as ChannelId,
    kind: row.kind,
    name: row.name,
    externalId: row.external_id ?? undefined,
    picture: row.picture ?? undefined,
    state: row.state,
    allowances: row.allowances,
    problems: row.problems.map(problemOf),
    keyValidUntil: row.key_valid_until ?? undefined,
    keyCheckedAt: row.key_checked_at ?? undefined,
    connectedBy: row.person_name ?? undefined,
    connectedAt: row.connected_at ?? undefined,
    pausedUntil: row.paused_until ?? undefined,
    lastEventAt: row.last_event_at ?? undefined,
    notUnderstoodCount: row.not_understood_count,
    notUnderstood: row.not_understood,
    deletion: goingOf(row),
  }
}

function goingOf({ going_by: by, going_since: startedAt, going_before: before, going_gone: gone }: SummaryRow): ChannelGoing | undefined {
  return by === null || startedAt === null || before === null || gone === null ? undefined : { by, startedAt, before, gone }
}

export async function isChannelOf(db: Db, { workspaceId, channelId }: ChannelOfWorkspace): Promise<boolean> {
  const { rows } = await sql`select from channels where workspace_id = ${workspaceId} and id = ${channelId}`.execute(db)
  return rows.length > 0
}

export type NewChatChannel = { readonly workspaceId: WorkspaceId; readonly id: ChannelId; readonly name: string; readonly createdAt: Date }

/** False when another chat channel has the name: the unique index decides. */
export async function insertChatChannel(tx: Tx, { workspaceId, id, name, createdAt }: NewChatChannel): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into channels (workspace_id, id, kind, name, state, connected_at, created_at)
    values (${workspaceId}, ${id}, 'chat', ${storableText(name)}, 'connected', ${createdAt}, ${createdAt})
    on conflict (workspace_id, lower(name)) where kind = 'chat' do nothing`.execute(tx)
  return numAffectedRows === 1n
}

/** `taken`: another chat channel has the name, and the transaction is lost. The unique index decides. */
export async function renameChatChannel(
  tx: Tx,
  { workspaceId, channelId }: ChannelOfWorkspace,
  name: string,
): Promise<'renamed' | 'taken' | 'missing'> {
  try {
    const { numUpdatedRows } = await tx
      .updateTable('channels')
      .set({ name: storableText(name) })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', channelId)
      .where('kind', '=', 'chat')
      .executeTakeFirstOrThrow()
    return numUpdatedRows === 1n ? 'renamed' : 'missing'
  } catch (error) {
    // The one failure that is an answer: two channels of one name.
    if (error instanceof Error && 'constraint' in error && error.constraint === 'channels_chat_name') {
      return 'taken'
    }
    throw error
  }
}

/** False when there is no such chat channel. */
export async function deleteChatChannel(tx: Tx, { workspaceId, channelId }: ChannelOfWorkspace): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('channels')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', channelId)
    .where('kind', '=', 'chat')
    .executeTakeFirstOrThrow()
  return numDeletedRows === 1n
}

/**
 * The channel of this name, locked: the one that is there, or a new one under `newId` that is not connected yet. Two
 * confirms at once meet here, and the second finds the first one's.
 */
export async function lockNamedChannel(
  tx: Tx,
  { workspaceId, kind, externalId }: NamedChannel & { readonly workspaceId: WorkspaceId },
  fresh: { readonly newId: ChannelId; readonly name: string; readonly createdAt: Date },
): Promise<ChannelId> {
  await tx
    .insertInto('channels')
    .values({
      workspace_id: workspaceId,
      id: fresh.newId,
      kind,
      name: fresh.name,
      external_id: externalId,
      state: 'disconnected',
      created_at: fresh.createdAt,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'kind', 'external_id']).doNothing())
    .execute()
  const row = await tx
    .selectFrom('channels')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('kind', '=', kind)
    .where('external_id', '=', externalId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return row.id as ChannelId
}

type Connected = { readonly name: string; readonly pictureUrl: string | undefined; readonly at: Date }

/** The channel is connected anew and waits for nobody; its history, its route and its id stay. */
export async function markConnected(
  tx: Tx,
  { workspaceId, channelId }: ChannelOfWorkspace,
  { name, pictureUrl, at }: Connected,
): Promise<void> {
  await tx
    .updateTable('channels')
    .set({ name, picture_url: pictureUrl ?? null, state: 'connected', paused_until: null, connected_at: at })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', channelId)
    .execute()
}

/** Undefined where there is no such channel. */
export async function channelKind(db: Db, { workspaceId, channelId }: ChannelOfWorkspace): Promise<ChannelKind | undefined> {
  const row = await db
    .selectFrom('channels')
    .select('kind')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', channelId)
    .executeTakeFirst()
  return row?.kind as ChannelKind | undefined
}

/** What a channel is and whether it is open; undefined where there is no such channel. */
export async function channelWay(
  db: Db,
  { workspaceId, channelId }: ChannelOfWorkspace,
): Promise<{ readonly kind: ChannelKind; readonly way: ChannelWay } | undefined> {
  const { rows } = await sql<{ kind: ChannelKind; way: ChannelWay }>`
    select c.kind, w.way from channels c join channel_ways w on w.workspace_id = c.workspace_id and w.channel_id = c.id
     where c.workspace_id = ${workspaceId} and c.id = ${channelId}`.execute(db)
  return rows[0]
}

type State = Exclude<ChannelWay, 'switched-off'>

/** Undefined where there is no such channel. It is locked until the transaction ends. */
export async function lockChannelState(tx: Tx, { workspaceId, channelId }: ChannelOfWorkspace): Promise<State | undefined> {
  const row = await tx
    .selectFrom('channels')
    .select('state')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', channelId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row?.state as State | undefined
}

export async function saveChannelState(tx: Tx, { workspaceId, channelId }: ChannelOfWorkspace, state: State): Promise<void> {
  await tx.updateTable('channels').set({ state }).where('workspace_id', '=', workspaceId).where('id', '=', channelId).execute()
}

/** A channel, and what it is called; locked until the transaction ends. A Page that is being deleted has no name of its network. Undefined where there is none. */
export async function lockNamed(
  tx: Tx,
  { workspaceId, channelId }: ChannelOfWorkspace,
): Promise<{ readonly kind: ChannelKind; readonly name: string; readonly externalId: string | undefined } | undefined> {
  const row = await tx
    .selectFrom('channels')
    .select(['kind', 'name', 'external_id'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', channelId)
    .forUpdate()
    .executeTakeFirst()
  return row && { kind: row.kind as ChannelKind, name: row.name, externalId: row.external_id ?? undefined }
}

/** The channel is disconnected for good: another one of the workspace may have what its network calls it. */
export async function letGoOfName(tx: Tx, { workspaceId, channelId }: ChannelOfWorkspace): Promise<void> {
  await tx
    .updateTable('channels')
    .set({ state: 'disconnected', external_id: null })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', channelId)
    .execute()
}

/** The channel's network asked it to slow down: nothing of it is sent before. Never shortens a longer pause; answers whether it has one that is new or longer. */
export async function pauseChannel(tx: Tx, { workspaceId, channelId }: ChannelOfWorkspace, until: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('channels')
    .set({ paused_until: until })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', channelId)
    .where((eb) => eb.or([eb('paused_until', 'is', null), eb('paused_until', '<', until)]))
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

const EVENT_MARK_SECONDS = 10

/**
 * When the channel's network last told something of its own accord. Written at most every 10 seconds, so that the row never becomes hot, and by itself: whoever
 * holds conversations waits for no channel.
 */
export async function markChannelHeard(db: Db, { workspaceId, channelId }: ChannelOfWorkspace, at: Date): Promise<void> {
  await sql`${prepared}
    update channels set last_event_at = ${at}
     where workspace_id = ${workspaceId} and id = ${channelId}
       and (last_event_at is null or last_event_at < ${at}::timestamptz - make_interval(secs => ${EVENT_MARK_SECONDS}))`.execute(db)
}
