import { sql, type RawBuilder } from 'kysely'
import type { Marks } from '#domain/conversations/marks.ts'
import type { Owner } from '#domain/conversations/owner.ts'
import { subjectKey, wholePostOf, type Subject } from '#domain/conversations/subject.ts'
import type { ChannelId, ClientId, ConversationId, TicketId, WorkspaceId } from '#domain/ids.ts'
import type { ReplyWindow } from '#domain/messaging-policy/reply-window.ts'
import type { Tx } from '../database.ts'
import { prepared } from '../prepared.ts'
import { ownerOf, type OwnerRow } from './owner-of.ts'
import { windowOf } from './window-of.ts'

export type ChannelScope = { readonly workspaceId: WorkspaceId; readonly channelId: ChannelId }

export type LockedConversation = {
  readonly id: ConversationId
  /** Undefined as long as the Page speaks alone. */
  readonly clientId: ClientId | undefined
  readonly subject: Subject
  readonly key: string
  readonly window: ReplyWindow | undefined
  readonly marks: Marks
  /** Undefined: nothing told whom the channel lets answer. */
  readonly owner: Owner | undefined
}

const COLUMNS = [
  'id',
  'client_id',
  'subject',
  'subject_key',
  'window_opens_at',
  'window_closes_at',
  'window_reason',
  'delivered_until',
  'read_until',
  'answered_until',
  'ads_followed',
  'owner_is_us',
  'owner_app_id',
  'owner_at',
] as const

/**
 * Locks one conversation, before anything of it is locked: its tickets and entries come after, here as in the intake. With a thread its whole post,
 * where there is one: the ticket of that may hold what is said in it.
 */
export async function lockConversation(tx: Tx, workspaceId: WorkspaceId, conversationId: ConversationId): Promise<LockedConversation> {
  const [locked] = await lockConversationsById(tx, workspaceId, [conversationId])
  if (!locked) {
    throw new Error(`There is no conversation ${conversationId}.`)
  }
  return locked
}

/** Locks conversations of one channel as one is locked, in the order in which everybody does. */
export async function lockConversationsById(
  tx: Tx,
  workspaceId: WorkspaceId,
  ids: readonly ConversationId[],
): Promise<LockedConversation[]> {
  const rows = await tx
    .selectFrom('conversations')
    .modifyFront(prepared)
    .select(COLUMNS)
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', sql<string>`any(array(${withWholePosts(workspaceId, ids)}))`)
    .orderBy('subject_key')
    .forNoKeyUpdate()
    .execute()
  const asked = new Set<string>(ids)
  return rows.filter(({ id }) => asked.has(id)).map(conversationOf)
}

/** Locks a conversation and, where it is there, the one of this key, in the order in which the intake does. Answers the second. */
export async function lockConversationBeside(
  tx: Tx,
  scope: ChannelScope,
  { conversationId, key }: { readonly conversationId: ConversationId; readonly key: string },
): Promise<LockedConversation | undefined> {
  const own = await tx
    .selectFrom('conversations')
    .select('subject_key')
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', conversationId)
    .executeTakeFirstOrThrow()
  return (await lockConversations(tx, scope, [own.subject_key, key])).find((locked) => locked.key === key)
}

/** The ids of these conversations, and of the whole posts of those that are threads. */
function withWholePosts(workspaceId: WorkspaceId, ids: readonly ConversationId[]): RawBuilder<unknown> {
  return sql`
    select id from unnest(${[...ids]}::uuid[]) as asked(id)
     union all
    select p.id from conversations co
      join conversations p on p.workspace_id = co.workspace_id and p.channel_id = co.channel_id and p.subject_key = 'comments:' || (co.subject ->> 'postId') || '/'
     where co.workspace_id = ${workspaceId} and co.id = any(${[...ids]}::uuid[]) and co.subject_kind = 'comments'`
}

/**
 * Locks the conversations about these subjects, and with threads their whole posts where there are such, always in the same order, so that batches
 * wait for each other and never in a circle. Entries may still be written into them by others (a lock that leaves keys alone).
 */
export async function lockConversations(
  tx: Tx,
  { workspaceId, channelId }: ChannelScope,
  keys: readonly string[],
): Promise<LockedConversation[]> {
  const rows = await tx
    .selectFrom('conversations')
    .modifyFront(prepared)
    .select(COLUMNS)
    .where('workspace_id', '=', workspaceId)
    .where('channel_id', '=', channelId)
    .where('subject_key', '=', sql<string>`any(${withWholePostKeys(keys)}::text[])`)
    .orderBy('subject_key')
    .forNoKeyUpdate()
    .execute()
  return rows.map(conversationOf)
}

/** Locks those in which somebody followed an ad and wrote since that moment. */
export async function lockLedByAds(tx: Tx, scope: ChannelScope, since: Date): Promise<LockedConversation[]> {
  const { rows } = await sql<{ key: string }>`
    select subject_key as key from conversations
     where workspace_id = ${scope.workspaceId} and channel_id = ${scope.channelId} and window_opens_at > ${since} and ads_followed <> '{}'`.execute(
    tx,
  )
  return await lockConversations(
    tx,
    scope,
    rows.map(({ key }) => key),
  )
}

function withWholePostKeys(keys: readonly string[]): string[] {
  const posts = keys.flatMap((key) => wholePostOf(key) ?? [])
  return [...new Set([...keys, ...posts.map(subjectKey)])]
}

/** Locks the conversations of these tickets, for who acts in several: in the order in which the intake locks them. */
export async function lockConversationsOfTickets(tx: Tx, workspaceId: WorkspaceId, ticketIds: readonly TicketId[]): Promise<void> {
  const { rows } = await sql<{ id: ConversationId }>`
    select conversation_id as id from tickets where workspace_id = ${workspaceId} and id = any(${[...ticketIds]}::uuid[])`.execute(tx)
  const ids = rows.map(({ id }) => id)
  await sql`
    select from conversations co
     where co.workspace_id = ${workspaceId} and co.id = any(array(${withWholePosts(workspaceId, ids)}))
     order by co.channel_id, co.subject_key
       for no key update`.execute(tx)
}

type Row = {
  id: string
  client_id: string | null
  subject: unknown
  subject_key: string
  window_opens_at: Date | null
  window_closes_at: Date | null
  window_reason: string | null
  delivered_until: Date | null
  read_until: Date | null
  answered_until: Date | null
  ads_followed: Date[]
} & OwnerRow

function conversationOf(row: Row): LockedConversation {
  return {
    id: row.id as ConversationId,
    clientId: (row.client_id ?? undefined) as ClientId | undefined,
    subject: row.subject as Subject,
    key: row.subject_key,
    window: windowOf(row),
    marks: {
      deliveredUntil: row.delivered_until ?? undefined,
      readUntil: row.read_until ?? undefined,
      answeredUntil: row.answered_until ?? undefined,
      adsFollowed: row.ads_followed,
    },
    owner: ownerOf(row),
  }
}
