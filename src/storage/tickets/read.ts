import { sql, type AliasedRawBuilder } from 'kysely'
import type { ChannelKind, ChannelWay } from '#domain/channels/channel.ts'
import type { Owner } from '#domain/conversations/owner.ts'
import type { SubjectKind } from '#domain/conversations/subject.ts'
import type { ChannelId, ClientId, GroupId, MemberId, TicketId, WorkspaceId } from '#domain/ids.ts'
import type { Allowance } from '#domain/messaging-policy/reply-mode.ts'
import type { ReplyWindow } from '#domain/messaging-policy/reply-window.ts'
import { ticketKindOf, type TicketKind } from '#domain/tickets/kind.ts'
import type { TicketPriority, TicketStatus, TicketType } from '#domain/tickets/status.ts'
import { LIVING, SHOWN_NAME, SHOWN_PICTURE, SHOWN_VIP_SINCE } from '../clients/shown.ts'
import { ownerOf } from '../conversations/owner-of.ts'
import { windowOf } from '../conversations/window-of.ts'
import type { Db } from '../database.ts'
import type { KeptPicture } from '../files/pictures.ts'
import { IS_NOTED_LAST, lastComment, lastLineOf, lastMessage } from '../last-line.ts'
import type { SaidLine } from '../lines.ts'
import { prepared } from '../prepared.ts'
import { puttingTogetherOnce } from '../put-together.ts'
import { draftsIn, draftsOf, type BegunDraft } from './drafted.ts'
import { unsettledIn, unsettledOf, type Unsettled } from './unsettled.ts'

/** A ticket with all that a list or a card shows of it. */
export type ShownTicket = {
  readonly id: TicketId
  readonly number: number
  readonly kind: TicketKind
  /** The post that it stands under, or is. */
  readonly postId: string | undefined
  /** Of a ticket that holds all threads under its post what that says, of its text the first 200 characters. */
  readonly wholePost: { readonly text: string | undefined } | undefined
  readonly status: TicketStatus
  readonly priority: TicketPriority
  readonly type: TicketType
  readonly tags: readonly string[]
  readonly unansweredCount: number
  readonly lastActivityAt: Date
  readonly createdAt: Date
  readonly client: ShownClient
  readonly channel: ShownChannel
  readonly assignee: { readonly memberId: MemberId; readonly name: string } | undefined
  readonly group: { readonly id: GroupId; readonly name: string } | undefined
  /** Of its text the first 200 characters. */
  readonly lastLine: SaidLine | undefined
  readonly window: ReplyWindow | undefined
  /** Of comments and visitors' posts: until when one that awaits an answer can be answered privately, as far as is known. */
  readonly privateReply: PrivateReply | undefined
  /** Whom the channel lets answer; undefined: it never said. */
  readonly owner: Owner | undefined
  readonly unsettled: readonly Unsettled[]
  /** Of each colleague the newest, the newest first. */
  readonly drafts: readonly BegunDraft[]
}

type PrivateReply = { readonly kind: 'open'; readonly until: Date } | { readonly kind: 'used' | 'none' }

type ShownClient = {
  /** The living client: whom the ticket's own one joined, or itself. */
  readonly id: ClientId
  /** The client that the conversation is with. */
  readonly ownId: ClientId
  readonly name: string | undefined
  readonly picture: KeptPicture | undefined
  readonly isVip: boolean
  readonly externalId: string
}

type ShownChannel = {
  readonly id: ChannelId
  readonly name: string
  readonly kind: ChannelKind
  readonly state: ChannelWay
  readonly allowances: readonly Allowance[]
}

export async function readTicket(db: Db, workspaceId: WorkspaceId, ticketId: TicketId): Promise<ShownTicket | undefined> {
  const [ticket] = await ticketsById(db, workspaceId, [ticketId])
  return ticket
}

/** These tickets with their company, in no order; one that is gone is missing. It costs the same however many the workspace has. */
export async function ticketsById(db: Db, workspaceId: WorkspaceId, ids: readonly TicketId[]): Promise<ShownTicket[]> {
  if (ids.length === 0) {
    return []
  }
  const rows = await askInCompany(db, { workspaceId, ids })
  return rows.map(ticketOf)
}

type Asked = { readonly workspaceId: WorkspaceId; readonly ids: readonly TicketId[] }
type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof inCompany>['executeTakeFirst']>>>

const askInCompany = puttingTogetherOnce<Asked, Row>((asked, db) => inCompany(db, asked))

/** The ids stand first: what is few in a workspace (its channels, members, groups) is joined as a whole, the rest by its key. */
function inCompany(db: Db, { workspaceId, ids }: Asked) {
  return db
    .selectFrom(sql<{ id: string }>`unnest(${ids}::uuid[])`.as<'asked'>(sql`asked(id)`))
    .modifyFront(prepared)
    .innerJoin('tickets as t', (join) => join.on('t.workspace_id', '=', workspaceId).onRef('t.id', '=', 'asked.id'))
    .innerJoin('clients as own', (join) => join.onRef('own.workspace_id', '=', 't.workspace_id').onRef('own.id', '=', 't.client_id'))
    .innerJoin('clients as cl', (join) => join.on(LIVING))
    .innerJoin('conversations as co', (join) =>
      join.onRef('co.workspace_id', '=', 't.workspace_id').onRef('co.id', '=', 't.conversation_id'),
    )
    .innerJoin(waysOf(workspaceId), (join) => join.onRef('w.channel_id', '=', 't.channel_id'))
    .leftJoin('members as m', (join) => join.onRef('m.workspace_id', '=', 't.workspace_id').onRef('m.id', '=', 't.assignee_id'))
    .leftJoin('users as u', 'u.id', 'm.user_id')
    .leftJoin('groups as g', (join) => join.onRef('g.workspace_id', '=', 't.workspace_id').onRef('g.id', '=', 't.group_id'))
    .leftJoinLateral(lastMessage(), (join) => join.onTrue())
    .leftJoin('users as wrote', 'wrote.id', 'last.author_id')
    .leftJoinLateral(lastComment(), (join) => join.onTrue())
    .leftJoin('users as commented', 'commented.id', 'noted.author_id')
    .leftJoin(unsettledOf(workspaceId, ids), (join) => join.onRef('unsettled.ticket_id', '=', 't.id'))
    .leftJoin(draftsOf(workspaceId, ids), (join) => join.onRef('drafts.ticket_id', '=', 't.id'))
    .select(['t.id', 't.number', 't.status', 't.priority', 't.type', 't.tags'])
    .select(['t.unanswered_count', 't.last_activity_at', 't.created_at'])
    .select(['own.id as own_client_id', 'cl.id as client_id', 'co.subject_kind'])
    .select([SHOWN_NAME.as('client_name'), SHOWN_PICTURE.as('client_picture'), SHOWN_VIP_SINCE.as('vip_since')])
    .select(sql<string>`coalesce(co.subject ->> 'personId', '')`.as('external_id'))
    .select(sql<string | null>`co.subject ->> 'postId'`.as('post_id'))
    .select(POST_TEXT.as('post_text'))
    .select(['t.deadline_at', 't.private_reply'])
    .select(['co.window_opens_at', 'co.window_closes_at', 'co.window_reason', 'co.owner_is_us', 'co.owner_app_id', 'co.owner_at'])
    .select([
      't.channel_id',
      'w.name as channel_name',
      'w.kind as channel_kind',
      'w.way as channel_way',
      'w.allowances as channel_allowances',
    ])
    .select(['t.assignee_id', 'u.name as assignee_name', 't.group_id', 'g.name as group_name'])
    .select(['last.at as last_at', 'last.text as last_text', 'last.is_edited as last_is_edited'])
    .select([
      'last.removed_at as last_removed_at',
      'last.kinds as last_kinds',
      'last.writer as last_writer',
      'last.is_public as last_is_public',
    ])
    .select(['last.author_kind as last_author_kind', 'last.author_id as last_author_id', 'wrote.name as last_author_name'])
    .select(['last.state as last_state', 'last.state_at as last_state_at', 'last.failure as last_failure'])
    .select(['last.echoed_at as last_echoed_at', 'last.delivered_at as last_delivered_at'])
    .select(['last.delivered_until as last_delivered_until', 'last.read_until as last_read_until'])
    .select(['last.detail as last_detail', 'unsettled.acts as unsettled', 'drafts.begun as drafts'])
    .select([
      IS_NOTED_LAST.as('is_noted_last'),
      'noted.text as noted_text',
      'noted.author_id as noted_by',
      'commented.name as noted_by_name',
    ])
}

type Way = {
  readonly channel_id: string
  readonly name: string
  readonly kind: ChannelKind
  readonly way: ChannelWay
  readonly allowances: Allowance[]
}

/** The channels of the workspace as they stand: once for the whole page, for what is allowed is gathered for each. */
function waysOf(workspaceId: WorkspaceId): AliasedRawBuilder<Way, 'w'> {
  return sql<Way>`(with ways as materialized (
    select channel_id, name, kind, way, allowances from channel_ways where workspace_id = ${workspaceId}::uuid) select * from ways)`.as('w')
}

/** What the post says that a ticket holds whole. */
const POST_TEXT = sql<string | null>`case when co.subject_kind = 'whole-post' then (
  select left(coalesce(e.edited_text, e.text), 200) from entries e
   where e.workspace_id = co.workspace_id and e.channel_id = co.channel_id and e.thing = 'post' and e.external_id = co.subject ->> 'postId') end`

function privateReplyOf({ private_reply: kind, deadline_at: until }: Row): PrivateReply | undefined {
  if (kind === 'open') {
    return until ? { kind, until } : undefined
  }
  return kind === null ? undefined : { kind: kind as 'used' | 'none' }
}

/** The one place where a row of the database is believed to be what its checks say. */
function ticketOf(row: Row): ShownTicket {
  return {
    id: row.id as TicketId,
    number: row.number,
    kind: ticketKindOf(row.subject_kind as SubjectKind),
    postId: row.post_id ?? undefined,
    wholePost: row.subject_kind === 'whole-post' ? { text: row.post_text ?? undefined } : undefined,
    status: row.status as TicketStatus,
    priority: row.priority as TicketPriority,
    type: row.type as TicketType,
    tags: row.tags,
    unansweredCount: row.unanswered_count,
    lastActivityAt: row.last_activity_at,
    createdAt: row.created_at,
    client: {
      id: row.client_id as ClientId,
      ownId: row.own_client_id as ClientId,
      name: row.client_name ?? undefined,
      picture: row.client_picture ?? undefined,
      isVip: row.vip_since !== null,
      externalId: row.external_id,
    },
    channel: {
      id: row.channel_id as ChannelId,
      name: row.channel_name,
      kind: row.channel_kind,
      state: row.channel_way,
      allowances: row.channel_allowances,
    },
    assignee: row.assignee_id && row.assignee_name ? { memberId: row.assignee_id as MemberId, name: row.assignee_name } : undefined,
    group: row.group_id && row.group_name ? { id: row.group_id as GroupId, name: row.group_name } : undefined,
    lastLine: lastLineOf(row),
    window: windowOf(row),
    privateReply: privateReplyOf(row),
    owner: ownerOf(row),
    unsettled: unsettledIn(row.unsettled),
    drafts: draftsIn(row.drafts),
  }
}
