import { afterDoubt } from '#domain/acts/after-doubt.ts'
import type { SendFailure } from '#domain/acts/outcome.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import type { KeptAct } from '#storage/acts.ts'
import type { Tx } from '#storage/database.ts'
import type { Desk } from '../desk.ts'
import { recordDone } from './record-done.ts'
import { recordState } from './record-state.ts'

type Ended = { readonly workspaceId: WorkspaceId; readonly kept: KeptAct; readonly failure: SendFailure }

/** Refused for good; after an earlier call that nobody answered that does not tell whether it was done. */
export async function refuse(tx: Tx, desk: Desk, { workspaceId, kept, failure }: Ended): Promise<void> {
  switch (kept.isDoubted ? afterDoubt(kept.act, failure) : 'failed') {
    case 'done':
      return await recordDone(tx, desk, { workspaceId, kept, outcome: { kind: 'sent', externalId: undefined } })
    case 'failed':
      return await recordState(tx, desk, { workspaceId, id: kept.id, change: { state: 'failed', at: desk.now(), failure } })
    case 'doubt':
      return await doubt(tx, desk, { workspaceId, kept, failure })
  }
}

/** Nobody knows whether it was done: it is told so, and looked at, unless its echo is faster. */
export async function doubt(tx: Tx, desk: Desk, { workspaceId, kept, failure }: Ended): Promise<void> {
  await recordState(tx, desk, { workspaceId, id: kept.id, change: { state: 'unconfirmed', at: desk.now(), failure } })
  await desk.jobs.settleDoubts(tx, [{ workspaceId, actId: kept.id }])
}
