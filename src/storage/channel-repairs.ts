import { sql } from 'kysely'
import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import type { MessageState } from '#domain/acts/state.ts'
import type { Thing } from '#domain/facts/fact.ts'
import { UNTOLD_MESSAGE, type SaidList } from '#domain/channels/said-since-port.ts'
import type { Db, Tx } from './database.ts'

/** What was said since a moment is being fetched. */
export type Repair = {
  readonly since: Date
  readonly startedAt: Date
  /** What moved since is read in this round, which began at a moment. */
  readonly movedSince: Date
  readonly roundAt: Date
  readonly round: number
  readonly list: SaidList
  /** Where the network's list goes on; undefined at its head. */
  readonly page: string | undefined
  readonly messages: number
  readonly comments: number
  readonly posts: number
  /** What the network did not let us read. */
  readonly unread: readonly SaidList[]
  readonly untold: number
  readonly isQuiet: boolean
}

export type NewRepair = Pick<Repair, 'since' | 'startedAt' | 'isQuiet'>

/** Begins at the head of the list, also where one is under way: since the earlier of both moments, and told where one of both is. What it recovered counts on. */
export async function insertRepair(tx: Tx, { workspaceId, channelId }: ChannelOfWorkspace, repair: NewRepair): Promise<void> {
  await sql`
    insert into channel_repairs (workspace_id, channel_id, since, moved_since, started_at, round_at, is_quiet)
    values (${workspaceId}, ${channelId}, ${repair.since}, ${repair.since}, ${repair.startedAt}, ${repair.startedAt}, ${repair.isQuiet})
    on conflict (workspace_id, channel_id) do update
      set since = least(channel_repairs.since, excluded.since), moved_since = least(channel_repairs.since, excluded.since), round_at = excluded.round_at, round = 1, started_at = excluded.started_at, list = 'messages', next_page = null,
          is_quiet = channel_repairs.is_quiet and excluded.is_quiet`.execute(tx)
}

/** Undefined where nothing is being fetched. */
export async function findRepair(db: Db, channel: ChannelOfWorkspace): Promise<Repair | undefined> {
  return await repairOf(db, channel, sql``)
}

/** The same; it is locked until the transaction ends. */
export async function lockRepair(tx: Tx, channel: ChannelOfWorkspace): Promise<Repair | undefined> {
  return await repairOf(tx, channel, sql`for update`)
}

async function repairOf(db: Db, { workspaceId, channelId }: ChannelOfWorkspace, how: ReturnType<typeof sql>): Promise<Repair | undefined> {
  const { rows } = await sql<Omit<Repair, 'page'> & { page: string | null }>`
    select since, started_at as "startedAt", moved_since as "movedSince", round_at as "roundAt", round, posts, unread, list, next_page as page, messages, comments, untold, is_quiet as "isQuiet"
      from channel_repairs where workspace_id = ${workspaceId} and channel_id = ${channelId} ${how}`.execute(db)
  const [row] = rows
  return row && { ...row, page: row.page ?? undefined }
}

export type Progress = Pick<
  Repair,
  'movedSince' | 'roundAt' | 'round' | 'list' | 'page' | 'messages' | 'comments' | 'posts' | 'untold' | 'unread'
>

/** One more page is done. */
export async function saveRepairProgress(tx: Tx, { workspaceId, channelId }: ChannelOfWorkspace, progress: Progress): Promise<void> {
  const { movedSince, roundAt, round, list, page, messages, comments, posts, untold, unread } = progress
  await sql`
    update channel_repairs set moved_since = ${movedSince}, round_at = ${roundAt}, round = ${round}, list = ${list}, next_page = ${page ?? null},
           messages = ${messages}, comments = ${comments}, posts = ${posts}, untold = ${untold}, unread = ${[...unread]}::text[]
     where workspace_id = ${workspaceId} and channel_id = ${channelId}`.execute(tx)
}

export async function deleteRepair(tx: Tx, { workspaceId, channelId }: ChannelOfWorkspace): Promise<void> {
  await tx.deleteFrom('channel_repairs').where('workspace_id', '=', workspaceId).where('channel_id', '=', channelId).execute()
}

/** The channels of a workspace of which something is being fetched. */
export async function channelsInRepair(db: Db, workspaceId: WorkspaceId): Promise<ChannelOfWorkspace[]> {
  const { rows } = await sql<ChannelOfWorkspace>`
    select workspace_id as "workspaceId", channel_id as "channelId" from channel_repairs
     where workspace_id = ${workspaceId} order by channel_id`.execute(db)
  return rows
}

/** Since when something may not have been heard; undefined where nobody connected the channel. */
export async function heardUntil(db: Db, { workspaceId, channelId }: ChannelOfWorkspace): Promise<Date | undefined> {
  const { rows } = await sql<{ at: Date | null }>`
    select least(gap_since, seen_until) as at from facebook_connections where workspace_id = ${workspaceId} and channel_id = ${channelId}`.execute(
    db,
  )
  return rows[0]?.at ?? undefined
}

/** The network did not tell everything of this channel, or of all: since when it surely did, unless that stands there already. */
export async function noteGap(db: Db, channel: ChannelOfWorkspace | 'all'): Promise<void> {
  await sql`
    with gaps as (
      select workspace_id, channel_id from facebook_connections
       where gap_since is null and (${channel === 'all'}::boolean or (workspace_id = ${channel === 'all' ? null : channel.workspaceId}::uuid
             and channel_id = ${channel === 'all' ? null : channel.channelId}::uuid))
       order by workspace_id, channel_id for update
    )
    update facebook_connections f set gap_since = f.seen_until
      from gaps where f.workspace_id = gaps.workspace_id and f.channel_id = gaps.channel_id`.execute(db)
}

/** What was not told is being fetched. */
export async function closeGap(tx: Tx, { workspaceId, channelId }: ChannelOfWorkspace): Promise<void> {
  await sql`
    update facebook_connections set gap_since = null
     where workspace_id = ${workspaceId} and channel_id = ${channelId} and gap_since is not null`.execute(tx)
}

export async function hasGap(tx: Tx, { workspaceId, channelId }: ChannelOfWorkspace): Promise<boolean> {
  const { rows } = await sql`
    select from facebook_connections where workspace_id = ${workspaceId} and channel_id = ${channelId} and gap_since is not null`.execute(
    tx,
  )
  return rows.length > 0
}

/** Only forward, and not while something is still being fetched; `now`: whoever turned the clock back has what was after it not heard. */
export async function moveSeenUntil(
  tx: Tx,
  { workspaceId, channelId }: ChannelOfWorkspace,
  { at, now }: { readonly at: Date; readonly now: Date },
): Promise<void> {
  await sql`
    update facebook_connections f set seen_until = greatest(least(seen_until, ${now}), ${at})
     where workspace_id = ${workspaceId} and channel_id = ${channelId} and gap_since is null
       and not exists (select from channel_repairs r where r.workspace_id = f.workspace_id and r.channel_id = f.channel_id and not r.is_quiet)`.execute(
    tx,
  )
}

/** Whether it is to be compared now what was heard: for one of those who ask, where it was not since `before`. */
export async function claimComparison(
  tx: Tx,
  { workspaceId, channelId }: ChannelOfWorkspace,
  { at, before }: { readonly at: Date; readonly before: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update facebook_connections f set compared_at = ${at}
     where workspace_id = ${workspaceId} and channel_id = ${channelId}
       and (select connected_at from channels c where c.workspace_id = f.workspace_id and c.id = f.channel_id) <= ${before}
       and (compared_at is null or compared_at <= ${before} or compared_at > ${at})`.execute(tx)
  return numAffectedRows === 1n
}

/** Something that was said, by the channel's name for it. */
export type SaidName = { readonly thing: Thing; readonly externalId: string }

export function saidKey({ thing, externalId }: SaidName): string {
  return `${thing} ${externalId}`
}

/** Of these those that the desk has, or holds a place for, by their keys. */
export async function alreadyHeard(
  tx: Tx,
  { workspaceId, channelId }: ChannelOfWorkspace,
  names: readonly SaidName[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<SaidName>`
    with asked as (select * from json_to_recordset(${JSON.stringify(names)}) as n(thing text, "externalId" text))
    select asked.thing, asked."externalId"
      from asked join entries e on e.workspace_id = ${workspaceId} and e.channel_id = ${channelId}
       and e.thing = asked.thing and e.external_id = asked."externalId"
     where e.author_kind is not null
    union
    select 'message', about_external_id from not_understood
     where workspace_id = ${workspaceId} and channel_id = ${channelId} and label = ${UNTOLD_MESSAGE}
       and about_external_id in (select "externalId" from asked where thing = 'message')
    union
    -- A private reply, of which its echo makes a line.
    select 'message', result ->> 'externalId' from acts
     where workspace_id = ${workspaceId} and channel_id = ${channelId} and kind = 'say-privately'
       and result ->> 'externalId' in (select "externalId" from asked where thing = 'message')`.execute(tx)
  return new Set(rows.map(saidKey))
}

/** Something of ours that is under way, or may have been said for all that anybody knows. */
export type Doubt = { readonly key: string; readonly askedAt: Date; readonly state: MessageState; readonly stateAt: Date }

/** All of a channel, with the keys of the conversations that it is said in: what the Page says there may be that. */
export async function doubtsOf(tx: Tx, { workspaceId, channelId }: ChannelOfWorkspace): Promise<readonly Doubt[]> {
  const { rows } = await sql<Doubt>`
    select c.subject_key as key, a.created_at as "askedAt", a.state, a.state_at as "stateAt"
      from acts a join conversations c on c.workspace_id = a.workspace_id and c.id = a.conversation_id
     where a.workspace_id = ${workspaceId} and a.channel_id = ${channelId} and a.kind = 'say'
       and (a.state in ('sending', 'unconfirmed') or (a.state = 'failed' and a.failure ->> 'reason' = 'no-answer'))`.execute(tx)
  return rows
}
