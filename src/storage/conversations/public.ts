import { sql } from 'kysely'
import type { Subject } from '#domain/conversations/subject.ts'
import type { Thing } from '#domain/facts/fact.ts'
import type { ConversationId, TicketId } from '#domain/ids.ts'
import { authorNameOf } from '../authors.ts'
import type { Tx } from '../database.ts'
import { prepared } from '../prepared.ts'
import type { ChannelScope } from './lock.ts'

/**
 * Whoever takes in what everybody reads on a channel does so alone: where it stands follows from what is known of posts and of other comments, and
 * two who look at once would each miss what the other learns.
 */
export async function lockPublic(tx: Tx, { channelId }: ChannelScope): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`public ${channelId}`}, 0))`.execute(tx)
}

export type Standing = {
  readonly thing: Thing
  readonly externalId: string
  /** Undefined: only news of it came. */
  readonly authorKind: 'client' | 'member' | 'elsewhere' | undefined
  readonly subject: Subject
}

/** Where these stand, those that are known. */
export async function standingsOf(
  tx: Tx,
  { workspaceId, channelId }: ChannelScope,
  names: readonly { readonly thing: Thing; readonly externalId: string }[],
): Promise<Standing[]> {
  const [things, externalIds] = [names.map(({ thing }) => thing), names.map(({ externalId }) => externalId)]
  const { rows } = await sql<Omit<Standing, 'authorKind'> & { authorKind: NonNullable<Standing['authorKind']> | null }>`${prepared}
    select e.thing, e.external_id as "externalId", e.author_kind as "authorKind", co.subject
      from unnest(${things}::text[], ${externalIds}::text[]) as named(thing, external_id)
      join entries e on e.workspace_id = ${workspaceId} and e.channel_id = ${channelId} and e.thing = named.thing and e.external_id = named.external_id
      join conversations co on co.workspace_id = e.workspace_id and co.id = e.conversation_id`.execute(tx)
  return rows.map(({ authorKind, ...row }) => ({ ...row, authorKind: authorKind ?? undefined }))
}

/** Of these keys of subjects those of which there is a conversation. */
export async function knownKeys(tx: Tx, { workspaceId, channelId }: ChannelScope, keys: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ key: string }>`${prepared}
    select subject_key as key from conversations
     where workspace_id = ${workspaceId} and channel_id = ${channelId} and subject_key = any(${[...keys]}::text[])`.execute(tx)
  return new Set(rows.map(({ key }) => key))
}

/** The threads under these posts, and the whole posts where there are such. */
export async function threadsUnder(
  tx: Tx,
  { workspaceId, channelId }: ChannelScope,
  postIds: readonly string[],
): Promise<{ readonly key: string; readonly postId: string }[]> {
  const { rows } = await sql<{ key: string; postId: string }>`
    select co.subject_key as key, post.id as "postId"
      from unnest(${[...postIds]}::text[]) as post(id)
      join conversations co on co.workspace_id = ${workspaceId} and co.channel_id = ${channelId}
       and co.subject_key >= 'comments:' || post.id || '/' and co.subject_key < 'comments:' || post.id || '0'
     order by 1`.execute(tx)
  return rows
}

/**
 * `tags`: what a ticket of the one is tagged with, and what a ticket of the other is. `keepsTicket`: whether a ticket of the one goes on in the
 * other.
 */
export type Fold = {
  readonly key: string
  readonly into: ConversationId
  readonly tags: { readonly before: string; readonly after: string }
  readonly keepsTicket: boolean
}

/**
 * What was folded: the tickets in which more stands since, those that are gone, with the ticket that took over what was said in them, and the
 * conversations that are gone or took them in.
 */
export type Folded = {
  readonly tickets: readonly TicketId[]
  readonly removed: ReadonlyMap<TicketId, TicketId | undefined>
  readonly conversations: readonly ConversationId[]
}

/**
 * Conversations turn out to be parts of others: what is said in them stands there. One that a colleague has worked on stays by itself, with all that
 * stands in the same ticket. Where the other has a ticket, what was said stands in that, and theirs are gone; else their first one goes there with
 * it, where it is kept.
 */
export async function foldConversations(tx: Tx, { workspaceId, channelId }: ChannelScope, folds: readonly Fold[]): Promise<Folded> {
  const { rows: parts } = await sql<Part>`
    with asked as materialized (
      select co.id, co.subject_kind, co.subject_key, f."into", into_co.subject_key as key, f.tags, f."keepsTicket"
        from json_to_recordset(${JSON.stringify(folds)}) as f(key text, "into" uuid, tags jsonb, "keepsTicket" boolean)
        join conversations co on co.workspace_id = ${workspaceId} and co.channel_id = ${channelId} and co.subject_key = f.key and co.id <> f."into"
        join conversations into_co on into_co.workspace_id = ${workspaceId} and into_co.id = f."into"
    ), held as materialized (
      select a.id, t.id as ticket_id from asked a join tickets t on t.workspace_id = ${workspaceId} and t.conversation_id = a.id
       union
      select a.id, e.ticket_id from asked a join entries e on e.workspace_id = ${workspaceId} and e.conversation_id = a.id and e.thing <> 'message'
       where e.ticket_id is not null
    ), worked_on as materialized (
      select a.id from asked a
       where exists (select from entries e where e.workspace_id = ${workspaceId} and e.conversation_id = a.id and e.thing <> 'message' and e.author_kind = 'member')
          or exists (select from entries e join acts x on x.workspace_id = e.workspace_id and x.entry_id = e.id and x.kind <> 'say'
                      where e.workspace_id = ${workspaceId} and e.conversation_id = a.id and e.thing <> 'message')
          or exists (select from held join ticket_changes h on h.workspace_id = ${workspaceId} and h.ticket_id = held.ticket_id where held.id = a.id)
          or exists (select from held join internal_comments c on c.workspace_id = ${workspaceId} and c.ticket_id = held.ticket_id where held.id = a.id)
    )
    select a.id, a."into", a.key, a.tags, a."keepsTicket"
      from asked a join conversations co on co.workspace_id = ${workspaceId} and co.id = a.id
     where a.id not in (select id from worked_on)
       and not exists (select from held join held beside on beside.ticket_id = held.ticket_id join worked_on on worked_on.id = beside.id where held.id = a.id)
     -- A whole post after the threads that stand in its ticket.
     order by a.subject_kind = 'whole-post', a.subject_key
       for no key update of co`.execute(tx)
  const changed = new Set<TicketId>()
  const removed = new Map<TicketId, TicketId | undefined>()
  for (const part of parts) {
    const { kept, held, gone } = await foldOne(tx, workspaceId, part)
    gone.forEach((ticket) => removed.set(ticket, kept))
    held.forEach((ticket) => changed.add(ticket))
  }
  return {
    tickets: [...changed].filter((ticket) => !removed.has(ticket)),
    removed: new Map([...removed.keys()].map((ticket) => [ticket, lastAfter(ticket, removed)])),
    conversations: parts.flatMap(({ id, into }) => [id, into]),
  }
}

/** What took a ticket over may be gone itself, into a third one. */
function lastAfter(ticket: TicketId, removed: Folded['removed']): TicketId | undefined {
  let last = removed.get(ticket)
  while (last !== undefined && removed.has(last)) {
    last = removed.get(last)
  }
  return last
}

type Part = Omit<Fold, 'key'> & { readonly id: ConversationId; readonly key: string }
type FoldedOne = { readonly kept: TicketId | undefined; readonly held: readonly TicketId[]; readonly gone: readonly TicketId[] }

/** `kept`: the ticket in which what was said stands now. `held`: those in which more or less stands than before. */
async function foldOne(tx: Tx, workspaceId: ChannelScope['workspaceId'], { id, into, key, tags, keepsTicket }: Part): Promise<FoldedOne> {
  const tickets = await lockTicketsHolding(tx, workspaceId, [id, into])
  const own = tickets.filter(({ conversationId }) => conversationId === id)
  const held = tickets.filter(({ holds }) => holds.includes(id))
  const kept = tickets.findLast(({ holds }) => holds.includes(into)) ?? (keepsTicket ? held[0] : undefined)
  // What was gone with the head of the one thread may stand under that of the other.
  await sql`update entries set conversation_id = ${into}, ticket_id = null, removed_at = removed_itself_at where workspace_id = ${workspaceId} and conversation_id = ${id} and thing <> 'message'`.execute(
    tx,
  )
  await sql`update notes set conversation_id = ${into} where workspace_id = ${workspaceId} and conversation_id = ${id}`.execute(tx)
  await sql`update not_understood r set subject_key = ${key} from conversations co
             where co.workspace_id = ${workspaceId} and co.id = ${id} and r.workspace_id = co.workspace_id and r.channel_id = co.channel_id
               and r.subject_key = co.subject_key`.execute(tx)
  await sql`update conversations to_co set answered_until = greatest(to_co.answered_until, from_co.answered_until) from conversations from_co
             where to_co.workspace_id = ${workspaceId} and to_co.id = ${into} and from_co.workspace_id = ${workspaceId} and from_co.id = ${id}`.execute(
    tx,
  )
  if (kept) {
    // Also what waited there without one.
    await sql`update entries set ticket_id = ${kept.id} where workspace_id = ${workspaceId} and conversation_id = ${into} and thing <> 'message'
               and ticket_id is null and author_kind is not null`.execute(tx)
  }
  if (kept?.conversationId === id) {
    await sql`update tickets set conversation_id = ${into}, tags = array_replace(tags, ${tags.before}, ${tags.after}) where workspace_id = ${workspaceId} and id = ${kept.id}`.execute(
      tx,
    )
  }
  const others = own.flatMap((ticket) => (ticket.id === kept?.id ? [] : [ticket.id]))
  const gone = await deleteLeftTickets(tx, workspaceId, {
    others,
    held: held.flatMap((ticket) => (ticket.id === kept?.id ? [] : [ticket.id])),
  })
  await sql`delete from conversations where workspace_id = ${workspaceId} and id = ${id}`.execute(tx)
  return { kept: kept?.id, held: [...held, ...(kept ? [kept] : [])].map((ticket) => ticket.id), gone }
}

/** `holds`: of the conversations that were asked for those whose own ticket it is, or of which it holds something. */
type HoldingTicket = { readonly id: TicketId; readonly conversationId: ConversationId; readonly holds: readonly ConversationId[] }

async function lockTicketsHolding(
  tx: Tx,
  workspaceId: ChannelScope['workspaceId'],
  ids: readonly ConversationId[],
): Promise<HoldingTicket[]> {
  const { rows } = await sql<HoldingTicket>`
    with held as (
      select id as ticket_id, conversation_id from tickets where workspace_id = ${workspaceId} and conversation_id = any(${[...ids]}::uuid[])
       union
      select ticket_id, conversation_id from entries
       where workspace_id = ${workspaceId} and conversation_id = any(${[...ids]}::uuid[]) and thing <> 'message' and ticket_id is not null
    )
    select t.id, t.conversation_id as "conversationId", array(select held.conversation_id from held where held.ticket_id = t.id) as holds
      from tickets t where t.workspace_id = ${workspaceId} and t.id in (select ticket_id from held) order by t.number for update of t`.execute(
    tx,
  )
  return rows
}

/** `others` are gone; so is one of a whole post among `held` in which nothing is left. */
async function deleteLeftTickets(
  tx: Tx,
  workspaceId: ChannelScope['workspaceId'],
  { others, held }: { readonly others: readonly TicketId[]; readonly held: readonly TicketId[] },
): Promise<TicketId[]> {
  const { rows } = await sql<{ id: TicketId }>`
    delete from tickets t where t.workspace_id = ${workspaceId}
       and (t.id = any(${[...others]}::uuid[])
            or t.id = any(${[...held]}::uuid[]) and not exists (select from entries e where e.workspace_id = t.workspace_id and e.ticket_id = t.id))
    returning t.id`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Whoever wrote first in these is their client, also when that arrives late. Answers the tickets that have another client now. */
export async function followFirstAuthors(
  tx: Tx,
  { workspaceId, channelId }: ChannelScope,
  ids: readonly ConversationId[],
): Promise<TicketId[]> {
  const { rows } = await sql<{ id: TicketId }>`${prepared}
    with first as (
      select co.id, i.client_id from unnest(${[...ids]}::uuid[]) as asked(id)
        join conversations co on co.workspace_id = ${workspaceId} and co.id = asked.id
       cross join lateral (
         select ${authorNameOf('e')} as name from entries e
          where e.workspace_id = co.workspace_id and e.conversation_id = co.id and e.thing <> 'message' and e.author_kind = 'client'
          order by e.occurred_at, e.external_id collate "C" limit 1) said
        join identities i on i.workspace_id = co.workspace_id and i.channel_id = ${channelId} and i.kind = 'author' and i.external_id = said.name
    ), followed as (
      update conversations co set client_id = first.client_id from first
       where co.workspace_id = ${workspaceId} and co.id = first.id and co.client_id is distinct from first.client_id
    )
    update tickets t set client_id = first.client_id from first
     where t.workspace_id = ${workspaceId} and t.conversation_id = first.id and t.client_id <> first.client_id
    returning t.id`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Conversations that only waited for what stands elsewhere now. */
export async function deleteEmptyConversations(tx: Tx, { workspaceId }: ChannelScope, ids: readonly ConversationId[]): Promise<void> {
  await sql`
    delete from conversations co where co.workspace_id = ${workspaceId} and co.id = any(${[...ids]}::uuid[])
       and not exists (select 1 from entries e where e.workspace_id = co.workspace_id and e.conversation_id = co.id and e.thing <> 'message')
       and not exists (select 1 from tickets t where t.workspace_id = co.workspace_id and t.conversation_id = co.id)
       and not exists (select 1 from notes n where n.workspace_id = co.workspace_id and n.conversation_id = co.id)`.execute(tx)
}
