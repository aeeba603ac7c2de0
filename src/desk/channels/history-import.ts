import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import type { ImportDays } from '#domain/channels/history-import.ts'
import { DeskError } from '#domain/errors.ts'
import type { ChannelId, WorkspaceId } from '#domain/ids.ts'
import { channelsInImport, heardSince, insertImport, lockImport, saveImport, type HistoryImport } from '#storage/channel-imports.ts'
import { lockChannelState } from '#storage/channels.ts'
import type { Tx } from '#storage/database.ts'
import { findPersonOf } from '#storage/members.ts'
import type { Actor, Desk } from '../desk.ts'
import { requireExtension } from '../extensions/require-extension.ts'
import { requirePermission } from '../require-permission.ts'
import { transact } from '../transact.ts'
import { endImport } from './import-history.ts'
import { tellChannelChanged } from './mark-problem.ts'

const DAY_MS = 24 * 3_600_000

/**
 * Has what was said in the days before a channel was connected brought along. Throws `not-found`, `extension-disabled`, `channel-disconnected`, and `conflict` where that
 * is under way already.
 */
export async function startImport(
  desk: Desk,
  actor: Actor,
  { channelId, days }: { readonly channelId: ChannelId; readonly days: ImportDays },
): Promise<void> {
  requirePermission(actor, 'workspace.manage')
  const channel = { workspaceId: actor.workspaceId, channelId }
  await transact(desk, async (tx) => {
    await requireExtension(tx, actor.workspaceId, 'facebook')
    const state = await lockChannelState(tx, channel)
    if (state === undefined) {
      throw new DeskError('not-found', 'There is no such Page.')
    }
    if (state !== 'connected') {
      throw new DeskError('channel-disconnected', 'This Page is disconnected. Reconnect it, then import its earlier history.')
    }
    if (!(await beginImport(tx, desk, { channel, days }))) {
      throw new DeskError('conflict', 'The earlier history of this Page is being imported already. Stop that first to choose other days.')
    }
    await tellChannelChanged(tx, channel)
  })
}

type Begun = { readonly channel: ChannelOfWorkspace; readonly days: ImportDays }

/** False where one is under way: that goes on. The channel is locked, and connected. */
export async function beginImport(tx: Tx, desk: Desk, { channel, days }: Begun): Promise<boolean> {
  const until = (await heardSince(tx, channel)) ?? desk.now()
  const since = new Date(until.getTime() - days * DAY_MS)
  const isNew = await insertImport(tx, channel, { days, since, until, startedAt: desk.now() })
  if (isNew) {
    await desk.jobs.importHistory(tx, channel)
  }
  return isNew
}

/** What was being imported of all channels of a workspace, or of one, goes on. */
export async function resumeImports(
  tx: Tx,
  desk: Pick<Desk, 'jobs'>,
  which: { readonly workspaceId: WorkspaceId; readonly channelId?: ChannelId },
): Promise<void> {
  for (const channel of await channelsInImport(tx, which)) {
    await desk.jobs.importHistory(tx, channel)
  }
}

/** The import stops at the page that is being read, until somebody has it go on. Pausing what is paused changes nothing. Throws `not-found`. */
export async function pauseImport(desk: Desk, actor: Actor, channelId: ChannelId): Promise<void> {
  await change(desk, { actor, channelId }, async (tx, channel, walk) => {
    await saveImport(tx, channel, { ...walk, pausedAt: walk.pausedAt ?? desk.now() })
  })
}

/** It goes on at the page where it was paused. Throws `not-found`. */
export async function continueImport(desk: Desk, actor: Actor, channelId: ChannelId): Promise<void> {
  await change(desk, { actor, channelId }, async (tx, channel, walk) => {
    if (walk.pausedAt) {
      await saveImport(tx, channel, { ...walk, pausedAt: undefined })
      await desk.jobs.importHistory(tx, channel)
    }
  })
}

/** Nothing more is imported; what was stays. Throws `not-found`. */
export async function stopImport(desk: Desk, actor: Actor, channelId: ChannelId): Promise<void> {
  await change(desk, { actor, channelId }, async (tx, channel, walk) => {
    const { name: by } = await findPersonOf(tx, actor.workspaceId, actor.userId)
    await endImport(tx, desk, { channel, walk, end: 'stopped', by })
  })
}

type Changing = (tx: Tx, channel: ChannelOfWorkspace, walk: HistoryImport) => Promise<void>

type Wish = { readonly actor: Actor; readonly channelId: ChannelId }

async function change(desk: Desk, { actor, channelId }: Wish, work: Changing): Promise<void> {
  requirePermission(actor, 'workspace.manage')
  const channel = { workspaceId: actor.workspaceId, channelId }
  await transact(desk, async (tx) => {
    await lockChannelState(tx, channel)
    const walk = await lockImport(tx, channel)
    if (!walk) {
      throw new DeskError('not-found', 'No earlier history of this Page is being imported.')
    }
    await work(tx, channel, walk)
    await tellChannelChanged(tx, channel)
  })
}
