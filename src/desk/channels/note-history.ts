import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import type { ChannelHappening } from '#domain/channels/history.ts'
import { insertHistory } from '#storage/channel-history.ts'
import type { Tx } from '#storage/database.ts'
import type { Desk } from '../desk.ts'

/** Writes down what happened to a channel, for whoever asks later why nothing came. */
export async function noteHistory(
  tx: Tx,
  desk: Pick<Desk, 'now' | 'newId'>,
  { workspaceId, channelId, ...happening }: ChannelOfWorkspace & ChannelHappening,
): Promise<void> {
  await insertHistory(tx, { workspaceId, channelId }, { id: desk.newId(), at: desk.now(), happening })
}
