import { sql, type RawBuilder } from 'kysely'
import type { Moderation } from '#domain/acts/act.ts'
import type { SendFailure } from '#domain/acts/outcome.ts'
import type { MessageState } from '#domain/acts/state.ts'
import type { TicketId } from '#domain/ids.ts'
import { setAsideIn, setAsideOf, type SetAside, type SetAsideRow } from './set-aside.ts'

/** Something that was asked of the channel to be done to an entry, and what became of it. */
export type ActUpon = {
  readonly id: string
  readonly act: Moderation
  readonly state: MessageState
  readonly at: Date
  readonly by: { readonly id: string; readonly name: string | undefined }
  readonly failure: SendFailure | undefined
  /** Of a private reply: the last ticket of the private conversation. */
  readonly ticketId: TicketId | undefined
  readonly setAside: SetAside | undefined
}

/** One of `ACTS_UPON`. */
export type ActUponRow = {
  readonly id: string
  readonly kind: Moderation['kind']
  readonly body: object
  readonly state: MessageState
  readonly at: string
  readonly byId: string
  readonly byName: string | null
  readonly failure: SendFailure | null
  readonly ticketId: TicketId | null
  readonly setAside: SetAsideRow | null
}

export function actUponOf({ id, kind, body, state, at, byId, byName, failure, ticketId, setAside }: ActUponRow): ActUpon {
  const act = { ...body, kind } as Moderation
  const by = { id: byId, name: byName ?? undefined }
  return {
    id,
    act,
    state,
    at: new Date(at),
    by,
    failure: failure ?? undefined,
    ticketId: ticketId ?? undefined,
    setAside: setAsideOf(setAside),
  }
}

/** What the desk did to the entry that a query calls `m`, the oldest first. */
export const ACTS_UPON: RawBuilder<unknown> = sql`(select jsonb_agg(jsonb_build_object('id', a.id, 'kind', a.kind, 'body', a.body, 'state', a.state, 'at', a.state_at, 'byId', a.by,
           'byName', (select by_user.name from users by_user where by_user.id = a.by),
           'failure', a.failure, 'setAside', ${setAsideIn('a')}, 'ticketId', (select t.id from tickets t join conversations d on d.workspace_id = t.workspace_id and d.id = t.conversation_id
                                              where d.workspace_id = a.workspace_id and d.channel_id = a.channel_id and d.subject_key = 'direct:' || (a.result ->> 'personId')
                                              order by t.number desc limit 1)) order by a.created_at, a.id)
    from acts a where a.workspace_id = m.workspace_id and a.entry_id = m.id and a.kind <> 'say')`
