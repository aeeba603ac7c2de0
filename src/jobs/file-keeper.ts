import { setTimeout } from 'node:timers/promises'
import { keepFile, type FileDesk, type FileTools } from '#desk/files/keep-file.ts'
import { isOfOurStorage } from '#domain/files/next-try.ts'
import { ATTACHMENTS_CHANNEL } from '#storage/attachments.ts'
import type { Database } from '#storage/database.ts'
import { claimAttachments, hasAttachmentAtWork, renewClaims, type ClaimedAttachment } from '#storage/files/claims.ts'
import { startListening } from '#storage/listen.ts'

export type FileKeeperOptions = {
  readonly desk: FileDesk
  readonly database: Pick<Database, 'db' | 'connections'>
  readonly tools: FileTools
  readonly onFailure: (error: unknown) => void
  /** How many files are fetched at once by this process. */
  readonly atOnce?: number
  readonly restMs?: number
  readonly renewEveryMs?: number
}

export type FileKeeper = {
  /** Resolves when those under way are done. Nothing claimed is lost: its claim ends, and another takes it. */
  stop(): Promise<void>
  /** Resolves when nothing is due. */
  idle(): Promise<void>
  wake(): void
}

const AT_ONCE = 8
/** So many of them are kept free of the channel that has most: its files may come slowly, and another's single picture should not wait for them. */
const KEPT_FREE = 2
const LOOK_EVERY_MS = 1000
/** While some are under way, what becomes due or ends in this time is looked at together: a look costs the database a commit. */
const GATHER_MS = 25
/** Often enough that a claim outlives three that fail. */
const RENEW_EVERY_MS = 5000
/** While the store is full or away one file is tried in this time, and no other asked for. */
const STORE_REST_MS = 30_000

/**
 * Fetches the files that wait: woken when one is noted, and by the clock for those that are to be tried again. Any number of processes may do so
 * on one database.
 */
export async function startFileKeeper(options: FileKeeperOptions): Promise<FileKeeper> {
  const { database, onFailure, renewEveryMs = RENEW_EVERY_MS } = options
  const fetching = createFetching(options)
  const { wake } = fetching
  const listening = await startListening({
    connections: database.connections,
    channel: ATTACHMENTS_CHANNEL,
    onWake: wake,
    onError: onFailure,
  })
  const clock = setInterval(wake, LOOK_EVERY_MS)
  const renewal = setInterval(() => {
    const claims = fetching.underWay()
    if (claims.length > 0) {
      renewClaims(database.db, claims).catch(onFailure)
    }
  }, renewEveryMs)
  wake()
  return {
    wake,
    idle: async () => {
      do {
        wake()
        await fetching.rest()
      } while (await hasAttachmentAtWork(database.db))
    },
    stop: async () => {
      clearInterval(clock)
      await listening.stop()
      await fetching.stop()
      clearInterval(renewal)
    },
  }
}

type Fetching = {
  wake(): void
  /** Resolves when those under way are done. */
  rest(): Promise<void>
  underWay(): readonly ClaimedAttachment[]
  stop(): Promise<void>
}

/** Keeps a few files under way while some are due. While our own storage is full or away, one now and then shows whether it still is. */
function createFetching({ desk, database, tools, onFailure, atOnce = AT_ONCE, restMs = STORE_REST_MS }: FileKeeperOptions): Fetching {
  const underWay = new Map<Promise<void>, ClaimedAttachment>()
  const ofOneLane = Math.max(1, atOnce - KEPT_FREE)
  let looking: Promise<void> | undefined
  let [isStopped, isWanted, restUntil] = [false, false, 0]

  async function fetchOne(claimed: ClaimedAttachment): Promise<void> {
    const settled = await keepFile(desk, tools, claimed)
    const isStoreToBlame = settled.state === 'waiting' && isOfOurStorage(settled.reason)
    restUntil = isStoreToBlame ? performance.now() + restMs : 0
  }

  function begin(claimed: ClaimedAttachment): void {
    const work: Promise<void> = fetchOne(claimed)
      .catch(onFailure)
      .finally(() => {
        underWay.delete(work)
        wake()
      })
    underWay.set(work, claimed)
  }

  function room(): number {
    if (restUntil === 0) {
      return atOnce - underWay.size
    }
    return performance.now() < restUntil || underWay.size > 0 ? 0 : 1
  }

  async function look(): Promise<void> {
    do {
      isWanted = false
      const free = isStopped ? 0 : room()
      const claimed = free > 0 ? await claimAttachments(database.db, { atMost: free, ofOneLane, underWay: lanesOf(underWay.values()) }) : []
      claimed.forEach(begin)
      if (underWay.size > 0) {
        await setTimeout(GATHER_MS)
      }
    } while (isWanted && !isStopped)
  }

  function wake(): void {
    isWanted = true
    if (!isStopped) {
      looking ??= look()
        .catch(onFailure)
        .finally(() => {
          looking = undefined
        })
    }
  }

  async function rest(): Promise<void> {
    await looking
    await Promise.all(underWay.keys())
  }
  return {
    wake,
    rest,
    underWay: () => [...underWay.values()],
    stop: async () => {
      isStopped = true
      await rest()
    },
  }
}

function lanesOf(underWay: Iterable<ClaimedAttachment>): Pick<ClaimedAttachment, 'workspaceId' | 'lane'>[] {
  return [...underWay].map(({ workspaceId, lane }) => ({ workspaceId, lane }))
}
