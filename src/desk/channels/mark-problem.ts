import type { SendFailure } from '#domain/channels/channel-port.ts'
import { isPermissionMissing, SENDING_PERMISSION, withoutPermissionMissing, withPermissionMissing } from '#domain/channels/channel.ts'
import type { ChannelId, WorkspaceId } from '#domain/ids.ts'
import type { Tx } from '#storage/database.ts'
import { appendEvents } from '#storage/events.ts'
import { markKeyUnreadable } from '#storage/seals.ts'
import { lockProblem, markKeyDead, saveProblem } from '#storage/sending.ts'
import type { Desk } from '../desk.ts'

/** A channel, and the sealed key that was used: a key that somebody changed meanwhile is not judged by the fate of the old one. */
export type KeyInUse = { readonly workspaceId: WorkspaceId; readonly channelId: ChannelId; readonly keyEncrypted: Uint8Array }

type Now = Pick<Desk, 'now'>

/** The desk's encryption key does not open this channel's key. Nothing was called with it. */
export async function noteKeyUnreadable(tx: Tx, desk: Now, used: KeyInUse): Promise<void> {
  if (await markKeyUnreadable(tx, { ...used, at: desk.now() })) {
    await tell(tx, used)
  }
}

/** Facebook refused the key, whatever it was called for. */
export async function noteKeyDead(
  tx: Tx,
  desk: Now,
  { failure, ...used }: KeyInUse & { failure: Pick<SendFailure, 'code' | 'subcode'> },
): Promise<void> {
  if (await markKeyDead(tx, { ...used, at: desk.now(), failure })) {
    await tell(tx, used)
  }
}

/** Facebook refused an answer for want of a permission: the channel says so until an answer passes or somebody reconnects. */
export async function noteSendingRefused(tx: Tx, desk: Now, channel: Omit<KeyInUse, 'keyEncrypted'>): Promise<void> {
  const problem = await lockProblem(tx, channel)
  const isOpenToNews = problem === undefined || problem.kind === 'permission-missing'
  if (isOpenToNews && !isPermissionMissing(problem, SENDING_PERMISSION)) {
    await saveProblem(tx, channel, withPermissionMissing(problem, SENDING_PERMISSION, desk.now().toISOString()))
    await tell(tx, channel)
  }
}

/** An answer passed: answers are not refused any more. */
export async function noteSendingPassed(tx: Tx, channel: Omit<KeyInUse, 'keyEncrypted'>): Promise<void> {
  const problem = await lockProblem(tx, channel)
  const left = withoutPermissionMissing(problem, SENDING_PERMISSION)
  if (left !== problem) {
    await saveProblem(tx, channel, left)
    await tell(tx, channel)
  }
}

async function tell(tx: Tx, { workspaceId, channelId }: Omit<KeyInUse, 'keyEncrypted'>): Promise<void> {
  await appendEvents(tx, workspaceId, [{ type: 'channel.changed', payload: { channelId } }])
}
