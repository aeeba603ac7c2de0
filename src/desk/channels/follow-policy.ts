import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import { policyProblems } from '#domain/channels/policy.ts'
import { replacePolicyProblems, toldPolicies } from '#storage/channel-problems.ts'
import { lockChannelState } from '#storage/channels.ts'
import type { Tx } from '#storage/database.ts'
import { appendEvents } from '#storage/events.ts'
import type { Desk } from '../desk.ts'

/** The network told something of its rules, which is kept: the channel says what follows of all that it told, in whatever order that came. */
export async function followPolicy(tx: Tx, desk: Pick<Desk, 'newId'>, channel: ChannelOfWorkspace): Promise<void> {
  const { workspaceId, channelId } = channel
  await lockChannelState(tx, channel)
  const problems = policyProblems(await toldPolicies(tx, channel))
  await replacePolicyProblems(
    tx,
    channel,
    problems.map((problem) => ({ id: desk.newId(), problem })),
  )
  await appendEvents(tx, workspaceId, [{ type: 'channel.changed', payload: { channelId } }])
}
