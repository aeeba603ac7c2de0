import { isOfOurStorage } from '#domain/files/next-try.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import type { Tx } from '#storage/database.ts'
import type { NewEvent } from '#storage/events.ts'
import type { Settled } from '#storage/files/claims.ts'
import { endStorageProblem, noteStorageProblem } from '#storage/files/storage-problem.ts'
import type { Desk } from '../desk.ts'

type Tried = { readonly workspaceId: WorkspaceId; readonly settled: Settled }

/** Whether our own storage takes files, as each try shows. Answers with what is to be told: that it stopped, that it works again. */
export async function followStorage(tx: Tx, desk: Pick<Desk, 'now'>, { workspaceId, settled }: Tried): Promise<NewEvent[]> {
  if (settled.state === 'waiting' && isOfOurStorage(settled.reason)) {
    const { reason } = settled
    const isNews = await noteStorageProblem(tx, workspaceId, { reason, since: desk.now() })
    return isNews ? [{ type: 'file-storage.changed', payload: { problem: reason } }] : []
  }
  const isOver = await endStorageProblem(tx, workspaceId, settled.state === 'kept' && settled.isStored)
  return isOver ? [{ type: 'file-storage.changed', payload: { problem: null } }] : []
}
