import type { ConversationId, WorkspaceId } from '#domain/ids.ts'
import type { Tx } from '#storage/database.ts'
import { appendEvents } from '#storage/events.ts'
import { recountThreads } from '#storage/posts/recount.ts'

/**
 * Brings posts up to what is said under them, in the transaction that changed it. The conversations are locked, or gone because they were folded;
 * what awaits an answer in their tickets is counted already.
 */
export async function followThreads(tx: Tx, workspaceId: WorkspaceId, conversationIds: readonly ConversationId[]): Promise<void> {
  if (conversationIds.length === 0) {
    return
  }
  const changed = await recountThreads(tx, workspaceId, [...new Set(conversationIds)])
  await appendEvents(
    tx,
    workspaceId,
    changed.map((payload) => ({ type: 'post.changed', payload })),
  )
}
