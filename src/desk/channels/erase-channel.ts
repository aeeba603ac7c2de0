import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import { percentGone } from '#domain/channels/deletion.ts'
import { finishDeletion, lockDeletion, saveDeletion, type Deletion } from '#storage/channel-deletions.ts'
import type { Tx } from '#storage/database.ts'
import { eraseChannelItself, eraseMails, eraseRaw, eraseRows } from '#storage/erasing/erase-channel.ts'
import { NOTHING, type Erased } from '#storage/erasing/erase-conversations.ts'
import { appendEvents } from '#storage/events.ts'
import { keysOfFile } from '#storage/files/file-key.ts'
import type { FileStore } from '#storage/files/file-store.ts'
import { deleteFiles, lockUnusedOf } from '#storage/files/files.ts'
import { machineTime } from '../desk-clock.ts'
import type { Desk } from '../desk.ts'
import { transact } from '../transact.ts'
import { tellChannelChanged } from './mark-problem.ts'

/** What one transaction takes away, about: so nothing is locked for long. */
const ROWS_AT_ONCE = 500
/** Of raw deliveries most are only looked at. */
const RAW_AT_ONCE = 1000
/** Well within a job's time. What is left is another job's. */
const JOB_MS = 60_000

export type EraseOptions = {
  readonly store: FileStore
  /** Called between two steps. Whoever throws here stops it there. */
  readonly onStep?: () => Promise<void>
}

/**
 * Erases what is left of a channel that is being deleted, a transaction at a time: whoever is killed in between goes on where they stopped. Called again when
 * all is done it does nothing. Throws `FileStoreError` when the store of files is away; it goes on later then.
 */
export async function eraseChannel(
  desk: Desk,
  { store, onStep }: EraseOptions,
  { workspaceId, channelId }: ChannelOfWorkspace,
): Promise<void> {
  const channel = { workspaceId, channelId }
  const until = machineTime(desk).getTime() + JOB_MS
  while ((await transact(desk, (tx) => takeStep(tx, desk, { store, channel }))) === 'goes-on') {
    await onStep?.()
    if (machineTime(desk).getTime() > until) {
      return await transact(desk, (tx) => desk.jobs.eraseChannel(tx, channel))
    }
  }
}

type Step = { readonly store: FileStore; readonly channel: ChannelOfWorkspace }

async function takeStep(tx: Tx, desk: Desk, { store, channel }: Step): Promise<'goes-on' | 'done'> {
  const before = await lockDeletion(tx, channel)
  if (!before) {
    return 'done'
  }
  const { erased, next } = await eraseSome(tx, before)
  if (next === undefined) {
    return await finish(tx, desk, { store, channel })
  }
  const after = { ...next, gone: before.gone + erased.lines }
  await saveDeletion(tx, after)
  await appendEvents(
    tx,
    channel.workspaceId,
    erased.tickets.map((ticketId) => ({ type: 'ticket.removed', ticketId, payload: { isErased: true } })),
  )
  if (percentGone(after) !== percentGone(before)) {
    await tellChannelChanged(tx, channel)
  }
  await removeUnused(tx, { store, channel, digests: erased.files })
  return 'goes-on'
}

type Taken = {
  readonly erased: Erased
  /** Where it goes on; undefined where nothing but the channel itself is left. */
  readonly next: Deletion | undefined
}

/** What came in while it began, by somebody who had looked before, is found when all else is gone. */
async function eraseSome(tx: Tx, deletion: Deletion): Promise<Taken> {
  switch (deletion.stage) {
    case 'mails': {
      const count = await eraseMails(tx, deletion, ROWS_AT_ONCE)
      return { erased: NOTHING, next: { ...deletion, stage: count < ROWS_AT_ONCE ? 'rows' : 'mails' } }
    }
    case 'rows': {
      const erased = await eraseRows(tx, deletion, ROWS_AT_ONCE)
      return { erased, next: { ...deletion, stage: erased.count === 0 ? 'raw' : 'rows' } }
    }
    case 'raw': {
      const { isOver, ...walk } = await eraseRaw(tx, deletion, RAW_AT_ONCE)
      const erased = isOver ? await eraseRows(tx, deletion, ROWS_AT_ONCE) : NOTHING
      return { erased, next: isOver && erased.count === 0 ? undefined : { ...deletion, ...walk } }
    }
    default:
      return deletion.stage satisfies never
  }
}

async function finish(tx: Tx, desk: Desk, { store, channel }: Step): Promise<'done'> {
  const { workspaceId, channelId } = channel
  await removeUnused(tx, { store, channel, digests: await eraseChannelItself(tx, channel) })
  await finishDeletion(tx, channel, desk.now())
  await appendEvents(tx, workspaceId, [{ type: 'channel.removed', payload: { channelId } }])
  return 'done'
}

/** Contents to which nothing refers any more: the bytes first, so that nothing lies there that nobody knows of. */
async function removeUnused(tx: Tx, { store, channel, digests }: Step & { readonly digests: readonly string[] }): Promise<void> {
  const unused = await lockUnusedOf(tx, channel.workspaceId, digests)
  await store.remove(unused.flatMap((file) => keysOfFile(file.workspaceId, file)))
  await deleteFiles(tx, unused)
}
