import type { ConversationId, WorkspaceId } from '#domain/ids.ts'
import type { Tx } from '#storage/database.ts'
import { appendEvents, type NewEvent } from '#storage/events.ts'
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

/** What is shown of these threads is not what it was, and no line of a ticket tells so. Each is told once. */
export function threadEvents(conversationIds: readonly ConversationId[]): NewEvent[] {
  return [...new Set(conversationIds)].map((conversationId) => ({ type: 'thread.changed', payload: { conversationId } }))
}
