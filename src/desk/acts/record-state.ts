import { advance, type MessageState } from '#domain/acts/state.ts'
import type { ActId, WorkspaceId } from '#domain/ids.ts'
import { lockAct } from '#storage/acts.ts'
import { saveActState, type StateChange } from '#storage/acts-state.ts'
import type { Tx } from '#storage/database.ts'
import { ticketOfEntry } from '#storage/entries/lock.ts'
import { appendEvents } from '#storage/events.ts'
import { doubtDeadlineOf } from '#storage/tickets/deadline.ts'
import type { Desk } from '../desk.ts'

type StateNews = { readonly workspaceId: WorkspaceId; readonly id: ActId; readonly change: StateChange }

/** Saves the state that the news leads to; an echo may have been faster, and news that says less changes nothing. Why what waits waits on is news, too. */
export async function recordState(tx: Tx, desk: Pick<Desk, 'now'>, { workspaceId, id, change }: StateNews): Promise<void> {
  const kept = await lockAct(tx, workspaceId, id)
  const state = kept && advance(kept.state, change.state)
  if (!kept || state === undefined || (state === kept.state && !isNewRest(state, change))) {
    return
  }
  await saveActState(tx, { workspaceId, id }, change)
  // As long as it has not failed it counts as an answer, from when it was asked for.
  if (kept.act.kind === 'say-privately' && (state === 'failed' || kept.state === 'failed')) {
    await doubtDeadlineOf(tx, { workspaceId, entryId: kept.entryId }, desk.now())
  }
  const ticketId = await ticketOfEntry(tx, workspaceId, kept.entryId)
  if (ticketId) {
    const lineId = kept.entryId
    const isSaid = kept.act.kind === 'say'
    await appendEvents(tx, workspaceId, [
      isSaid
        ? { type: 'reply.state-changed', ticketId, payload: { lineId, state, at: desk.now().toISOString() } }
        : { type: 'entry.changed', ticketId, payload: { lineId } },
    ])
  }
}

function isNewRest(state: MessageState, { state: news, failure }: StateChange): boolean {
  return state === 'queued' && news === 'queued' && failure !== undefined
}
