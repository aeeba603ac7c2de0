import { sql } from 'kysely'
import type { Act } from '#domain/acts/act.ts'
import type { ActId, ConversationId, MessageId, TicketId, WorkspaceId } from '#domain/ids.ts'
import { ACT, actOf, type ActRow, type KeptAct } from './acts.ts'
import { MAY_GO_IN_SERIES } from './acts-in-series.ts'
import type { Tx } from './database.ts'
import { prepared } from './prepared.ts'

/**
 * The oldest act of each conversation that is to be carried, or was left behind under way, locked in the order of their ids. One that its echo or another
 * turn settled while we waited for its lock is passed over: carrying it would be doing it twice. What waits in a series for one that was not sent lets
 * others by.
 */
export async function lockOldestToCarry(
  tx: Tx,
  workspaceId: WorkspaceId,
  conversationIds: readonly ConversationId[],
): Promise<ReadonlyMap<ConversationId, KeptAct>> {
  const found = new Map<ConversationId, KeptAct>()
  for (let left: readonly ConversationId[] = conversationIds; left.length > 0;) {
    const { rows } = await sql<ActRow>`${prepared}
      with oldest as materialized (
        select next.id from unnest(${[...left]}::uuid[]) as asked(id) cross join lateral (
          select acts.id from acts
           where acts.workspace_id = ${workspaceId} and acts.conversation_id = asked.id and acts.state in ('queued', 'sending') and ${MAY_GO_IN_SERIES}
           order by acts.created_at, acts.id limit 1) next
      )
      select locked.* from (select id from oldest order by id) named cross join lateral (
        select ${ACT} from acts where workspace_id = ${workspaceId} and id = named.id for update) locked`.execute(tx)
    const locked = rows.map(actOf)
    locked.filter(isToCarry).forEach((act) => found.set(act.conversationId, act))
    left = locked.filter((act) => !isToCarry(act)).map(({ conversationId }) => conversationId)
  }
  return found
}

function isToCarry({ state }: KeptAct): boolean {
  return state === 'queued' || state === 'sending'
}

export type BegunAct = { readonly entryId: MessageId; readonly kind: Act['kind']; readonly ticketId: TicketId | null }

/** These acts, which are queued and locked, are under way from now on, each for one more try. */
export async function markUnderWay(
  tx: Tx,
  workspaceId: WorkspaceId,
  { ids, at }: { readonly ids: readonly ActId[]; readonly at: Date },
): Promise<BegunAct[]> {
  if (ids.length === 0) {
    return []
  }
  const { rows } = await sql<BegunAct>`${prepared}
    with begun as (
      update acts set state = 'sending', state_at = ${at}, set_aside_at = null, set_aside_by = null, failure = null, not_before = null, tries = tries + 1
       where workspace_id = ${workspaceId} and id = any(${[...ids]}::uuid[])
      returning id, entry_id, kind
    )
    select b.entry_id as "entryId", b.kind, e.ticket_id as "ticketId"
      from begun b join entries e on e.workspace_id = ${workspaceId} and e.id = b.entry_id order by b.id`.execute(tx)
  return rows
}
