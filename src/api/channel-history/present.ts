import type { Desk } from '#desk/desk.ts'
import { DeskError } from '#domain/errors.ts'
import type { ChannelId, WorkspaceId } from '#domain/ids.ts'
import { channelHistory } from '#storage/channel-history.ts'
import { findRepair, type Repair } from '#storage/channel-repairs.ts'
import { findImport, heardSince, type HistoryImport } from '#storage/channel-imports.ts'
import { channelKind, channelWay } from '#storage/channels.ts'
import { importShare } from '#domain/channels/history-import.ts'
import type { ChannelWay } from '#domain/channels/channel.ts'
import type { ChannelHappening, EarlierHistory } from './contract.ts'

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

/** How far the import of earlier history is; throws `not-found` where there is no such Page. */
export async function presentImport(desk: Desk, workspaceId: WorkspaceId, channelId: ChannelId): Promise<EarlierHistory> {
  const channel = { workspaceId, channelId }
  const way = await channelWay(desk.db, channel)
  if (way?.kind !== 'facebook') {
    throw new DeskError('not-found', 'There is no such Page.')
  }
  const [since, walk] = [await heardSince(desk.db, channel), await findImport(desk.db, channel)]
  return { heardSince: since?.toISOString() ?? null, import: walk ? presentWalk(walk, way.way) : null }
}

function presentWalk(walk: HistoryImport, way: ChannelWay) {
  const { days, list, conversations, messages, comments, posts, untold } = walk
  const going = way === 'connected' ? 'running' : 'resting'
  const state = walk.pausedAt ? 'paused' : going
  return { days, state, list, share: importShare(walk), conversations, messages, comments, posts, untold } as const
}
