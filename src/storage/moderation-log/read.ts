import { sql, type RawBuilder } from 'kysely'
import type { PublicActName } from '#domain/acts/act-name.ts'
import type { SendFailure } from '#domain/acts/outcome.ts'
import type { ActResult } from '#domain/acts/result.ts'
import type { Thing } from '#domain/facts/fact.ts'
import type { ChannelId, TicketId, UserId, WorkspaceId } from '#domain/ids.ts'
import { COUNT_UP_TO } from '#domain/tickets/folder.ts'
import type { Db } from '../database.ts'
import type { Position } from '../position.ts'
import { prepared } from '../prepared.ts'

/** Which entries: those asked for from a moment on, before another, and whatever else is given. */
export type LogFilter = {
  readonly from?: Date | undefined
  readonly to?: Date | undefined
  readonly by?: UserId | undefined
  readonly act?: PublicActName | undefined
  readonly channelId?: ChannelId | undefined
  readonly result?: ActResult | undefined
}

export type LogPage = LogFilter & { readonly limit: number; readonly after?: Position | undefined }

export type LogAnswer = { readonly at: Date; readonly result: ActResult; readonly failure: SendFailure | undefined }

export type LogEntry = {
  readonly id: string
  /** When it was asked for. */
  readonly at: Date
  readonly by: { readonly id: UserId; readonly name: string | null; readonly email: string | null }
  readonly act: PublicActName
  readonly channel: { readonly id: ChannelId; readonly name: string; readonly pageId: string | null }
  /** To what it was done, of a reply what it answers, as it stood there then; undefined: nobody had heard of it. */
  readonly target: LogTarget | undefined
  readonly newWords: string | null
  /** What we said beside the words: ['picture'] */
  readonly newBeside: readonly string[]
  readonly result: ActResult
  readonly resultAt: Date
  readonly answers: readonly LogAnswer[]
  /** Where it stands today. */
  readonly ticket: { readonly id: TicketId; readonly number: number } | null
}

type LogTarget = {
  readonly thing: Thing
  /** The whole name at the channel. */
  readonly calledAs: string | null
  readonly postId: string | null
  readonly author: { readonly kind: 'client' | 'member' | 'elsewhere'; readonly name: string | null } | null
  readonly words: string
  /** What stood beside the words: ["image"] */
  readonly beside: readonly string[]
}

/** One page, newest first. */
export async function readLog(db: Db, workspaceId: WorkspaceId, page: LogPage): Promise<LogEntry[]> {
  const { rows } = await sql<Row>`${prepared}
    select l.*, t.id as ticket_id, t.number as ticket_number
      from (select * from moderation_log l where ${isMeant(workspaceId, page)} order by l.asked_at desc, l.id desc limit ${page.limit}) l
      left join acts a on a.workspace_id = l.workspace_id and a.id = l.act_id
      left join entries e on e.workspace_id = a.workspace_id and e.id = a.entry_id
      left join tickets t on t.workspace_id = e.workspace_id and t.id = e.ticket_id
     order by l.asked_at desc, l.id desc`.execute(db)
  return rows.map(entryOf)
}

/** How many, up to a thousand. */
export async function countLog(db: Db, workspaceId: WorkspaceId, filter: LogFilter): Promise<number> {
  const { rows } = await sql<{ count: number }>`${prepared}
    select count(*)::int as count from (select 1 from moderation_log l where ${isMeant(workspaceId, filter)} order by l.asked_at desc, l.id desc limit ${COUNT_UP_TO}) found`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}

const ENDLESS = 'infinity'
/** Sorts before every id: what lies before a moment and this lies before the moment. */
const NO_ID = '00000000-0000-0000-0000-000000000000'

/**
 * An equality for each filter that is given, so that the index by it has the order of time. Bounds are always there: what would be open is
 * endless, and the texts stay few.
 */
function isMeant(
  workspaceId: WorkspaceId,
  { from, to, after, ...filter }: LogFilter & { readonly after?: Position | undefined },
): RawBuilder<unknown> {
  const isBeforeEnd = after && (to === undefined || after.at < to)
  const end = isBeforeEnd ? after : { at: to ?? ENDLESS, id: NO_ID }
  const equals = [
    ...(filter.by === undefined ? [] : [sql`l.by = ${filter.by}::uuid`]),
    ...(filter.act === undefined ? [] : [sql`l.act = ${filter.act}`]),
    ...(filter.channelId === undefined ? [] : [sql`l.channel_id = ${filter.channelId}::uuid`]),
    ...(filter.result === undefined ? [] : [sql`l.result = ${filter.result}`]),
  ]
  return sql`${sql.join(
    [
      sql`l.workspace_id = ${workspaceId}::uuid`,
      ...equals,
      sql`l.asked_at >= ${from ?? '-infinity'}::timestamptz`,
      sql`(l.asked_at, l.id) < (${end.at}::timestamptz, ${end.id}::uuid)`,
    ],
    sql` and `,
  )}`
}

export type LogChoices = {
  readonly members: readonly { readonly id: UserId; readonly name: string | null }[]
  readonly channels: readonly { readonly id: ChannelId; readonly name: string }[]
}

/** Who and which channels stand in the log, also those that are gone, by the newest name that it has of each. */
export async function logChoices(db: Db, workspaceId: WorkspaceId): Promise<LogChoices> {
  const [members, channels] = await Promise.all([
    newestOfEach<LogChoices['members'][number]>(db, workspaceId, { id: sql`by`, name: sql`by_name` }),
    newestOfEach<LogChoices['channels'][number]>(db, workspaceId, { id: sql`channel_id`, name: sql`channel_name` }),
  ])
  return { members, channels }
}

/** From one id to the next along the index, however many entries each has. */
async function newestOfEach<Choice>(
  db: Db,
  workspaceId: WorkspaceId,
  { id, name }: { readonly id: RawBuilder<unknown>; readonly name: RawBuilder<unknown> },
): Promise<Choice[]> {
  const next = (isBeyond: RawBuilder<unknown>) => sql`
    (select ${id} as id, ${name} as name from moderation_log
      where workspace_id = ${workspaceId} and ${isBeyond} order by ${id}, asked_at desc, id desc limit 1)`
  const { rows } = await sql<Choice>`${prepared}
    with recursive choices as (
      ${next(sql`true`)}
      union all
      select further.* from choices cross join lateral ${next(sql`${id} > choices.id`)} further
    )
    select id, name from choices order by name, id`.execute(db)
  return rows
}

type Row = {
  readonly id: string
  readonly asked_at: Date
  readonly by: UserId
  readonly by_name: string | null
  readonly by_email: string | null
  readonly act: PublicActName
  readonly channel_id: ChannelId
  readonly channel_name: string
  readonly page_id: string | null
  readonly thing: Thing | null
  readonly called_as: string | null
  readonly post_id: string | null
  readonly author_kind: 'client' | 'member' | 'elsewhere' | null
  readonly author_name: string | null
  readonly words: string | null
  readonly beside: readonly string[] | null
  readonly new_words: string | null
  readonly new_beside: readonly string[] | null
  readonly result: ActResult
  readonly result_at: Date
  readonly answers: readonly { readonly at: string; readonly result: ActResult; readonly failure?: SendFailure }[]
  readonly ticket_id: TicketId | null
  readonly ticket_number: number | null
}

function entryOf(row: Row): LogEntry {
  return {
    id: row.id,
    at: row.asked_at,
    by: { id: row.by, name: row.by_name, email: row.by_email },
    act: row.act,
    channel: { id: row.channel_id, name: row.channel_name, pageId: row.page_id },
    target: targetOf(row),
    newWords: row.new_words,
    newBeside: row.new_beside ?? [],
    result: row.result,
    resultAt: row.result_at,
    answers: row.answers.map(({ at, result, failure }) => ({ at: new Date(at), result, failure })),
    ticket: row.ticket_id === null || row.ticket_number === null ? null : { id: row.ticket_id, number: row.ticket_number },
  }
}

function targetOf(row: Row): LogTarget | undefined {
  if (row.thing === null) {
    return undefined
  }
  return {
    thing: row.thing,
    calledAs: row.called_as,
    postId: row.post_id,
    author: row.author_kind && { kind: row.author_kind, name: row.author_name },
    words: row.words ?? '',
    beside: row.beside ?? [],
  }
}
