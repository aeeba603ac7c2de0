import type { ChannelId, ConversationId, WorkspaceId } from '#domain/ids.ts'
import type { Db } from '../database.ts'

/** The conversation of every reply that still waits, oldest first, of one channel or of the whole workspace: a turn sends one. */
export async function conversationsOfQueuedReplies(db: Db, workspaceId: WorkspaceId, channelId?: ChannelId): Promise<ConversationId[]> {
  let query = db.selectFrom('entries').select('conversation_id').where('workspace_id', '=', workspaceId).where('state', '=', 'queued')
  if (channelId !== undefined) {
    query = query.where('channel_id', '=', channelId)
  }
  const rows = await query.orderBy('created_at').orderBy('id').execute()
  return rows.map((row) => row.conversation_id as ConversationId)
}
