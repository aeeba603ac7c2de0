import type { ChannelId, WorkspaceId } from '#domain/ids.ts'
import { endRests, unconfirmedActs } from '#storage/acts-to-resume.ts'
import type { Tx } from '#storage/database.ts'
import type { Desk } from '../desk.ts'

/**
 * The way is open again (reconnected, or switched on): every act that waits or is under way gets a turn, and what is in doubt is looked at, for
 * nobody could while the way was closed. Part of the action that opened the way. A reply whose window closed meanwhile stops with that reason when
 * its turn comes.
 */
export async function resumeActs(
  tx: Tx,
  desk: Desk,
  { workspaceId, channelId }: { readonly workspaceId: WorkspaceId; readonly channelId?: ChannelId },
): Promise<void> {
  for (const conversationId of await endRests(tx, { workspaceId, channelId })) {
    await desk.jobs.sendMessages(tx, { workspaceId, conversationId })
  }
  const unconfirmed = await unconfirmedActs(tx, { workspaceId, channelId })
  await desk.jobs.settleDoubts(
    tx,
    unconfirmed.map((actId) => ({ workspaceId, actId })),
  )
}
