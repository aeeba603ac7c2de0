import { setImmediate } from 'node:timers/promises'
import type { Desk } from '#desk/desk.ts'
import { takeIn, type Taken } from '#desk/intake/take-in.ts'
import type { AsideReader } from '#facebook/reading/read-aside.ts'
import type { Reading } from '#facebook/reading/read.ts'
import { isDatabaseAway, isDatabaseBusy } from '#storage/connections/away.ts'
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

/**
 * Reads one batch a turn and answers with how much it claimed. Lanes take turns: each batch begins after the last lane of the one before. Where all
 * that it may claim waits in few lanes, the next takes fewer still: of three Pages that bring much, one worker would hold all and the other none.
 */
export function createTurn(options: BatchOptions, days: Days): () => Promise<number> {
  let [afterLane, lanes] = ['', LANES]
  return async () => {
    const deliveries = await options.backpressure.batch()
    let claimed = await readBatch(options, { ...days, afterLane, lanes, deliveries })
    if (claimed.length === 0 && afterLane !== '') {
      claimed = await readBatch(options, { ...days, afterLane: '', lanes, deliveries })
    }
    afterLane = claimed.at(-1)?.lane ?? ''
    lanes = nextLanes(claimed, { lanes, deliveries })
    return claimed.length
  }
}

/** How many lanes the next turn takes: few where this one was full, else as many as there are. */
export function nextLanes(
  claimed: readonly Pick<ClaimedDelivery, 'lane'>[],
  { lanes, deliveries }: { lanes: number; deliveries: number },
): number {
  const count = new Set(claimed.map(({ lane }) => lane)).size
  const isFull = count > 0 && claimed.length >= Math.floor(deliveries / count) * count
  if (!isFull) {
    return LANES
  }
  return lanes === LANES ? Math.ceil(count / DEEP_LANES_APART) : lanes
}

/** One fair batch in one transaction, taken apart where it fails. Answers with what was claimed. */
async function readBatch(options: BatchOptions, claim: Parameters<typeof claimDeliveries>[1]): Promise<ClaimedDelivery[]> {
  const claimed: ClaimedDelivery[] = []
  try {
    await options.database.db.transaction().execute(async (tx) => {
      claimed.push(...(await claimDeliveries(tx, claim)))
      if (claimed.length > 0) {
        await readClaimed(tx, options, claimed)
      }
    })
  } catch (error) {
    if (claimed.length === 0 || isDatabaseAway(error)) {
      throw error
    }
    await readOneByOne(options, claimed)
  }
  return claimed
}

type Understood = { readonly delivery: ClaimedDelivery; readonly reading: Extract<Reading, { kind: 'understood' }> }

async function readClaimed(tx: Tx, { desk, aside }: BatchOptions, claimed: readonly ClaimedDelivery[]): Promise<void> {
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

async function readOneByOne(options: BatchOptions, claimed: readonly ClaimedDelivery[]): Promise<void> {
  for (const key of claimed) {
    try {
      await options.database.db.transaction().execute(async (tx) => {
        const delivery = await claimDelivery(tx, key)
        if (delivery) {
          await readClaimed(tx, options, [delivery])
        }
      })
    } catch (error) {
      if (isDatabaseAway(error)) {
        // None of the deliveries is to blame: they stay pending, and the next look reads them.
        throw error
      }
      await restOrSetAside(options, key, error)
    }
  }
}

/** Counts the failure in a transaction of its own; when even that fails, the database is gone and the delivery still pending. */
async function restOrSetAside(options: BatchOptions, delivery: ClaimedDelivery, error: unknown): Promise<void> {
  const { database, onFailure, retryRestsMs = RETRY_RESTS_MS, busyRestsMs = BUSY_RESTS_MS } = options
  onFailure(error, { receivedOn: delivery.receivedOn, id: delivery.id })
  const failure = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown'
  const restMs = (isDatabaseBusy(error) ? busyRestsMs : retryRestsMs)[delivery.attempts]
  await database.db.transaction().execute((tx) => recordFailure(tx, delivery, { failure, restMs }))
}
