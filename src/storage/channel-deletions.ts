import { sql } from 'kysely'
import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import type { ChannelContents } from '#domain/channels/deletion.ts'
import type { ChannelId, UserId, WorkspaceId } from '#domain/ids.ts'
import type { Db, Tx } from './database.ts'

/** What a channel holds now, and how many rows its lines and tickets are. */
export async function channelContents(
  db: Db,
  { workspaceId, channelId }: ChannelOfWorkspace,
): Promise<ChannelContents & { readonly rows: number }> {
  const { rows } = await sql<ChannelContents & { lines: number }>`
    with said as (
      select count(*)::int as lines, count(*) filter (where thing = 'message' and author_kind is not null)::int as messages,
             count(*) filter (where thing <> 'message' and author_kind is not null)::int as comments
        from entries where workspace_id = ${workspaceId} and channel_id = ${channelId}
    )
    select said.*,
           (select count(*)::int from conversations c join tickets t on t.workspace_id = c.workspace_id and t.conversation_id = c.id
             where c.workspace_id = ${workspaceId} and c.channel_id = ${channelId}) as tickets,
           (select count(*)::int from entries e join attachments a on a.workspace_id = e.workspace_id and a.entry_id = e.id
             where e.workspace_id = ${workspaceId} and e.channel_id = ${channelId}) as files,
           (select count(*)::int from acts where workspace_id = ${workspaceId} and channel_id = ${channelId} and state = 'queued') as waiting
      from said`.execute(db)
  const [row] = rows
  if (!row) {
    throw new Error('What is counted is always one row.')
  }
  const { lines, ...contents } = row
  return { ...contents, rows: lines + contents.tickets }
}

export type NewDeletion = ChannelOfWorkspace & {
  readonly pageId: string
  readonly name: string
  readonly by: { readonly id: UserId; readonly name: string }
  readonly startedAt: Date
  readonly contents: ChannelContents & { readonly rows: number }
}

/** False where it goes already. */
export async function insertDeletion(tx: Tx, { workspaceId, channelId, contents, ...deletion }: NewDeletion): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into channel_deletions (workspace_id, channel_id, page_id, name, asked_by, asked_by_name, started_at, tickets, messages, comments, files, waiting, rows_before)
    values (${workspaceId}, ${channelId}, ${deletion.pageId}, ${deletion.name}, ${deletion.by.id}, ${deletion.by.name}, ${deletion.startedAt},
            ${contents.tickets}, ${contents.messages}, ${contents.comments}, ${contents.files}, ${contents.waiting}, ${contents.rows})
    on conflict (workspace_id, channel_id) do nothing`.execute(tx)
  return numAffectedRows === 1n
}

/** A deletion that goes on, and how far it is. */
export type Deletion = ChannelOfWorkspace & {
  readonly pageId: string
  readonly mailsUntil: Date
  readonly stage: 'mails' | 'rows' | 'raw'
  readonly before: number
  readonly gone: number
  /** Up to which raw delivery it was looked, by day and number; undefined before the first. */
  readonly rawOn: string | undefined
  readonly rawId: string | undefined
}

/** Locked until the transaction ends: one step of it at a time. Undefined where it is finished, or never began. */
export async function lockDeletion(tx: Tx, { workspaceId, channelId }: ChannelOfWorkspace): Promise<Deletion | undefined> {
  const { rows } = await sql<Omit<Deletion, 'rawOn' | 'rawId'> & { rawOn: string | null; rawId: string | null }>`
    select workspace_id as "workspaceId", channel_id as "channelId", page_id as "pageId", mails_until as "mailsUntil", stage,
           rows_before as before, rows_gone as gone, raw_on::text as "rawOn", raw_id::text as "rawId"
      from channel_deletions
     where workspace_id = ${workspaceId} and channel_id = ${channelId} and finished_at is null for update`.execute(tx)
  const [row] = rows
  return row && { ...row, rawOn: row.rawOn ?? undefined, rawId: row.rawId ?? undefined }
}

export async function saveDeletion(tx: Tx, { workspaceId, channelId, stage, gone, rawOn, rawId }: Deletion): Promise<void> {
  await sql`
    update channel_deletions set stage = ${stage}, rows_gone = ${gone}, raw_on = ${rawOn ?? null}::date, raw_id = ${rawId ?? null}::bigint
     where workspace_id = ${workspaceId} and channel_id = ${channelId}`.execute(tx)
}

/** Only the line that says so is left. */
export async function finishDeletion(tx: Tx, { workspaceId, channelId }: ChannelOfWorkspace, at: Date): Promise<void> {
  await sql`
    update channel_deletions set finished_at = ${at} where workspace_id = ${workspaceId} and channel_id = ${channelId}`.execute(tx)
}

/** A channel that is gone: which it was, who wanted it, when, and what went with it. */
export type DeletedChannel = ChannelContents & {
  readonly channelId: ChannelId
  readonly pageId: string
  readonly name: string
  readonly by: string
  readonly startedAt: Date
  readonly finishedAt: Date
}

const MOST_TOLD = 200

/** The last two hundred, the newest first. */
export async function deletedChannels(db: Db, workspaceId: WorkspaceId): Promise<DeletedChannel[]> {
  const { rows } = await sql<DeletedChannel>`
    select channel_id as "channelId", page_id as "pageId", name, asked_by_name as by, started_at as "startedAt", finished_at as "finishedAt",
           tickets, messages, comments, files, waiting
      from channel_deletions where workspace_id = ${workspaceId} and finished_at is not null
     order by finished_at desc, channel_id desc limit ${MOST_TOLD}`.execute(db)
  return rows
}
