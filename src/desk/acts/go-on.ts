import type { MessageId, WorkspaceId } from '#domain/ids.ts'
import { moveBehind, waitingBehind } from '#storage/acts-in-series.ts'
import type { Tx } from '#storage/database.ts'
import type { NewEvent } from '#storage/events.ts'
import type { Desk } from '../desk.ts'

type Said = { readonly workspaceId: WorkspaceId; readonly entryIds: readonly MessageId[] }

/** What waits behind these entries in a series gets its turn. */
export async function goOnBehind(tx: Tx, desk: Pick<Desk, 'jobs'>, { workspaceId, entryIds }: Said): Promise<void> {
  if (entryIds.length === 0) {
    return
  }
  for (const conversationId of await waitingBehind(tx, workspaceId, entryIds)) {
    await desk.jobs.sendMessages(tx, { workspaceId, conversationId })
  }
}

/** What waits behind these entries stands behind them, whenever the channel says that they were said. Tells what moved. */
export async function keepInOrder(tx: Tx, workspaceId: WorkspaceId, entryIds: readonly MessageId[]): Promise<NewEvent[]> {
  const moved = entryIds.length === 0 ? [] : await moveBehind(tx, workspaceId, entryIds)
  return moved.map(({ id: lineId, ticketId }) => ({ type: 'entry.changed', ticketId, payload: { lineId } }))
}
