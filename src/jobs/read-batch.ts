import { setImmediate } from 'node:timers/promises'
import type { Desk } from '#desk/desk.ts'
import { takeIn, type Taken } from '#desk/intake/take-in.ts'
import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import type { AsideReader } from '#facebook/reading/read-aside.ts'
import type { Reading } from '#facebook/reading/read.ts'
import { isDatabaseAway, isDatabaseBusy } from '#storage/connections/away.ts'
import { markChannelHeard } from '#storage/channels.ts'
import type { Database, Tx } from '#storage/database.ts'
import {
  allowSilence,
  claimDeliveries,
  claimDelivery,
  finishDeliveries,
  recordFailure,
  type ClaimedDelivery,
  type DeliveryEnd,
  type DeliveryKey,
} from '#storage/deliveries.ts'
import type { Backpressure } from './backpressure.ts'

export type BatchOptions = {
  readonly desk: Desk
  readonly database: Pick<Database, 'db'>
  readonly onFailure: (error: unknown, delivery?: DeliveryKey) => void
  readonly retryRestsMs?: readonly number[]
  readonly busyRestsMs?: readonly number[]
  readonly aside: AsideReader
  readonly backpressure: Backpressure
}

/** After as many rests a delivery that still fails is set aside. */
const RETRY_RESTS_MS = [1000, 5000]
/**
 * Where the database was too slow, the delivery is hardly to blame: it has a quarter of an hour. After that it may well be what makes the database slow.
 */
const BUSY_RESTS_MS = [1000, 5000, 15_000, 60_000, 60_000, 60_000, 120_000, 300_000, 300_000]
const LANES = 32
/** Of lanes in which a batch and more waits, a turn takes one in so many: the others are for the next workers, and each of them has its turn soon. */
const DEEP_LANES_APART = 5
/** Whoever else wants this process is let in between. */
const READ_AT_A_STRETCH_BYTES = 64 * 1024

/** The oldest day on which something waits. Moves on as the backlog is read. */
export type Days = { since: string }

export type Turn = {
  readonly claimed: number
  /** It saw every lane, and left none with more: nothing waits but what has come since, or is held by another worker. */
  readonly isAll: boolean
}

/**
 * Reads one batch a turn. Lanes take turns: where one batch could not hold all, the next begins after its last lane. Where all that it may claim waits in
 * few lanes, the next takes fewer still: of three Pages that bring much, one worker would hold all and the other none.
 */
export function createTurn(options: BatchOptions, days: Days): () => Promise<Turn> {
  let [afterLane, lanes] = ['', LANES]
  return async () => {
    const bound = { lanes, deliveries: await options.backpressure.batch() }
    const claimed = await readBatch(options, { ...days, afterLane, ...bound })
    const isCut = mayLeaveMore(claimed, bound)
    const isAll = afterLane === '' && !isCut
    afterLane = isCut ? (claimed.at(-1)?.lane ?? '') : ''
    lanes = nextLanes(claimed, bound)
    return { claimed: claimed.length, isAll }
  }
}

type Claimed = readonly Pick<ClaimedDelivery, 'lane'>[]
type Bound = { readonly lanes: number; readonly deliveries: number }

/** How many lanes the next turn takes: few where this one was full, else as many as there are. */
export function nextLanes(claimed: Claimed, { lanes, deliveries }: Bound): number {
  if (!isFull(claimed, deliveries)) {
    return LANES
  }
  return lanes === LANES ? Math.ceil(lanesIn(claimed) / DEEP_LANES_APART) : lanes
}

/** Whether more may wait in these lanes, which had a share of the turn each, or in those behind them. */
export function mayLeaveMore(claimed: Claimed, { lanes, deliveries }: Bound): boolean {
  const counts = new Map<string, number>()
  for (const { lane } of claimed) {
    counts.set(lane, (counts.get(lane) ?? 0) + 1)
  }
  const leastShare = Math.max(1, Math.floor(deliveries / lanes))
  return counts.size >= lanes || [...counts.values()].some((count) => count >= leastShare)
}

function isFull(claimed: Claimed, deliveries: number): boolean {
  const count = lanesIn(claimed)
  return count > 0 && claimed.length >= Math.floor(deliveries / count) * count
}

function lanesIn(claimed: Claimed): number {
  return new Set(claimed.map(({ lane }) => lane)).size
}

/** One fair batch in one transaction, taken apart where it fails. Answers with what was claimed. */
async function readBatch(options: BatchOptions, claim: Parameters<typeof claimDeliveries>[1]): Promise<ClaimedDelivery[]> {
  const claimed: ClaimedDelivery[] = []
  let heard: readonly ChannelOfWorkspace[]
  try {
    heard = await options.database.db.transaction().execute(async (tx) => {
      claimed.push(...(await claimDeliveries(tx, claim)))
      return claimed.length > 0 ? await readClaimed(tx, options, claimed) : []
    })
  } catch (error) {
    if (claimed.length === 0 || isDatabaseAway(error)) {
      throw error
    }
    heard = await readOneByOne(options, claimed)
  }
  await markHeard(options, heard)
  return claimed
}

type Understood = { readonly delivery: ClaimedDelivery; readonly reading: Extract<Reading, { kind: 'understood' }> }

/** Answers with the channels that were told of. */
async function readClaimed(tx: Tx, { desk, aside }: BatchOptions, claimed: readonly ClaimedDelivery[]): Promise<ChannelOfWorkspace[]> {
  const understood: Understood[] = []
  const ends: DeliveryEnd[] = []
  let readBytes = 0
  for (const delivery of claimed) {
    const { receivedOn, id, body } = delivery
    const longestMs = aside.longestMs(body)
    if (longestMs > 0) {
      await allowSilence(tx, longestMs)
    }
    const reading = await aside.read(body)
    readBytes += body.length
    if (readBytes > READ_AT_A_STRETCH_BYTES) {
      readBytes = 0
      await setImmediate()
    }
    if (reading.kind === 'unreadable') {
      ends.push({ receivedOn, id, state: 'set-aside', failure: reading.reason })
    } else {
      understood.push({ delivery, reading })
    }
  }
  const told = understood.flatMap(({ delivery: { receivedAt }, reading }) => reading.facts.map((fact) => ({ fact, receivedAt })))
  const taken = await takeIn(tx, desk, told)
  let next = 0
  for (const { delivery, reading } of understood) {
    ends.push(endOf(delivery, taken.slice(next, next + reading.facts.length)))
    next += reading.facts.length
  }
  await finishDeliveries(tx, ends)
  const heard = taken.flatMap((one) => (one.kind === 'taken' ? [[one.channel.channelId, one.channel] as const] : []))
  return [...new Map(heard).values()]
}

/** Each by itself, and behind the transaction: what is read waits for nobody who holds a channel. */
async function markHeard({ database, desk }: BatchOptions, channels: readonly ChannelOfWorkspace[]): Promise<void> {
  for (const channel of channels) {
    await markChannelHeard(database.db, channel, desk.now())
  }
}

/**
 * A delivery is done when its facts are. One that is for a workspace which has its extension switched off is held, and read
 * again later; what of it was taken in by others is then known.
 */
function endOf({ receivedOn, id }: DeliveryKey, taken: readonly Taken[]): DeliveryEnd {
  const held = taken.find((one) => one.kind === 'held')
  if (held) {
    return { receivedOn, id, state: 'held', heldFor: held.workspaceId }
  }
  return { receivedOn, id, state: taken.some(({ kind }) => kind === 'taken') ? 'read' : 'ignored' }
}

async function readOneByOne(options: BatchOptions, claimed: readonly ClaimedDelivery[]): Promise<ChannelOfWorkspace[]> {
  const heard: ChannelOfWorkspace[] = []
  for (const key of claimed) {
    try {
      const channels = await options.database.db.transaction().execute(async (tx) => {
        const delivery = await claimDelivery(tx, key)
        return delivery ? await readClaimed(tx, options, [delivery]) : []
      })
      heard.push(...channels)
    } catch (error) {
      if (isDatabaseAway(error)) {
        // None of the deliveries is to blame: they stay pending, and the next look reads them.
        throw error
      }
      await restOrSetAside(options, key, error)
    }
  }
  return heard
}

/** Counts the failure in a transaction of its own; when even that fails, the database is gone and the delivery still pending. */
async function restOrSetAside(options: BatchOptions, delivery: ClaimedDelivery, error: unknown): Promise<void> {
  const { database, onFailure, retryRestsMs = RETRY_RESTS_MS, busyRestsMs = BUSY_RESTS_MS } = options
  onFailure(error, { receivedOn: delivery.receivedOn, id: delivery.id })
  const failure = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown'
  const restMs = (isDatabaseBusy(error) ? busyRestsMs : retryRestsMs)[delivery.attempts]
  await database.db.transaction().execute((tx) => recordFailure(tx, delivery, { failure, restMs }))
}
