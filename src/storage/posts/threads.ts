import { sql, type RawBuilder } from 'kysely'
import type { ChannelId, ConversationId, MemberId, MessageId, TicketId, WorkspaceId } from '#domain/ids.ts'
import { FINAL_STATUSES, type TicketStatus } from '#domain/tickets/status.ts'
import type { Db } from '../database.ts'
import { MESSAGE_TIE, type Line } from '../lines.ts'
import { prepared } from '../prepared.ts'
import { puttingTogetherOnce } from '../put-together.ts'
import { linesOf } from './lines-of.ts'
import type { PostKey } from './post.ts'
import { walkOf, type Place, type Wanted } from './walk.ts'

/** What is said in public below one thing: a comment with its answers, a visitor's post, a mention, a review. */
export type Thread = {
  readonly conversationId: ConversationId
  /** `comments`: under a post of the Page, `postId`. */
  readonly kind: SaidKind | 'comments'
  readonly postId: string | undefined
  readonly channel: { readonly id: ChannelId; readonly name: string }
  /** The last one of its conversation; undefined: the Page alone speaks in it, or the channel makes no tickets of its kind. */
  readonly ticket: ThreadTicket | undefined
  readonly unansweredCount: number
  /** What stands at its head, and then the newest below it, in order of time. */
  readonly lines: readonly Line[]
  readonly lineCount: number
}

type ThreadTicket = {
  readonly id: TicketId
  readonly number: number
  readonly status: TicketStatus
  /** It holds all threads under the post. */
  readonly isOfWholePost: boolean
  readonly assignee: { readonly memberId: MemberId; readonly name: string } | undefined
}

export type ThreadsPage = { readonly threads: readonly Thread[]; readonly next: Place | undefined }

/** Of what is said below the head of a thread, so many lines are shown. */
const NEWEST_BELOW = 10

export type ThreadsOfPost = Omit<Wanted, 'channelId' | 'sort'> & { readonly after: Place | undefined }

/** What is said under a post, newest comment first. */
export async function threadsOfPost(db: Db, { workspaceId, channelId, postId }: PostKey, page: ThreadsOfPost): Promise<ThreadsPage> {
  const walk = walkOf(COLUMNS, { ...page, sort: 'newest' })
  const limit = page.limit + 1
  const { rows } = await sql<Place>`${prepared}
    select ${PLACE} from threads h
     where h.workspace_id = ${workspaceId} and h.channel_id = ${channelId} and h.post_id = ${postId} and ${walk.which}
     order by ${walk.order} limit ${limit}`.execute(db)
  return await inCompany(db, workspaceId, { places: rows, limit: page.limit })
}

export type SaidKind = 'visitor-post' | 'mention' | 'review'
export type SaidPage = Wanted & { readonly kind: SaidKind; readonly after: Place | undefined }

/** What visitors posted, mentions, or reviews: a walk along one index for each channel, merged as they go. */
export async function threadsOfKind(db: Db, workspaceId: WorkspaceId, page: SaidPage): Promise<ThreadsPage> {
  const walk = walkOf(COLUMNS, page)
  const limit = page.limit + 1
  const { rows } = await sql<Place>`${prepared}
    select found.channel_id as "channelId", found.id, found.at, found.unanswered
      from channels c cross join lateral (
        select h.channel_id, h.conversation_id as id, h.said_at as at, h.unanswered from threads h
         where h.workspace_id = ${workspaceId} and h.channel_id = c.id and h.kind = ${page.kind} and h.kind <> 'comments' and ${walk.which}
         order by ${walk.order} limit ${limit}) found
     where c.workspace_id = ${workspaceId} and c.id = coalesce(${page.channelId ?? null}::uuid, c.id)
     order by ${walk.merged} limit ${limit}`.execute(db)
  return await inCompany(db, workspaceId, { places: rows, limit: page.limit })
}

const COLUMNS = {
  at: sql`h.said_at`,
  unanswered: sql`h.unanswered`,
  hidden: sql`h.hidden`,
  channelId: sql`h.channel_id`,
  id: sql`h.conversation_id`,
}

const PLACE: RawBuilder<unknown> = sql`h.channel_id as "channelId", h.conversation_id as id, h.said_at as at, h.unanswered`

type Row = {
  readonly conversationId: ConversationId
  readonly kind: Thread['kind']
  readonly postId: string | null
  readonly channelId: ChannelId
  readonly channelName: string
  readonly ticketId: TicketId | null
  readonly number: number | null
  readonly status: TicketStatus | null
  readonly assigneeId: MemberId | null
  readonly assigneeName: string | null
  readonly isOfWholePost: boolean | null
  readonly unanswered: number
  readonly lines: number
  readonly headId: MessageId | null
  /** The newest first. */
  readonly below: readonly MessageId[]
}

type Places = { readonly places: readonly Place[]; readonly limit: number }

async function inCompany(db: Db, workspaceId: WorkspaceId, { places, limit }: Places): Promise<ThreadsPage> {
  const shown = places.slice(0, limit)
  const threads = await threadsById(
    db,
    workspaceId,
    shown.map(({ id }) => id as ConversationId),
  )
  return { threads, next: places.length > shown.length ? shown.at(-1) : undefined }
}

/** The threads of these conversations, in this order, with their company; one that is gone is missing. What is few in a workspace is joined as a whole. */
export async function threadsById(db: Db, workspaceId: WorkspaceId, ids: readonly ConversationId[]): Promise<readonly Thread[]> {
  if (ids.length === 0) {
    return []
  }
  const rows = await askThreads(db, { workspaceId, ids })
  const lines = await linesOf(
    db,
    workspaceId,
    rows.flatMap(({ headId, below }) => (headId ? [headId, ...below] : below)),
  )
  return rows.map((row) => threadOf(row, lines))
}

type Asked = { readonly workspaceId: WorkspaceId; readonly ids: readonly ConversationId[] }

const askThreads = puttingTogetherOnce<Asked, Row>(
  ({ workspaceId, ids }) => sql`${prepared}
    select h.conversation_id as "conversationId", h.kind, h.post_id as "postId", h.channel_id as "channelId", c.name as "channelName", t.id as "ticketId",
           t.number, t.status, t.conversation_id <> h.conversation_id as "isOfWholePost", t.assignee_id as "assigneeId", u.name as "assigneeName", h.unanswered, h.lines, h.head_id as "headId", array(
             select m.id from entries m
              where m.workspace_id = h.workspace_id and m.conversation_id = h.conversation_id and m.thing <> 'message' and m.author_kind is not null
                and m.id is distinct from h.head_id and (m.thing <> 'post' or h.kind = 'visitor-post')
              order by m.occurred_at desc, ${MESSAGE_TIE} desc limit ${NEWEST_BELOW}) as below
      from unnest(${ids}::uuid[]) with ordinality as asked(id, place)
      join threads h on h.workspace_id = ${workspaceId} and h.conversation_id = asked.id
      join channels c on c.workspace_id = h.workspace_id and c.id = h.channel_id
      left join lateral (
        select t.id, t.number, t.status, t.conversation_id, t.assignee_id from (
          select t.* from tickets t where t.workspace_id = h.workspace_id and t.conversation_id = h.conversation_id
           union all
          select t.* from conversations p join tickets t on t.workspace_id = p.workspace_id and t.conversation_id = p.id
           where p.workspace_id = h.workspace_id and p.channel_id = h.channel_id and p.subject_key = 'comments:' || h.post_id || '/'
             and exists (select from entries e where e.workspace_id = t.workspace_id and e.ticket_id = t.id and e.conversation_id = h.conversation_id)) t
         order by t.status = any(${[...FINAL_STATUSES]}::text[]), t.closed_at desc nulls last, t.number desc limit 1) t on true
      left join members m on m.workspace_id = h.workspace_id and m.id = t.assignee_id
      left join users u on u.id = m.user_id
     order by asked.place`,
)

function threadOf(row: Row, lines: ReadonlyMap<string, Line>): Thread {
  const { channelId, channelName, headId, below } = row
  const ids = [...(headId ? [headId] : []), ...below.toReversed()]
  return {
    conversationId: row.conversationId,
    kind: row.kind,
    postId: row.postId ?? undefined,
    channel: { id: channelId, name: channelName },
    ticket: ticketOf(row),
    unansweredCount: row.unanswered,
    lines: ids.flatMap((id) => lines.get(id) ?? []),
    lineCount: row.lines,
  }
}

function ticketOf({ ticketId, number, status, isOfWholePost, assigneeId, assigneeName }: Row): ThreadTicket | undefined {
  if (ticketId === null || number === null || status === null) {
    return undefined
  }
  const assignee = assigneeId !== null && assigneeName !== null ? { memberId: assigneeId, name: assigneeName } : undefined
  return { id: ticketId, number, status, isOfWholePost: isOfWholePost === true, assignee }
}
