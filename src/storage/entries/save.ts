import { sql } from 'kysely'
import { editedText } from '#domain/entries/edits.ts'
import type { Entry } from '#domain/entries/entry.ts'
import { tappedIn } from '#domain/offers/tap-payload.ts'
import type { ConversationId, MessageId, TicketId, WorkspaceId } from '#domain/ids.ts'
import type { ChannelScope } from '../conversations/lock.ts'
import type { Tx } from '../database.ts'
import { prepared } from '../prepared.ts'
import { storableJson, storableText } from '../storable.ts'
import type { KeptEntry } from './kept-entry.ts'

const COLUMNS = sql`id uuid, conversation_id uuid, ticket_id uuid, thing text, external_id text, author_kind text, author_id uuid, app_id text,
  app_name text, text text, content text, replies_to text, edits text, edited_text text, unread text, occurred_at timestamptz, content_at timestamptz, echoed_at timestamptz, delivered_at timestamptz,
  hidden_at timestamptz, unhidden_at timestamptz, removed_at timestamptz, reactions text, called_as text, author_external_id text, published_at timestamptz, parts_now text, tapped_entry_id uuid, is_history boolean`

/** Writes new entries, whoever they are of. Answers with the ids that were written; one that is missing was there already, by its name. */
export async function insertEntries(
  tx: Tx,
  { workspaceId, channelId }: ChannelScope,
  { at, entries }: { readonly at: Date; readonly entries: readonly KeptEntry[] },
): Promise<ReadonlySet<string>> {
  if (entries.length === 0) {
    return new Set()
  }
  const { rows } = await sql<{ id: string }>`${prepared}
    insert into entries (workspace_id, channel_id, created_at, id, conversation_id, ticket_id, thing, external_id, author_kind, author_id, app_id, app_name,
                         text, content, replies_to, edits, edited_text, unread, occurred_at, content_at, echoed_at, delivered_at, hidden_at, unhidden_at, removed_at, removed_itself_at, reactions,
                         called_as, author_external_id, published_at, parts_now, tapped_entry_id, arrival)
    select ${workspaceId}::uuid, ${channelId}::uuid, ${at}, id, conversation_id, ticket_id, thing, external_id, author_kind, author_id, app_id, app_name,
           coalesce(text, ''), content::jsonb, replies_to, coalesce(edits, '{}')::jsonb, edited_text, unread::jsonb, occurred_at, content_at, echoed_at, delivered_at, hidden_at, unhidden_at, removed_at, removed_at,
           coalesce(reactions, '{}')::jsonb, called_as, author_external_id, published_at, parts_now::jsonb, tapped_entry_id,
           case when is_history then 0 else nextval(pg_get_serial_sequence('entries', 'arrival')) end
      from json_to_recordset(${JSON.stringify(entries.map((kept) => rowOf(kept)))}) as n(${COLUMNS})
    on conflict (workspace_id, channel_id, thing, external_id) do nothing
    returning id`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

/** What became of entries. `isRewritten`: what it says is new, too. */
export type ChangedEntry = KeptEntry & { readonly isRewritten: boolean }

export async function saveEntries(tx: Tx, workspaceId: WorkspaceId, entries: readonly ChangedEntry[]): Promise<void> {
  if (entries.length === 0) {
    return
  }
  const rows = entries.map((kept) => ({ ...rowOf(kept), is_rewritten: kept.isRewritten }))
  await sql`${prepared}
    update entries e
       set ticket_id = n.ticket_id, external_id = n.external_id, author_kind = n.author_kind, author_id = n.author_id, app_id = n.app_id,
           app_name = n.app_name, text = coalesce(n.text, ''), content = case when n.is_rewritten then n.content::jsonb else e.content end,
           replies_to = n.replies_to, edits = coalesce(n.edits, '{}')::jsonb, edited_text = n.edited_text,
           unread = case when n.is_rewritten then n.unread::jsonb else e.unread end, occurred_at = n.occurred_at, content_at = n.content_at, echoed_at = n.echoed_at, delivered_at = n.delivered_at, hidden_at = n.hidden_at,
           unhidden_at = n.unhidden_at, removed_itself_at = n.removed_at, removed_at = least(e.removed_at, n.removed_at), reactions = coalesce(n.reactions, '{}')::jsonb,
           conversation_id = n.conversation_id, called_as = n.called_as, author_external_id = n.author_external_id, published_at = n.published_at,
           parts_now = n.parts_now::jsonb, tapped_entry_id = n.tapped_entry_id, arrival = case when n.is_history then 0 else e.arrival end
      from json_to_recordset(${JSON.stringify(rows)}) as n(${COLUMNS}, is_rewritten boolean)
     where e.workspace_id = ${workspaceId} and e.id = n.id`.execute(tx)
}

/** What waited without a ticket in these conversations stands in these. */
export async function adoptEntries(
  tx: Tx,
  workspaceId: WorkspaceId,
  tickets: readonly { readonly ticketId: TicketId; readonly conversationId: ConversationId }[],
): Promise<void> {
  if (tickets.length === 0) {
    return
  }
  await sql`${prepared}
    update entries e set ticket_id = n."ticketId"
      from json_to_recordset(${JSON.stringify(tickets)}) as n("ticketId" uuid, "conversationId" uuid)
     where e.workspace_id = ${workspaceId} and e.conversation_id = n."conversationId" and e.ticket_id is null and e.author_kind is not null`.execute(
    tx,
  )
}

/** Entries that turned out to be others': what was told of them stands there, and what was done to them was done to those. */
export async function joinEntries(
  tx: Tx,
  workspaceId: WorkspaceId,
  joins: readonly { readonly id: MessageId; readonly into: MessageId }[],
): Promise<void> {
  if (joins.length === 0) {
    return
  }
  await sql`
    update acts a set entry_id = n."into" from json_to_recordset(${JSON.stringify(joins)}) as n(id uuid, "into" uuid)
     where a.workspace_id = ${workspaceId} and a.entry_id = n.id and a.kind <> 'say'`.execute(tx)
  const ids = joins.map(({ id }) => id)
  await tx.deleteFrom('entries').where('workspace_id', '=', workspaceId).where('id', 'in', ids).execute()
}

function rowOf({ id, conversationId, ticketId, entry, isHistory = false }: KeptEntry) {
  return {
    id,
    conversation_id: conversationId,
    is_history: isHistory,
    ticket_id: ticketId,
    thing: entry.thing,
    external_id: entry.externalId,
    ...authorColumns(entry),
    ...contentColumns(entry),
    occurred_at: entry.writtenAt,
    echoed_at: entry.echoedAt,
    delivered_at: entry.deliveredAt,
    hidden_at: entry.hiddenAt,
    unhidden_at: entry.unhiddenAt,
    removed_at: entry.removedAt,
    ...editColumns(entry),
    called_as: entry.calledAs,
    published_at: entry.publishedAt,
    parts_now: entry.partsNow && storableJson(entry.partsNow),
    reactions: Object.keys(entry.reactions).length > 0 ? storableJson(entry.reactions) : undefined,
  }
}

function authorColumns({ author }: Entry) {
  switch (author?.kind) {
    case undefined:
      return {}
    case 'client':
      return { author_kind: author.kind, author_external_id: author.externalId }
    case 'member':
      return { author_kind: author.kind, author_id: author.userId }
    case 'elsewhere':
      return { author_kind: author.kind, app_id: author.appId, app_name: author.appName }
  }
}

function contentColumns({ content }: Entry) {
  if (!content) {
    return {}
  }
  const { text, mentions, parts, repliesTo, asides, unread } = content.value
  // Written to text of its own: a large part that is JSON already stays as it is.
  const kept = unread && storableJson({ label: unread.label, raw: unread.raw, reader: unread.reader })
  const beside = parts.length > 0 || asides !== undefined || mentions !== undefined ? storableJson({ parts, asides, mentions }) : undefined
  return {
    text: storableText(text),
    content: beside,
    replies_to: repliesTo,
    tapped_entry_id: tappedIn(parts),
    unread: kept,
    content_at: content.at,
  }
}

function editColumns({ edits }: Entry) {
  const text = editedText(edits)
  return text === undefined ? {} : { edits: storableJson(edits), edited_text: storableText(text) }
}
