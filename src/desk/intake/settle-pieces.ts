import type { ChannelId, WorkspaceId } from '#domain/ids.ts'
import type { Tx } from '#storage/database.ts'
import { appendEvents } from '#storage/events.ts'
import { savePiecesReadAgain, type SeenAgain } from '#storage/not-understood.ts'

/** Writes down that kept pieces were read again, and tells of each placeholder that goes and each channel of which something was understood. */
export async function settlePieces(tx: Tx, again: SeenAgain): Promise<void> {
  for (const { workspaceId, ticketId, lineId } of await savePiecesReadAgain(tx, again)) {
    await appendEvents(tx, workspaceId, [{ type: 'piece.understood', ticketId, payload: { lineId } }])
  }
  const channels = new Map<ChannelId, WorkspaceId>([...again.understood].map(({ channelId, workspaceId }) => [channelId, workspaceId]))
  for (const [channelId, workspaceId] of channels) {
    await appendEvents(tx, workspaceId, [{ type: 'not-understood.changed', payload: { channelId } }])
  }
}
