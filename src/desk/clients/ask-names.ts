import type { ChannelId, WorkspaceId } from '#domain/ids.ts'
import type { Tx } from '#storage/database.ts'
import { namelessConversations } from '#storage/identities.ts'
import type { Desk } from '../desk.ts'

/** Who wrote last is wanted first. Whoever is beyond is asked for with the next message. */
const AT_MOST = 500

/** The way to Facebook is open again: who stayed without a name is asked for once more. Part of the action that opened the way. */
export async function askNames(tx: Tx, desk: Desk, channel: { workspaceId: WorkspaceId; channelId: ChannelId }): Promise<void> {
  const conversationIds = await namelessConversations(tx, channel, AT_MOST)
  await desk.jobs.fetchProfiles(
    tx,
    conversationIds.map((conversationId) => ({ workspaceId: channel.workspaceId, conversationId })),
  )
}
