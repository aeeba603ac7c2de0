import type { ChannelProblem } from '#domain/channels/channel-problem.ts'
import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import { concernsThePerson } from '#domain/channels/key-cause.ts'
import type { ChannelHappening } from '#domain/channels/history.ts'
import type { DeadKey, KeyTrouble } from '#domain/channels/key-trouble.ts'
import { mendProblem, noteProblem } from '#storage/channel-problems.ts'
import type { Tx } from '#storage/database.ts'
import { appendEvents } from '#storage/events.ts'
import { disconnectKey } from '#storage/facebook-connections.ts'
import { hastenChannelsOfSamePerson } from '#storage/channel-checks.ts'
import type { Desk } from '../desk.ts'
import { noteHistory } from './note-history.ts'

type Means = Pick<Desk, 'now' | 'newId'>

/** The key is of no use, whatever it was wanted for: the channel says so and is disconnected, unless it has another key by now. */
export async function noteKeyTrouble(
  tx: Tx,
  desk: Means,
  { trouble, ...channel }: ChannelOfWorkspace & { readonly trouble: KeyTrouble },
): Promise<void> {
  if (await disconnectKey(tx, { ...channel, keyName: trouble.keyName })) {
    await noteProblem(tx, channel, { id: desk.newId(), problem: problemOf(trouble), at: desk.now() })
    await noteHistory(tx, desk, { ...channel, ...happeningOf(trouble) })
    if (trouble.kind === 'key-dead' && concernsThePerson(trouble.cause)) {
      await hastenChannelsOfSamePerson(tx, channel)
    }
    await tellChannelChanged(tx, channel)
  }
}

function problemOf(trouble: KeyTrouble): ChannelProblem {
  return trouble.kind === 'key-unreadable' ? { kind: trouble.kind } : { kind: trouble.kind, ...toldOf(trouble) }
}

function happeningOf(trouble: KeyTrouble): ChannelHappening {
  return trouble.kind === 'key-unreadable' ? { what: trouble.kind, detail: {} } : { what: trouble.kind, detail: toldOf(trouble) }
}

function toldOf({ cause, code, subcode }: DeadKey) {
  return { cause, ...(code === undefined ? {} : { code }), ...(subcode === undefined ? {} : { subcode }) }
}

type Needed = ChannelOfWorkspace & { readonly permission: string }

/** Facebook refused something for want of a permission: the channel says so until something that needs it passes or somebody reconnects. */
export async function notePermissionMissing(tx: Tx, desk: Means, { permission, ...channel }: Needed): Promise<void> {
  if (await noteProblem(tx, channel, { id: desk.newId(), problem: { kind: 'permission-missing', permission }, at: desk.now() })) {
    await tellChannelChanged(tx, channel)
  }
}

/** Something passed that needs the permission: it is not missing any more. */
export async function notePermissionThere(tx: Tx, desk: Means, { permission, ...channel }: Needed): Promise<void> {
  if (await mendProblem(tx, channel, { problem: { kind: 'permission-missing', permission }, at: desk.now() })) {
    await tellChannelChanged(tx, channel)
  }
}

export async function tellChannelChanged(tx: Tx, { workspaceId, channelId }: ChannelOfWorkspace): Promise<void> {
  await appendEvents(tx, workspaceId, [{ type: 'channel.changed', payload: { channelId } }])
}
