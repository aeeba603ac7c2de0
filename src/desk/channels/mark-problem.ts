import type { SendFailure } from '#domain/acts/outcome.ts'
import type { ChannelProblem } from '#domain/channels/channel-problem.ts'
import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import { mendProblem, noteProblem } from '#storage/channel-problems.ts'
import type { Tx } from '#storage/database.ts'
import { appendEvents } from '#storage/events.ts'
import { disconnectKey, type KeyInUse } from '#storage/facebook-connections.ts'
import type { Desk } from '../desk.ts'

type Means = Pick<Desk, 'now' | 'newId'>

/** The desk's encryption key does not open this channel's key. Nothing was called with it. */
export async function noteKeyUnreadable(tx: Tx, desk: Means, used: KeyInUse): Promise<void> {
  await noteKey(tx, desk, { used, problem: { kind: 'key-unreadable' } })
}

/** Facebook refused the key, whatever it was called for. */
export async function noteKeyDead(
  tx: Tx,
  desk: Means,
  { failure: { code, subcode }, ...used }: KeyInUse & { readonly failure: Pick<SendFailure, 'code' | 'subcode'> },
): Promise<void> {
  const numbers = { ...(code === undefined ? {} : { code }), ...(subcode === undefined ? {} : { subcode }) }
  await noteKey(tx, desk, { used, problem: { kind: 'key-dead', ...numbers } })
}

async function noteKey(
  tx: Tx,
  desk: Means,
  { used, problem }: { readonly used: KeyInUse; readonly problem: ChannelProblem },
): Promise<void> {
  if (await disconnectKey(tx, used)) {
    await noteProblem(tx, used, { id: desk.newId(), problem, at: desk.now() })
    await tell(tx, used)
  }
}

type Needed = ChannelOfWorkspace & { readonly permission: string }

/** Facebook refused something for want of a permission: the channel says so until something that needs it passes or somebody reconnects. */
export async function notePermissionMissing(tx: Tx, desk: Means, { permission, ...channel }: Needed): Promise<void> {
  if (await noteProblem(tx, channel, { id: desk.newId(), problem: { kind: 'permission-missing', permission }, at: desk.now() })) {
    await tell(tx, channel)
  }
}

/** Something passed that needs the permission: it is not missing any more. */
export async function notePermissionThere(tx: Tx, desk: Means, { permission, ...channel }: Needed): Promise<void> {
  if (await mendProblem(tx, channel, { problem: { kind: 'permission-missing', permission }, at: desk.now() })) {
    await tell(tx, channel)
  }
}

async function tell(tx: Tx, { workspaceId, channelId }: ChannelOfWorkspace): Promise<void> {
  await appendEvents(tx, workspaceId, [{ type: 'channel.changed', payload: { channelId } }])
}
