import type { Desk } from '#desk/desk.ts'
import { DeskError } from '#domain/errors.ts'
import type { ChannelId, WorkspaceId } from '#domain/ids.ts'
import { channelHistory } from '#storage/channel-history.ts'
import { findRepair, type Repair } from '#storage/channel-repairs.ts'
import { channelKind } from '#storage/channels.ts'
import type { ChannelHappening } from './contract.ts'

const MOST_TOLD = 100

type ChannelHistory = {
  happenings: ChannelHappening[]
  isMore: boolean
  comparing: { since: string; messages: number; comments: number; posts: number } | null
}

/** What happened to a Page; throws `not-found` where there is none. */
export async function presentHistory(desk: Desk, workspaceId: WorkspaceId, channelId: ChannelId): Promise<ChannelHistory> {
  if ((await channelKind(desk.db, { workspaceId, channelId })) !== 'facebook') {
    throw new DeskError('not-found', 'There is no such Page.')
  }
  const { happenings, isMore } = await channelHistory(desk.db, { workspaceId, channelId }, MOST_TOLD)
  const repair = await findRepair(desk.db, { workspaceId, channelId })
  return {
    isMore,
    happenings: happenings.map(({ at, ...happening }) => ({ ...happening, at: at.toISOString() }) as ChannelHappening),
    comparing: repair ? presentRepair(repair) : null,
  }
}

function presentRepair({ since, messages, comments, posts }: Repair) {
  return { since: since.toISOString(), messages, comments, posts }
}
