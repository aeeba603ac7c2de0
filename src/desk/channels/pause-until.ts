import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import { pauseChannel } from '#storage/channels.ts'
import type { Tx } from '#storage/database.ts'
import { appendEvents } from '#storage/events.ts'

/** The channel asked for rest: nothing is asked of it until then. */
export async function pauseUntil(tx: Tx, channel: ChannelOfWorkspace, until: Date | undefined): Promise<void> {
  if (until !== undefined && (await pauseChannel(tx, channel, until))) {
    await appendEvents(tx, channel.workspaceId, [{ type: 'channel.changed', payload: { channelId: channel.channelId } }])
  }
}
