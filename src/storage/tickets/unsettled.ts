import { sql, type AliasedRawBuilder } from 'kysely'
import type { SendFailure } from '#domain/acts/outcome.ts'
import type { Act } from '#domain/acts/act.ts'
import type { MessageId, TicketId, UserId, WorkspaceId } from '#domain/ids.ts'

/** What a colleague asked of the channel in a ticket and needs attention: how much, and the newest of it. */
export type Unsettled = {
  readonly by: { readonly id: UserId; readonly name: string | undefined }
  readonly count: number
  /** What it says, or is done to. */
  readonly lineId: MessageId
  readonly act: Act
  readonly state: 'failed' | 'unconfirmed'
  readonly at: Date
  readonly failure: SendFailure | undefined
}

type UnsettledRow = {
  readonly byId: UserId
  readonly byName: string | null
  readonly count: number
  readonly lineId: MessageId
  readonly kind: Act['kind']
  readonly body: object
  readonly state: 'failed' | 'unconfirmed'
  readonly at: string
  readonly failure: SendFailure | null
}

type Column = { readonly acts: readonly UnsettledRow[] | null }

/** Of these tickets, those that have such: in each the newest of every colleague, the newest first. Gathered once, for the whole page: most tickets have none. */
export function unsettledOf(
  workspaceId: WorkspaceId,
  ids: readonly TicketId[],
): AliasedRawBuilder<Column & { readonly ticket_id: string }, 'unsettled'> {
  return sql<Column & { readonly ticket_id: string }>`(with gathered as materialized (
    select newest.ticket_id, jsonb_agg(jsonb_build_object('byId', newest.by, 'byName', newest.name, 'count', newest.count, 'lineId', newest.entry_id, 'kind', newest.kind,
             'body', newest.body, 'state', newest.state, 'at', newest.state_at, 'failure', newest.failure) order by newest.state_at desc, newest.id desc) as acts
      from (
        select distinct on (u.ticket_id, u.by) u.ticket_id, u.by, who.name, count(*) over (partition by u.ticket_id, u.by) as count, u.entry_id, a.id, a.kind, a.body, a.state,
               a.state_at, a.failure
          from unsettled_acts u join acts a on a.workspace_id = u.workspace_id and a.id = u.act_id left join users who on who.id = u.by
         where u.workspace_id = ${workspaceId}::uuid and u.ticket_id = any(${ids}::uuid[])
         order by u.ticket_id, u.by, a.state_at desc, a.id desc) newest
     group by newest.ticket_id) select * from gathered)`.as('unsettled')
}

export function unsettledIn(rows: Column['acts']): Unsettled[] {
  return (rows ?? []).map(({ byId, byName, count, lineId, kind, body, state, at, failure }) => ({
    by: { id: byId, name: byName ?? undefined },
    count,
    lineId,
    act: { ...body, kind } as Act,
    state,
    at: new Date(at),
    failure: failure ?? undefined,
  }))
}
