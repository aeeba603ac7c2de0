import { sql } from 'kysely'
import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import type { ImportDays } from '#domain/channels/history-import.ts'
import type { SaidList } from '#domain/channels/said-since-port.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import type { Db, Tx } from './database.ts'

/** What was said before a channel was connected is being fetched. */
export type HistoryImport = {
  readonly days: ImportDays
  /** From `since` to `until`, which is when the desk began to hear the channel. */
  readonly since: Date
  readonly until: Date
  readonly startedAt: Date
  /** Undefined while it goes on. */
  readonly pausedAt: Date | undefined
  readonly movedSince: Date
  readonly roundAt: Date
  readonly round: number
  readonly list: SaidList
  /** Where the network's list goes on; undefined at its head. */
  readonly page: string | undefined
  /** The network did not know the place any more, and the list was begun anew once. */
  readonly isBegunAnew: boolean
  /** How far back the list is read. */
  readonly reachedAt: Date | undefined
  readonly conversations: number
  readonly messages: number
  readonly comments: number
  readonly posts: number
  readonly untold: number
  /** What the network did not let us read. */
  readonly unread: readonly SaidList[]
}

export type NewImport = Pick<HistoryImport, 'days' | 'since' | 'until' | 'startedAt'>

/** False where one is under way: it stays as it is. */
export async function insertImport(tx: Tx, { workspaceId, channelId }: ChannelOfWorkspace, wish: NewImport): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into channel_imports (workspace_id, channel_id, days, since, until, started_at, moved_since, round_at)
    values (${workspaceId}, ${channelId}, ${wish.days}, ${wish.since}, ${wish.until}, ${wish.startedAt}, ${wish.since}, ${wish.startedAt})
    on conflict (workspace_id, channel_id) do nothing`.execute(tx)
  return numAffectedRows === 1n
}

/** Undefined where nothing is being imported. */
export async function findImport(db: Db, channel: ChannelOfWorkspace): Promise<HistoryImport | undefined> {
  return await importOf(db, channel, sql``)
}

/** The same; it is locked until the transaction ends. */
export async function lockImport(tx: Tx, channel: ChannelOfWorkspace): Promise<HistoryImport | undefined> {
  return await importOf(tx, channel, sql`for update`)
}

type Row = Omit<HistoryImport, 'page' | 'pausedAt' | 'reachedAt'> & {
  readonly page: string | null
  readonly pausedAt: Date | null
  readonly reachedAt: Date | null
}

async function importOf(
  db: Db,
  { workspaceId, channelId }: ChannelOfWorkspace,
  how: ReturnType<typeof sql>,
): Promise<HistoryImport | undefined> {
  const { rows } = await sql<Row>`
    select days, since, until, started_at as "startedAt", paused_at as "pausedAt", moved_since as "movedSince", round_at as "roundAt", round, list,
           next_page as page, is_begun_anew as "isBegunAnew", reached_at as "reachedAt", conversations, messages, comments, posts, untold, unread
      from channel_imports where workspace_id = ${workspaceId} and channel_id = ${channelId} ${how}`.execute(db)
  const [row] = rows
  return row && { ...row, page: row.page ?? undefined, pausedAt: row.pausedAt ?? undefined, reachedAt: row.reachedAt ?? undefined }
}

/** One more page is done, or it pauses or goes on. */
export async function saveImport(tx: Tx, { workspaceId, channelId }: ChannelOfWorkspace, progress: HistoryImport): Promise<void> {
  const { pausedAt, movedSince, roundAt, round, list, page, isBegunAnew, reachedAt, unread } = progress
  const { conversations, messages, comments, posts, untold } = progress
  await sql`
    update channel_imports set paused_at = ${pausedAt ?? null}, moved_since = ${movedSince}, round_at = ${roundAt}, round = ${round}, list = ${list},
           next_page = ${page ?? null}, is_begun_anew = ${isBegunAnew}, reached_at = ${reachedAt ?? null}, conversations = ${conversations},
           messages = ${messages}, comments = ${comments}, posts = ${posts}, untold = ${untold}, unread = ${[...unread]}::text[]
     where workspace_id = ${workspaceId} and channel_id = ${channelId}`.execute(tx)
}

export async function deleteImport(tx: Tx, { workspaceId, channelId }: ChannelOfWorkspace): Promise<void> {
  await tx.deleteFrom('channel_imports').where('workspace_id', '=', workspaceId).where('channel_id', '=', channelId).execute()
}

/** The channels of a workspace, or this one, whose history is being imported, and not paused. */
export async function channelsInImport(
  db: Db,
  { workspaceId, channelId }: { readonly workspaceId: WorkspaceId; readonly channelId?: ChannelOfWorkspace['channelId'] },
): Promise<ChannelOfWorkspace[]> {
  const { rows } = await sql<ChannelOfWorkspace>`
    select workspace_id as "workspaceId", channel_id as "channelId" from channel_imports
     where workspace_id = ${workspaceId} and paused_at is null and channel_id = coalesce(${channelId ?? null}::uuid, channel_id)
     order by channel_id`.execute(db)
  return rows
}

/** Since when the desk hears a channel; undefined where nobody connected it. */
export async function heardSince(db: Db, { workspaceId, channelId }: ChannelOfWorkspace): Promise<Date | undefined> {
  const { rows } = await sql<{ at: Date | null }>`
    select heard_since as at from facebook_connections where workspace_id = ${workspaceId} and channel_id = ${channelId}`.execute(db)
  return rows[0]?.at ?? undefined
}

/** What goes before an import on a channel: something else is being fetched there, or until when its network asked it to slow down. */
export async function goesBefore(
  db: Db,
  { workspaceId, channelId }: ChannelOfWorkspace,
): Promise<{ readonly isRepaired: boolean; readonly pausedUntil: Date | undefined }> {
  const { rows } = await sql<{ isRepaired: boolean; pausedUntil: Date | null }>`
    select c.paused_until as "pausedUntil",
           exists (select from channel_repairs r where r.workspace_id = c.workspace_id and r.channel_id = c.id) as "isRepaired"
      from channels c where c.workspace_id = ${workspaceId} and c.id = ${channelId}`.execute(db)
  const [row] = rows
  return { isRepaired: row?.isRepaired ?? false, pausedUntil: row?.pausedUntil ?? undefined }
}
