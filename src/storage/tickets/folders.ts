import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { MemberId, TicketId, UserId, WorkspaceId } from '#domain/ids.ts'
import type { DeadlineKind } from '#domain/messaging-policy/deadline.ts'
import { FOLDER_CONTENTS, type Folder, type TicketSort } from '#domain/tickets/folder.ts'
import { endOf } from '#domain/tickets/lies-in.ts'
import type { Db } from '../database.ts'
import type { Position } from '../position.ts'
import { prepared } from '../prepared.ts'
import { draftedTickets } from './drafted.ts'
import { ticketsById, type ShownTicket } from './read.ts'

/** What a folder is asked with: whose desk, who looks, what time it is, and when people are back, where that is told. */
export type FolderQuestion = {
  readonly workspaceId: WorkspaceId
  readonly memberId: MemberId
  readonly userId: UserId
  readonly now: Date
  readonly backAt?: Date | undefined
  /** In a folder of what ends only what ends so. */
  readonly deadlineKind?: DeadlineKind | undefined
}

/**
 * An order is walked in stretches, each of which is the order of an index: by activity there is one, by deadline what
 * ends by the clock comes first, by its end, and then what does not, by activity.
 */
export const STRETCHES = {
  activity: ['all'],
  expiring: ['deadlines', 'others'],
} as const satisfies Record<TicketSort, readonly string[]>
export type Stretch = (typeof STRETCHES)[TicketSort][number]

/** A place in a folder's order. */
export type FolderPosition = Position & { readonly stretch: Stretch }

export type FolderPage = {
  readonly folder: Folder
  readonly sort: TicketSort
  readonly limit: number
  readonly after: FolderPosition | undefined
}

export type TicketsOfFolder = { readonly tickets: readonly ShownTicket[]; readonly next: FolderPosition | undefined }

/** One page of a folder, and where the next one begins: first which tickets, then those with their company. */
export async function ticketsOfFolder(db: Db, question: FolderQuestion, page: FolderPage): Promise<TicketsOfFolder> {
  const places: FolderPosition[] = []
  for (const stretch of stretchesFrom(page)) {
    // One more than is shown tells whether there is a next page.
    const limit = page.limit + 1 - places.length
    if (limit > 0) {
      const after = page.after?.stretch === stretch ? page.after : undefined
      const { rows } = await walk(question, { folder: page.folder, stretch, limit, after }).execute(db)
      places.push(...rows.map((row) => ({ ...row, stretch })))
    }
  }
  const shown = places.slice(0, page.limit)
  const ids = shown.map(({ id }) => id as TicketId)
  const tickets = new Map((await ticketsById(db, question.workspaceId, ids)).map((ticket) => [ticket.id, ticket]))
  return { tickets: ids.flatMap((id) => tickets.get(id) ?? []), next: places.length > shown.length ? shown.at(-1) : undefined }
}

function stretchesFrom({ folder, sort, after }: FolderPage): readonly Stretch[] {
  const all: readonly Stretch[] = STRETCHES[sort]
  const open = FOLDER_CONTENTS[folder].ends ? all.filter((stretch) => stretch !== 'others') : all
  return after ? open.slice(open.indexOf(after.stretch)) : open
}

type PageOfStretch = {
  readonly folder: Folder
  readonly stretch: Stretch
  readonly limit: number
  readonly after: Position | undefined
}

/**
 * A walk along one index for each status, merged as they go. They are equalities and not a set, because only then does an index
 * that begins with status and assignee have the order of time.
 */
function walk(question: FolderQuestion, { folder, stretch, limit, after }: PageOfStretch): RawBuilder<Position> {
  const { assignee, statuses, unsettled, drafted } = FOLDER_CONTENTS[folder]
  const order = ORDERS[stretch]
  const beyond = after ? sql`(${order.by}, t.id) ${order.isBeyond} (${after.at}, ${after.id}::uuid)` : sql`true`
  const { direction } = order
  // One assignee or none, so it changes nothing, but it is how the index by assignee is ordered.
  const byAssignee = assignee && stretch !== 'deadlines' ? sql`assignee_id, ` : sql``
  const inOrder = sql`order by ${byAssignee}at ${sql.raw(direction)}, id ${sql.raw(direction)} limit ${limit}`
  if (drafted) {
    return walkDrafted(question, { folder, stretch, limit, after })
  }
  if (unsettled) {
    return sql`${prepared}
      select t.id, t.at from (
        select t.id, ${order.by} as at from ${unsettledTickets(folder, question)} where ${lieAlong(stretch, question)} and ${beyond}) t ${inOrder}`
  }
  const walks = statuses.map(
    (status) => sql`(
      select t.id, t.assignee_id, ${order.by} as at from tickets t
       where ${liesIn(folder, question)} and t.status = ${status} and ${lieAlong(stretch, question)} and ${beyond} ${inOrder})`,
  )
  return sql`${prepared}select id, at from (${sql.join(walks, sql` union all `)}) walks ${inOrder}`
}

/** By activity along what one has begun; by deadline they are sorted: as few as one has begun. */
function walkDrafted(question: FolderQuestion, { folder, stretch, limit, after }: PageOfStretch): RawBuilder<Position> {
  const { direction, isBeyond, by } = stretch === 'deadlines' ? BY_DEADLINE : { ...BY_ACTIVITY, by: sql`drafted.saved_at` }
  const beyond = after ? sql`(${by}, drafted.ticket_id) ${isBeyond} (${after.at}, ${after.id}::uuid)` : sql`true`
  return sql`${prepared}
    select drafted.ticket_id as id, ${by} as at from ${draftedTickets(folder, question)} and ${lieAlong(stretch, question)} and ${beyond}
     order by at ${sql.raw(direction)}, id ${sql.raw(direction)} limit ${limit}`
}

/**
 * The tickets of a folder of what needs attention, as `t`: looked up one by one from the acts that do. They are as few as people leave, in a desk of
 * any size, so a page of them is sorted.
 */
export function unsettledTickets(folder: Folder, { workspaceId, userId }: FolderQuestion): RawBuilder<unknown> {
  const { statuses, unsettled } = FOLDER_CONTENTS[folder]
  return sql`(
    select distinct u.ticket_id from unsettled_acts u
     where u.workspace_id = ${workspaceId}::uuid and ${unsettled === 'mine' ? sql`u.by = ${userId}::uuid` : sql`true`}) unsettled
    cross join lateral (
      select k.id, k.last_activity_at, k.deadline_at from tickets k
       where k.workspace_id = ${workspaceId}::uuid and k.id = unsettled.ticket_id and k.status = any(${[...statuses]}::text[]) offset 0) t`
}

const BY_ACTIVITY = { by: sql`t.last_activity_at`, direction: 'desc', isBeyond: sql`<` } as const
const BY_DEADLINE = { by: sql`t.deadline_at`, direction: 'asc', isBeyond: sql`>` } as const
const ORDERS = { all: BY_ACTIVITY, others: BY_ACTIVITY, deadlines: BY_DEADLINE } as const

/** Which tickets lie in a folder, but for their status, in queries that call tickets `t`. */
export function liesIn(folder: Folder, { workspaceId, memberId, now, backAt, deadlineKind }: FolderQuestion): RawBuilder<SqlBool> {
  const { assignee, ends } = FOLDER_CONTENTS[folder]
  const end = ends && endOf(ends, { now, backAt })
  const inHands = assignee === 'me' ? sql`t.assignee_id = ${memberId}::uuid` : sql`t.assignee_id is null`
  return sql`t.workspace_id = ${workspaceId}::uuid
    and ${assignee ? inHands : sql`true`}
    and ${ends ? sql`t.deadline_at > ${now} and t.deadline_at < ${end ?? now}` : sql`true`}
    and ${ends && deadlineKind ? sql`t.deadline_kind = ${deadlineKind}` : sql`true`}`
}

function lieAlong(stretch: Stretch, { now }: FolderQuestion): RawBuilder<SqlBool> {
  switch (stretch) {
    case 'all':
      return sql`true`
    case 'deadlines':
      return sql`t.deadline_at > ${now}`
    case 'others':
      return sql`(t.deadline_at is null or t.deadline_at <= ${now})`
  }
}
