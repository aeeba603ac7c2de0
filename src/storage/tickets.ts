import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { ChannelKind, ChannelWay } from '#domain/channels/channel.ts'
import type { SubjectKind } from '#domain/conversations/subject.ts'
import type { ChannelId, ClientId, ConversationId, MemberId, TicketId, WorkspaceId } from '#domain/ids.ts'
import { ENDS_SOON_MS, type ReplyWindow } from '#domain/messaging-policy/reply-window.ts'
import type { Decision } from '#domain/tickets/effect.ts'
import type { Folder } from '#domain/tickets/folder.ts'
import { isFinal, type TicketPriority, type TicketStatus, type TicketType } from '#domain/tickets/status.ts'
import type { Db, Tx } from './database.ts'
import type { Position } from './position.ts'
import { lastLine } from './last-line.ts'
import { lockConversation } from './conversations/lock.ts'

/** A ticket as the actions need it: locked together with what decides whether we may write. */
export type LockedTicket = {
  readonly id: TicketId
  readonly status: TicketStatus
  /** What a person decided last: the status follows from it and from what was said since. */
  readonly decision: Decision
  readonly priority: TicketPriority
  readonly type: TicketType
  readonly assigneeId: MemberId | undefined
  readonly clientId: ClientId
  readonly conversationId: ConversationId
  readonly channelId: ChannelId
  readonly subjectKind: SubjectKind
  readonly way: ChannelWay
  readonly window: ReplyWindow | undefined
}

/** Locks the conversation first, as the intake does, then the ticket: one order everywhere, so nobody waits in a circle. */
export async function lockTicket(tx: Tx, workspaceId: WorkspaceId, ticketId: TicketId): Promise<LockedTicket | undefined> {
  const found = await tx
    .selectFrom('tickets')
    .select('conversation_id')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', ticketId)
    .executeTakeFirst()
  if (!found) {
    return undefined
  }
  const { window, subject } = await lockConversation(tx, workspaceId, found.conversation_id as ConversationId)
  const row = await tx
    .selectFrom('tickets as t')
    .innerJoin('channel_ways as w', (join) =>
      join.onRef('w.workspace_id', '=', 't.workspace_id').onRef('w.channel_id', '=', 't.channel_id'),
    )
    .select(['t.id', 't.status', 't.priority', 't.type', 't.assignee_id', 't.client_id', 't.conversation_id', 't.channel_id', 'w.way'])
    .select(['t.decided_status', 't.decided_at', 't.decided_arrival'])
    .where('t.workspace_id', '=', workspaceId)
    .where('t.id', '=', ticketId)
    .forUpdate('t')
    .executeTakeFirstOrThrow()
  return {
    id: row.id as TicketId,
    status: row.status as TicketStatus,
    decision: { status: row.decided_status as TicketStatus, at: row.decided_at ?? undefined, arrival: row.decided_arrival },
    priority: row.priority as TicketPriority,
    type: row.type as TicketType,
    assigneeId: (row.assignee_id ?? undefined) as MemberId | undefined,
    clientId: row.client_id as ClientId,
    conversationId: row.conversation_id as ConversationId,
    channelId: row.channel_id as ChannelId,
    way: row.way as ChannelWay,
    subjectKind: subject.kind,
    window,
  }
}

/** The conversation's living ticket: neither closed nor deleted, of which there is at most one. */
export async function livingTicket(
  tx: Tx,
  workspaceId: WorkspaceId,
  conversationId: ConversationId,
): Promise<{ readonly id: TicketId; readonly number: number } | undefined> {
  const row = await tx
    .selectFrom('tickets')
    .select(['id', 'number'])
    .where('workspace_id', '=', workspaceId)
    .where('conversation_id', '=', conversationId)
    .where('status', 'not in', ['closed', 'deleted'])
    .executeTakeFirst()
  return row && { id: row.id as TicketId, number: row.number }
}

export type TicketUpdate = Partial<{
  status: TicketStatus
  priority: TicketPriority
  type: TicketType
  assignee_id: MemberId | null
  last_activity_at: Date
  solved_at: Date | null
  closed_at: Date | null
  decided_status: TicketStatus
}>

export type Decided = { readonly workspaceId: WorkspaceId; readonly ticketId: TicketId; readonly status: TicketStatus; readonly at: Date }

/**
 * A person decided what the ticket's status is. It takes a number among the arrivals: what came before was seen, and after
 * solving or closing awaits no answer.
 */
export async function saveDecision(tx: Tx, { workspaceId, ticketId, status, at }: Decided): Promise<void> {
  const arrival = sql<number>`nextval(pg_get_serial_sequence('entries', 'arrival'))`
  await tx
    .updateTable('tickets')
    .set({
      status,
      decided_status: status,
      decided_at: at,
      decided_arrival: arrival,
      ...(status === 'solved' || status === 'closed' ? { settled_arrival: arrival } : {}),
      solved_at: status === 'solved' ? at : null,
      closed_at: isFinal(status) ? at : null,
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', ticketId)
    .execute()
}

export async function saveTicket(tx: Tx, key: { workspaceId: WorkspaceId; ticketId: TicketId }, change: TicketUpdate): Promise<void> {
  await tx.updateTable('tickets').set(change).where('workspace_id', '=', key.workspaceId).where('id', '=', key.ticketId).execute()
}

/** What a folder is asked with: whose desk, who looks, and what time it is. */
export type FolderQuestion = { readonly workspaceId: WorkspaceId; readonly memberId: MemberId; readonly now: Date }

export type TicketRow = Awaited<ReturnType<typeof readTicket>> & object

/** Tickets with all that a list or a card shows of them. */
function ticketsWithCompany(db: Db, workspaceId: WorkspaceId) {
  return db
    .selectFrom('tickets as t')
    .innerJoin('clients as cl', (join) => join.onRef('cl.workspace_id', '=', 't.workspace_id').onRef('cl.id', '=', 't.client_id'))
    .innerJoin('conversations as co', (join) =>
      join.onRef('co.workspace_id', '=', 't.workspace_id').onRef('co.id', '=', 't.conversation_id'),
    )
    .innerJoin('channel_ways as ch', (join) =>
      join.onRef('ch.workspace_id', '=', 't.workspace_id').onRef('ch.channel_id', '=', 't.channel_id'),
    )
    .leftJoin('members as m', (join) => join.onRef('m.workspace_id', '=', 't.workspace_id').onRef('m.id', '=', 't.assignee_id'))
    .leftJoin('users as u', 'u.id', 'm.user_id')
    .leftJoin('groups as g', (join) => join.onRef('g.workspace_id', '=', 't.workspace_id').onRef('g.id', '=', 't.group_id'))
    .leftJoinLateral(lastLine(), (join) => join.onTrue())
    .where('t.workspace_id', '=', workspaceId)
    .select(['t.id', 't.number', 't.status', 't.priority', 't.type', 't.tags', 't.unanswered_count', 't.last_activity_at', 't.created_at'])
    .select(['cl.id as client_id', 'cl.name as client_name', 'cl.picture_url', 'cl.vip_since', 'co.subject_kind'])
    .select(sql<string>`coalesce(co.subject ->> 'personId', '')`.as('external_id'))
    .select(['co.window_opens_at', 'co.window_closes_at', 'co.window_reason'])
    .select(['ch.channel_id', 'ch.name as channel_name', 'ch.kind as channel_kind', 'ch.way as channel_way'])
    .$narrowType<{ channel_id: ChannelId; channel_name: string; channel_kind: ChannelKind; channel_way: ChannelWay }>()
    .select(['m.id as assignee_member_id', 'u.name as assignee_name', 'g.id as group_id', 'g.name as group_name'])
    .select(['last.line as last_line', 'last.at as last_at', 'last.kind as last_kind', 'last.text as last_text'])
    .select(['last.author_kind as last_author_kind', 'last.author_id as last_author_id', 'last.author_name as last_author_name'])
    .select(['last.state as last_state', 'last.state_at as last_state_at', 'last.failure as last_failure'])
    .select(['last.echoed_at as last_echoed_at', 'last.delivered_at as last_delivered_at'])
    .select(['last.delivered_until as last_delivered_until', 'last.read_until as last_read_until'])
    .select(['last.detail as last_detail', 'last.afterwards as last_afterwards'])
}

export function readTicket(db: Db, workspaceId: WorkspaceId, ticketId: TicketId) {
  return ticketsWithCompany(db, workspaceId).where('t.id', '=', ticketId).executeTakeFirst()
}

export type FolderPage = { readonly folder: Folder; readonly limit: number; readonly after: Position | undefined }

/** The folder by last activity, newest first. */
export function ticketsByActivity(db: Db, question: FolderQuestion, page: FolderPage): Promise<TicketRow[]> {
  let query = ticketsWithCompany(db, question.workspaceId).where(liesIn(page.folder, question))
  if (page.after) {
    query = query.where(sql<boolean>`(t.last_activity_at, t.id) < (${page.after.at}, ${page.after.id}::uuid)`)
  }
  return query.orderBy('t.last_activity_at', 'desc').orderBy('t.id', 'desc').limit(page.limit).execute()
}

/** The folder by reply window, the one that closes first on top; closed windows and none at all come last. */
export function ticketsByWindow(db: Db, question: FolderQuestion, page: FolderPage): Promise<TicketRow[]> {
  const closes = sql`case when co.window_closes_at > ${question.now} then co.window_closes_at else ${NEVER} end`
  let query = ticketsWithCompany(db, question.workspaceId).where(liesIn(page.folder, question))
  if (page.after) {
    query = query.where(sql<boolean>`(${closes}, t.id) > (${page.after.at}, ${page.after.id}::uuid)`)
  }
  return query.orderBy(closes).orderBy('t.id').limit(page.limit).execute()
}

/** Sorts after every real closing time. */
export const NEVER = new Date('9999-01-01T00:00:00Z')

/** Which tickets lie in a folder, for queries that call tickets `t` and conversations `th`. */
function liesIn(folder: Folder, { memberId, now }: FolderQuestion): RawBuilder<SqlBool> {
  const soon = new Date(now.getTime() + ENDS_SOON_MS)
  switch (folder) {
    case 'my':
      return sql`t.status in ('new', 'open', 'pending', 'on-hold') and t.assignee_id = ${memberId}`
    case 'unassigned':
      return sql`t.status in ('new', 'open', 'pending', 'on-hold') and t.assignee_id is null`
    case 'ending-soon':
      return sql`t.status in ('new', 'open', 'on-hold') and co.window_closes_at > ${now} and co.window_closes_at < ${soon}`
    case 'open':
      return sql`t.status in ('new', 'open', 'pending', 'on-hold')`
    case 'all':
      return sql`true`
    case 'solved':
    case 'closed':
    case 'spam':
    case 'deleted':
      return sql`t.status = ${folder}`
  }
}

/** Counting stops here: a screen shows "999+". */
const COUNT_UP_TO = 1000

export async function countFolder(db: Db, question: FolderQuestion, folder: Folder): Promise<number> {
  const joined = db
    .selectFrom('tickets as t')
    .innerJoin('conversations as co', (join) =>
      join.onRef('co.workspace_id', '=', 't.workspace_id').onRef('co.id', '=', 't.conversation_id'),
    )
    .where('t.workspace_id', '=', question.workspaceId)
    .select('t.id')
  const some = joined.where(liesIn(folder, question)).limit(COUNT_UP_TO)
  const row = await db
    .selectFrom(some.as('some'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}

/** Tickets in which a customer waits for our answer. */
export async function countUnanswered(db: Db, workspaceId: WorkspaceId): Promise<number> {
  const some = db
    .selectFrom('tickets')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('status', 'in', ['new', 'open', 'pending', 'on-hold'])
    .where('unanswered_count', '>', 0)
    .limit(COUNT_UP_TO)
  const row = await db
    .selectFrom(some.as('some'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}
