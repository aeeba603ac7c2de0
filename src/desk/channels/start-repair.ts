import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import { heardSince } from '#storage/channel-imports.ts'
import { channelsInRepair, closeGap, heardUntil, insertRepair } from '#storage/channel-repairs.ts'
import type { Tx } from '#storage/database.ts'
import type { Desk } from '../desk.ts'

/** Clocks differ, and Facebook tells whole seconds. What was heard already is known by its name. */
const OVERLAP_MS = 10 * 60_000

type Means = Pick<Desk, 'now' | 'jobs'>
type Wish = ChannelOfWorkspace & { readonly since?: Date; readonly isQuiet?: boolean }

/**
 * Has fetched what was said on a channel since it was surely heard, or since a given moment, but nothing of the time before it was connected: that is history, which an
 * import brings. Nothing where nobody connected it.
 */
export async function startRepair(tx: Tx, desk: Means, { since, isQuiet = false, ...channel }: Wish): Promise<void> {
  const [from, first] = [since ?? (await heardUntil(tx, channel)), await heardSince(tx, channel)]
  if (from) {
    await (since ? undefined : closeGap(tx, channel))
    const begin = Math.max(from.getTime() - OVERLAP_MS, first?.getTime() ?? -Infinity)
    await insertRepair(tx, channel, { since: new Date(begin), startedAt: desk.now(), isQuiet })
    await desk.jobs.repairChannel(tx, channel)
  }
}

/** What was being fetched of all channels of a workspace goes on. */
export async function resumeRepairs(tx: Tx, desk: Pick<Desk, 'jobs'>, workspaceId: WorkspaceId): Promise<void> {
  for (const channel of await channelsInRepair(tx, workspaceId)) {
    await desk.jobs.repairChannel(tx, channel)
  }
}
