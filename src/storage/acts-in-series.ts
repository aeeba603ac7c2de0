import { sql, type RawBuilder } from 'kysely'
import type { Act } from '#domain/acts/act.ts'
import type { ActId, ConversationId, MessageId, TicketId, WorkspaceId } from '#domain/ids.ts'
import type { Tx } from './database.ts'

/** Of acts: nothing before it in its series was left unsent, or may have been, unless somebody let the rest go. */
export const MAY_GO_IN_SERIES: RawBuilder<boolean> = sql<boolean>`not exists (
  select 1 from acts ahead
   where ahead.workspace_id = acts.workspace_id and ahead.series_id = acts.series_id and ahead.series_place < acts.series_place
     and ahead.state in ('failed', 'unconfirmed') and ahead.passed_at is null)`

/** The conversations in which something waits behind these entries in a series, once for each that may be next. */
export async function waitingBehind(tx: Tx, workspaceId: WorkspaceId, entryIds: readonly MessageId[]): Promise<ConversationId[]> {
  const { rows } = await sql<{ id: ConversationId }>`
    select behind.conversation_id as id from acts said cross join lateral (
      select conversation_id from acts b
       where b.workspace_id = said.workspace_id and b.series_id = said.series_id and b.series_place > said.series_place and b.state = 'queued'
       order by b.series_place limit 1) behind
     where said.workspace_id = ${workspaceId} and said.entry_id = any(${[...entryIds]}::uuid[]) and said.kind = 'say' and said.series_id is not null`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}

/** What waits next behind this act in its series; undefined: nothing does. */
export async function actBehind(
  tx: Tx,
  { workspaceId, id }: { readonly workspaceId: WorkspaceId; readonly id: ActId },
): Promise<Act | undefined> {
  const { rows } = await sql<{ body: object }>`
    select behind.body
      from acts ahead join acts behind on behind.workspace_id = ahead.workspace_id and behind.series_id = ahead.series_id and behind.series_place > ahead.series_place
     where ahead.workspace_id = ${workspaceId} and ahead.id = ${id} and behind.state = 'queued'
     order by behind.series_place limit 1`.execute(tx)
  return rows[0] && ({ ...rows[0].body, kind: 'say' } as Act)
}

/** What waits behind this act in its series waits for it no longer. */
export async function passOver(
  tx: Tx,
  { workspaceId, id }: { readonly workspaceId: WorkspaceId; readonly id: ActId },
  at: Date,
): Promise<void> {
  await tx.updateTable('acts').set({ passed_at: at }).where('workspace_id', '=', workspaceId).where('id', '=', id).execute()
}

/** What an entry says stands in the place of this act from here on, if that is one of a series: what waits behind it waits for the entry. */
export async function takePlaceOf(
  tx: Tx,
  { workspaceId, id }: { readonly workspaceId: WorkspaceId; readonly id: ActId },
  entryId: MessageId,
): Promise<void> {
  const { rows } = await sql<{ id: string; place: number; size: number; at: Date }>`
    select series_id as id, series_place as place, series_size as size, created_at as at from acts
     where workspace_id = ${workspaceId} and id = ${id} and series_id is not null`.execute(tx)
  for (const { id: seriesId, place, size, at } of rows) {
    await sql`update acts set series_id = null, series_place = null, series_size = null where workspace_id = ${workspaceId} and id = ${id}`.execute(
      tx,
    )
    await sql`
      update acts set series_id = ${seriesId}, series_place = ${place}, series_size = ${size}, created_at = ${at}
       where workspace_id = ${workspaceId} and entry_id = ${entryId} and kind = 'say'`.execute(tx)
  }
}

/**
 * The channel told by its own clock when these entries were said: what is said after them in their conversation, or waits behind them in their series, was not
 * written before. Answers those that moved, and their tickets.
 */
export async function moveBehind(
  tx: Tx,
  workspaceId: WorkspaceId,
  entryIds: readonly MessageId[],
): Promise<{ readonly id: MessageId; readonly ticketId: TicketId }[]> {
  const { rows } = await sql<{ id: MessageId; ticketId: TicketId }>`
    update entries e set occurred_at = moved.at
      from (
        select behind.entry_id as id,
               max(told.occurred_at) + row_number() over (order by behind.created_at, behind.id) * interval '1 millisecond' as at
          from entries told
          join acts said on said.workspace_id = told.workspace_id and said.entry_id = told.id and said.kind = 'say'
          join acts behind on behind.workspace_id = said.workspace_id and behind.conversation_id = said.conversation_id and behind.kind = 'say'
           and (behind.created_at, behind.id) > (said.created_at, said.id)
           and (behind.state in ('queued', 'sending') or (behind.series_id = said.series_id and behind.state in ('failed', 'unconfirmed')))
         where told.workspace_id = ${workspaceId} and told.id = any(${[...entryIds]}::uuid[])
         group by behind.entry_id, behind.created_at, behind.id
      ) moved
     where e.workspace_id = ${workspaceId} and e.id = moved.id and e.occurred_at <= moved.at - interval '1 millisecond' and e.ticket_id is not null
    returning e.id, e.ticket_id as "ticketId"`.execute(tx)
  return rows
}
