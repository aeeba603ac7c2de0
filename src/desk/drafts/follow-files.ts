import type { TicketId, UserId, WorkspaceId } from '#domain/ids.ts'
import type { Tx } from '#storage/database.ts'
import { countFiles } from '#storage/draft-files.ts'
import { appendEvents } from '#storage/events.ts'
import type { Meant } from '#storage/files/uploads.ts'
import type { Desk } from '../desk.ts'

type Changed = {
  readonly workspaceId: WorkspaceId
  readonly userId: UserId
  /** For which replies files were brought, or are not any more. */
  readonly places: readonly Meant[]
}

/** What somebody brought for a reply is part of what they have begun there: it is counted again, and told where it is other. */
export async function followFiles(tx: Tx, desk: Pick<Desk, 'now'>, { workspaceId, userId, places }: Changed): Promise<void> {
  const changed = new Set<TicketId>()
  for (const { ticketId, threadId } of places) {
    if (await countFiles(tx, { workspaceId, userId, ticketId, threadId }, desk.now())) {
      changed.add(ticketId)
    }
  }
  await appendEvents(
    tx,
    workspaceId,
    [...changed].map((ticketId) => ({ type: 'draft.saved', ticketId, actorId: userId, payload: { userId } }) as const),
  )
}
