import { sql } from 'kysely'
import type { ConversationId, MessageId, TicketId, UserId } from '#domain/ids.ts'
import type { Content } from '#domain/entries/content.ts'
import type { Edits } from '#domain/entries/edits.ts'
import type { Dated, Entry, EntryAuthor } from '#domain/entries/entry.ts'
import type { Mention } from '#domain/entries/mention.ts'
import type { Reaction } from '#domain/entries/reaction.ts'
import type { Part } from '#domain/entries/part.ts'
import type { Thing } from '#domain/facts/fact.ts'
import type { Carrying } from '../acts.ts'

/** An entry as it is kept: where it stands, and how far carrying it came where it is ours. */
export type KeptEntry = {
  readonly id: MessageId
  readonly conversationId: ConversationId
  /** None while only news of it came, or the Page wrote to somebody who never did. */
  readonly ticketId: TicketId | undefined
  readonly entry: Entry
  readonly carrying: Carrying | undefined
  /** It was over before the desk heard of it: it arrived before all that the desk heard. Told only while it is written. */
  readonly isHistory?: boolean
  /** It is gone since: removed for itself, or with the comment at the head of its thread. */
  readonly removedAt?: Date
}

/** What a query selects of an entry. What is not understood and what machines noted stays where it is: it may be large, and decides nothing. */
export const ENTRY = sql`id, conversation_id, ticket_id, thing, external_id, author_kind, author_id, app_id, app_name, text, content -> 'parts' as parts, content -> 'mentions' as mentions, replies_to,
  edits, called_as, author_external_id, published_at, parts_now, unread - 'raw' as unread, occurred_at, content_at, echoed_at, delivered_at, hidden_at, unhidden_at, removed_itself_at, removed_at, reactions`

export type EntryRow = {
  readonly id: string
  readonly conversation_id: string
  readonly ticket_id: string | null
  readonly thing: Thing
  readonly external_id: string | null
  readonly author_kind: EntryAuthor['kind'] | null
  readonly author_id: string | null
  readonly app_id: string | null
  readonly app_name: string | null
  readonly text: string
  readonly parts: readonly Part[] | null
  readonly mentions: readonly Mention[] | null
  readonly replies_to: string | null
  readonly edits: Edits
  readonly unread: { readonly label: string; readonly reader: number } | null
  readonly occurred_at: Date | null
  readonly content_at: Date | null
  readonly called_as: string | null
  readonly author_external_id: string | null
  readonly published_at: Date | null
  readonly parts_now: { readonly value: readonly Part[]; readonly at: string } | null
  readonly echoed_at: Date | null
  readonly delivered_at: Date | null
  readonly hidden_at: Date | null
  readonly unhidden_at: Date | null
  readonly removed_itself_at: Date | null
  readonly removed_at: Date | null
  readonly reactions: Readonly<Record<string, { readonly value?: Reaction; readonly at: string }>>
}

export function keptEntryOf(row: EntryRow, carrying: Carrying | undefined): KeptEntry {
  return {
    id: row.id as MessageId,
    conversationId: row.conversation_id as ConversationId,
    ticketId: (row.ticket_id ?? undefined) as TicketId | undefined,
    entry: {
      thing: row.thing,
      externalId: row.external_id ?? undefined,
      calledAs: row.called_as ?? undefined,
      author: authorOf(row),
      writtenAt: row.occurred_at ?? undefined,
      content: contentOf(row),
      edits: row.edits,
      partsNow: row.parts_now ? { value: row.parts_now.value, at: new Date(row.parts_now.at) } : undefined,
      publishedAt: row.published_at ?? undefined,
      echoedAt: row.echoed_at ?? undefined,
      deliveredAt: row.delivered_at ?? undefined,
      hiddenAt: row.hidden_at ?? undefined,
      unhiddenAt: row.unhidden_at ?? undefined,
      removedAt: row.removed_itself_at ?? undefined,
      reactions: reactionsOf(row),
    },
    carrying,
    ...goneSince(row),
  }
}

function goneSince({ removed_at: removedAt }: EntryRow): Pick<KeptEntry, 'removedAt'> {
  return removedAt === null ? {} : { removedAt }
}

function authorOf({
  author_kind: kind,
  author_id: userId,
  author_external_id: externalId,
  app_id: appId,
  app_name: appName,
}: EntryRow): EntryAuthor | undefined {
  switch (kind) {
    case null:
      return undefined
    case 'client':
      return { kind, ...(externalId === null ? {} : { externalId }) }
    case 'member':
      return { kind, userId: userId as UserId }
    case 'elsewhere':
      return { kind, appId: appId ?? undefined, appName: appName ?? undefined }
  }
}

function contentOf({ text, parts, mentions, replies_to: repliesTo, unread, content_at: at }: EntryRow): Dated<Content> | undefined {
  if (!at) {
    return undefined
  }
  const kept = { parts: parts ?? [], repliesTo: repliesTo ?? undefined, asides: undefined, ...(mentions ? { mentions } : {}) }
  return { value: { text, ...kept, unread: unread ? { ...unread, raw: undefined } : undefined }, at }
}

function reactionsOf({ reactions }: EntryRow): Entry['reactions'] {
  return Object.fromEntries(Object.entries(reactions).map(([by, { value, at }]) => [by, { value, at: new Date(at) }]))
}
