import type { WorkspaceId } from '#domain/ids.ts'
import type { Tx } from '#storage/database.ts'
import { threadsWithQueuedReplies } from '#storage/sending.ts'
import type { Desk } from '../desk.ts'

/**
 * The way is open again (reconnected, or switched on): every conversation with a waiting reply gets its turn. Part of
 * the action that opened the way. A reply whose window closed meanwhile stops with that reason when its turn comes.
 */
export async function resumeSending(
  desk: Desk,
  tx: Tx,
  { workspaceId, channelId }: { workspaceId: WorkspaceId; channelId?: string },
): Promise<void> {
  for (const threadId of await threadsWithQueuedReplies(tx, workspaceId, channelId)) {
    await desk.jobs.sendMessages(tx, { workspaceId, threadId })
  }
}
