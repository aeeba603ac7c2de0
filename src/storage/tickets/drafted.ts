import { sql, type AliasedRawBuilder, type RawBuilder } from 'kysely'
import type { TicketId, UserId, WorkspaceId } from '#domain/ids.ts'
import type { Offer } from '#domain/offers/offer.ts'
import type { DraftMode } from '#domain/tickets/draft.ts'
import { FOLDER_CONTENTS, type Folder } from '#domain/tickets/folder.ts'

/** What somebody has begun to write in a ticket and not sent: the newest of theirs, its first 200 characters, what is to be tapped below them, and how many files go along. */
export type BegunDraft = {
  readonly userId: UserId
  readonly mode: DraftMode
  readonly text: string
  readonly offer: Offer['kind'] | null
  readonly files: number
  readonly savedAt: Date
}

type Column = { readonly begun: readonly (Omit<BegunDraft, 'savedAt'> & { readonly savedAt: string })[] | null }

/**
 * Of these tickets, those that have such: in each the newest of every colleague, the newest first. Gathered once: joined as it is, it was gathered anew for
 * each ticket where the planner expected few.
 */
export function draftsOf(
  workspaceId: WorkspaceId,
  ids: readonly TicketId[],
): AliasedRawBuilder<Column & { readonly ticket_id: string }, 'drafts'> {
  return sql<Column & { readonly ticket_id: string }>`(with gathered as materialized (
    select newest.ticket_id, jsonb_agg(jsonb_build_object('userId', newest.user_id, 'mode', newest.mode, 'text', newest.text, 'offer', newest.offer, 'files', newest.files, 'savedAt', newest.saved_at)
             order by newest.saved_at desc, newest.user_id) as begun
      from (
        select distinct on (d.ticket_id, d.user_id) d.ticket_id, d.user_id, d.mode, left(d.text, 200) as text, d.offer ->> 'kind' as offer, d.file_count as files, d.saved_at
          from drafts d
         where d.workspace_id = ${workspaceId}::uuid and d.ticket_id = any(${ids}::uuid[]) and d.is_begun
         order by d.ticket_id, d.user_id, d.saved_at desc, d.mode desc, d.thread desc) newest
     group by newest.ticket_id) select * from gathered)`.as('drafts')
}

export function draftsIn(rows: Column['begun']): BegunDraft[] {
  return (rows ?? []).map(({ savedAt, ...draft }) => ({ ...draft, savedAt: new Date(savedAt) }))
}

/**
 * From where and which: of the drafts of whoever looks, called `drafted`, the newest in each ticket, with that ticket as `t`. A walk along what they have begun, by its time.
 */
export function draftedTickets(
  folder: Folder,
  { workspaceId, userId }: { readonly workspaceId: WorkspaceId; readonly userId: UserId },
): RawBuilder<unknown> {
  return sql`drafts drafted
     cross join lateral (
       select k.id, k.deadline_at from tickets k
        where k.workspace_id = ${workspaceId}::uuid and k.id = drafted.ticket_id and k.status = any(${[...FOLDER_CONTENTS[folder].statuses]}::text[]) offset 0) t
     where drafted.workspace_id = ${workspaceId}::uuid and drafted.user_id = ${userId}::uuid and drafted.is_begun
       and not exists (
         select from drafts newer
          where newer.workspace_id = drafted.workspace_id and newer.ticket_id = drafted.ticket_id and newer.user_id = drafted.user_id and newer.is_begun
            and (newer.saved_at, newer.mode, newer.thread) > (drafted.saved_at, drafted.mode, drafted.thread))`
}
