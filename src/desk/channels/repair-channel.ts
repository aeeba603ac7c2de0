import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import { deleteRepair, findRepair, lockRepair, moveSeenUntil, saveRepairProgress, type Repair } from '#storage/channel-repairs.ts'
import type { Tx } from '#storage/database.ts'
import { machineTime } from '../desk-clock.ts'
import type { Desk } from '../desk.ts'
import { takeIn } from '../intake/take-in.ts'
import { tellChannelChanged } from './mark-problem.ts'
import { counted, notHeard } from './not-heard.ts'
import { noteHistory } from './note-history.ts'
import { takeStep, type Errand, type SaidPorts } from './said-walk.ts'

/**
 * Fetches what was said on a channel and the desk may not have heard, list by list and page by page, and takes it in as if it had been told: what was heard is known by
 * its name. Throws `NotToldYetError` where there is no answer for the moment.
 */
export async function repairChannel(desk: Desk, ports: SaidPorts, { workspaceId, channelId }: ChannelOfWorkspace): Promise<void> {
  const channel = { workspaceId, channelId }
  let isResumed = true
  while ((await takeStep(desk, ports, { channel, errand: repairOf(desk, channel, isResumed) })) === 'goes-on') {
    isResumed = false
  }
}

/** `isResumed`: its page was named in an earlier run, and the channel's network may not know it any more. */
function repairOf(desk: Desk, channel: ChannelOfWorkspace, isResumed: boolean): Errand<Repair> {
  return {
    find: findRepair,
    lock: lockRepair,
    mayBeginAnew: () => isResumed,
    takeIn: async (tx, repair, { facts }) => {
      const missing = await notHeard(tx, channel, facts)
      const receivedAt = machineTime(desk)
      const taken = await takeIn(
        tx,
        desk,
        missing.map((fact) => ({ fact, receivedAt })),
      )
      if (taken.some(({ kind }) => kind !== 'taken')) {
        return undefined
      }
      if (!repair.isQuiet && missing.length > 0) {
        await tellChannelChanged(tx, channel)
      }
      return { ...repair, ...counted(repair, missing) }
    },
    save: (tx, repair) => saveRepairProgress(tx, channel, repair),
    end: (tx, repair) => end(tx, desk, { channel, repair }),
  }
}

type Ending = { readonly channel: ChannelOfWorkspace; readonly repair: Repair }

async function end(tx: Tx, desk: Desk, { channel, repair }: Ending): Promise<void> {
  const { messages, comments, posts, untold, unread, since, startedAt, isQuiet } = repair
  await deleteRepair(tx, channel)
  if (unread.length === 0) {
    await moveSeenUntil(tx, channel, { at: startedAt, now: desk.now() })
  }
  if (!isQuiet || messages + comments + posts + untold > 0) {
    const detail = { messages, comments, posts, untold, unread, since: since.toISOString() }
    await noteHistory(tx, desk, { ...channel, what: 'recovered', detail })
    await tellChannelChanged(tx, channel)
  }
}
