import { sql } from 'kysely'
import type { SendFailure } from '#domain/acts/outcome.ts'
import { resultOf } from '#domain/acts/result.ts'
import type { MessageState } from '#domain/acts/state.ts'
import type { Thing } from '#domain/facts/fact.ts'
import type { ActId, MessageId, UserId, WorkspaceId } from '#domain/ids.ts'
import type { ActRow, Carrying } from './acts.ts'
import type { Tx } from './database.ts'
import { logAnswers } from './moderation-log/write.ts'
import { prepared } from './prepared.ts'
import { storableJson } from './storable.ts'

export type StateChange = {
  readonly state: MessageState
  readonly at: Date
  readonly failure?: SendFailure
  readonly notBefore?: Date | undefined
  /** Nobody knows whether the last call did it. */
  readonly isDoubted?: boolean
  /** It was tried without having been under way: what it needs could not be brought. */
  readonly isTried?: boolean
}

/** What became of an act. Each time it is under way counts as a try. */
export async function saveActState(
  tx: Tx,
  key: { readonly workspaceId: WorkspaceId; readonly id: ActId },
  change: StateChange,
): Promise<void> {
  await tx
    .updateTable('acts')
    .set((eb) => ({
      state: change.state,
      state_at: change.at,
      // Whoever set it aside knew no more than what was so then.
      set_aside_at: null,
      set_aside_by: null,
      failure: change.failure ? JSON.stringify(change.failure) : null,
      not_before: change.notBefore ?? null,
      doubted_at: change.isDoubted === true ? eb.fn.coalesce('doubted_at', eb.val(change.at)) : eb.ref('doubted_at'),
      tries: change.state === 'sending' || change.isTried === true ? eb('tries', '+', 1) : eb.ref('tries'),
    }))
    .where('workspace_id', '=', key.workspaceId)
    .where('id', '=', key.id)
    .execute()
  if (change.failure || resultOf(change.state) !== 'waiting') {
    await logAnswers(tx, key.workspaceId, [{ ...change, actId: key.id, result: resultOf(change.state) }])
  }
}

type SettledRow = Pick<ActRow, 'id' | 'entry_id' | 'state' | 'state_at' | 'series_id'> & { readonly thing: Thing }

export type SettledEntry = { readonly entryId: MessageId; readonly carrying: Carrying }

/** What the channel told of entries tells what became of carrying them. What went has no failure. Answers those of a series: others may wait behind them. */
export async function settleActs(tx: Tx, workspaceId: WorkspaceId, settled: readonly SettledEntry[]): Promise<MessageId[]> {
  if (settled.length === 0) {
    return []
  }
  const rows = settled.map(({ entryId, carrying }) => ({ entry_id: entryId, state: carrying.state, state_at: carrying.stateAt }))
  const { rows: acts } = await sql<SettledRow>`${prepared}
    update acts a set state = n.state, state_at = n.state_at, failure = case when n.state = 'sent' then null else a.failure end
      from json_to_recordset(${JSON.stringify(rows)}) as n(entry_id uuid, state text, state_at timestamptz)
      join entries e on e.workspace_id = ${workspaceId} and e.id = n.entry_id
     where a.workspace_id = ${workspaceId} and a.entry_id = n.entry_id and a.kind = 'say'
    returning a.id, a.entry_id, a.state, a.state_at, a.series_id, e.thing`.execute(tx)
  // What is said in private is in no log.
  const answers = acts
    .filter(({ thing }) => thing !== 'message')
    .map(({ id, state, state_at: at }) => ({ actId: id as ActId, at, result: resultOf(state) }))
  await logAnswers(
    tx,
    workspaceId,
    answers.filter(({ result }) => result !== 'waiting'),
  )
  return acts.flatMap(({ entry_id: id, series_id: series }) => (series === null ? [] : [id as MessageId]))
}

/** Nobody needs to look after what failed, or is in doubt, of this entry any more. Answers whether there was such. */
export async function setActsAside(
  tx: Tx,
  { workspaceId, entryId }: { readonly workspaceId: WorkspaceId; readonly entryId: MessageId },
  by: { readonly userId: UserId; readonly at: Date },
): Promise<boolean> {
  const { rows } = await sql`
    update acts a set set_aside_at = ${by.at}, set_aside_by = ${by.userId}
      from unsettled_acts u
     where u.workspace_id = ${workspaceId} and u.entry_id = ${entryId} and a.workspace_id = u.workspace_id and a.id = u.act_id
    returning a.id`.execute(tx)
  return rows.length > 0
}

/** What came of an act that says nothing here: whom it reached, and by which name. */
export async function saveActResult(
  tx: Tx,
  { workspaceId, id }: { readonly workspaceId: WorkspaceId; readonly id: ActId },
  result: { readonly personId: string | undefined; readonly externalId: string | undefined },
): Promise<void> {
  await tx
    .updateTable('acts')
    .set({ result: storableJson(result) })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}
