import { nameOfAct } from '#domain/acts/act-name.ts'
import { summaryOfAct, textOfAct } from '#domain/acts/text-of-act.ts'
import { DeskError } from '#domain/errors.ts'
import type { ChannelId, WorkspaceId } from '#domain/ids.ts'
import type { Desk } from '#desk/desk.ts'
import { channelQueue } from '#storage/channel-queue.ts'
import { isChannelOf } from '#storage/channels.ts'
import { presentSummary } from '../conversation/present-parts.ts'
import type { ChannelQueue } from './contract.ts'

const MOST_SHOWN = 100

/** Throws `not-found` where there is no such channel. */
export async function presentQueue(desk: Desk, workspaceId: WorkspaceId, channelId: ChannelId): Promise<ChannelQueue> {
  if (!(await isChannelOf(desk.db, { workspaceId, channelId }))) {
    throw new DeskError('not-found', 'There is no such channel.')
  }
  const { count, waiting } = await channelQueue(desk.db, { workspaceId, channelId }, MOST_SHOWN)
  return {
    count,
    waiting: waiting.map(({ id, ticketId, ticketNumber, act, by, since, failure }) => ({
      id,
      ticketId: ticketId ?? null,
      ticketNumber: ticketNumber ?? null,
      act: nameOfAct(act),
      text: textOfAct(act) ?? null,
      summary: presentSummary(summaryOfAct(act)),
      by: by ?? null,
      since: since.toISOString(),
      failure: failure ?? null,
    })),
  }
}
