import { setImmediate, setTimeout } from 'node:timers/promises'
import type { Desk } from '#desk/desk.ts'
import { applyDeliveries, type ReadDelivery } from '#desk/intake/apply-deliveries.ts'
import { createAsideReader, type AsideReader } from '#facebook/webhooks/read-aside.ts'
import type { Database, Tx } from '#storage/database.ts'
import {
  allowSilence,
  claimDeliveries,
  claimDelivery,
  DELIVERIES_CHANNEL,
  finishDeliveries,
  hasDueDelivery,
  oldestWaitingDay,
  recordFailure,
  releaseHeld,
  storedLastSecond,
  type ClaimedDelivery,
  type DeliveryEnd,
  type DeliveryKey,
} from '#storage/deliveries.ts'
import { isDatabaseAway } from '#storage/connections/away.ts'
import { keepDeliveryDays } from '#storage/delivery-days.ts'
import { startListening } from '#storage/listen.ts'

export type DeliveryReaderOptions = {
  readonly desk: Desk
  readonly database: Pick<Database, 'db' | 'connections'>
  readonly onFailure: (error: unknown, delivery?: DeliveryKey) => void
  readonly workers?: number
  readonly retryRestsMs?: readonly number[]
}

export type DeliveryReader = {
  /** Resolves when the batches under way are done. Nothing claimed is lost: its transaction ends or never happened. */
  stop(): Promise<void>
  /** Resolves when nothing is due. */
  idle(): Promise<void>
  wake(): void
}

/** After as many rests a delivery that still fails is set aside. */
const RETRY_RESTS_MS = [1000, 5000]
const LOOK_EVERY_MS = 1000
const DAYS_EVERY_MS = 3_600_000
const BATCH = 200
const LANES = 32

/**
 * Reads what the door stored: claims deliveries in fair batches, applies each batch in one transaction, and takes a
 * batch that failed apart, so that one bad delivery never holds back its neighbours. Any number may run on one database.
 */
export async function startDeliveryReader(options: DeliveryReaderOptions): Promise<DeliveryReader> {
  const { database, onFailure, workers = 2 } = options
  let isStopped = false
  const aside = createAsideReader({ askers: workers })
  const manners: Manners = { rest: Promise.resolve() }
  const days = { since: await oldestWaitingDay(database.db) }
  const loops = Array.from({ length: workers }, () =>
    startLoop(createTurn({ ...options, aside }, days), { manners, onFailure, isStopped: () => isStopped }),
  )
  const wake = () => loops.forEach((loop) => loop.wake())
  const listening = await startListening({
    connections: database.connections,
    channel: DELIVERIES_CHANNEL,
    onWake: wake,
    onError: onFailure,
  })
  const lookAround = async (): Promise<void> => {
    await releaseHeld(database.db)
    days.since = await oldestWaitingDay(database.db)
  }
  const look = setInterval(() => {
    lookAround().then(wake, onFailure)
  }, LOOK_EVERY_MS)
  const keepDays = () => keepDeliveryDays(database.db, new Date()).catch(onFailure)
  const housekeeping = setInterval(() => void keepDays(), DAYS_EVERY_MS)
  await keepDays()
  wake()
  return {
    wake,
    idle: async () => {
      do {
        await lookAround()
        wake()
        await Promise.all(loops.map((loop) => loop.rest()))
      } while (await hasDueDelivery(database.db))
    },
    stop: async () => {
      isStopped = true
      clearInterval(look)
      clearInterval(housekeeping)
      await listening.stop()
      await Promise.all(loops.map((loop) => loop.rest()))
      await aside.close()
    },
  }
}

type Loop = { wake(): void; rest(): Promise<void> }
type LoopOptions = { readonly manners: Manners; readonly onFailure: (error: unknown) => void; readonly isStopped: () => boolean }

/** Runs turns while they find something. A wake during a turn makes one more turn. */
function startLoop(turn: () => Promise<number>, { manners, onFailure, isStopped }: LoopOptions): Loop {
  let running: Promise<void> | undefined
  let isWanted = false

  async function run(): Promise<void> {
    do {
      isWanted = false
      while (!isStopped() && (await politely(manners, turn))) {
        // Another turn: the last one found work.
      }
    } while (isWanted && !isStopped())
  }

  return {
    wake: () => {
      isWanted = true
      running ??= run()
        .catch(onFailure)
        .finally(() => {
          running = undefined
        })
    },
    rest: () => running ?? Promise.resolve(),
  }
}

/** Deliveries a second from which storing what arrives goes before reading it. */
const FLOOD = 400
/** In a flood a turn is short, so that it stands in no answer's way for long, and all workers rest after it. */
const FLOOD_BATCH = 50
const FLOOD_REST_MS = 1000
/** What arrives in this time is read together: far less work, and nobody sees the difference. */
const GATHER_MS = 15

function isFlooded(): boolean {
  return storedLastSecond() > FLOOD
}

/** The workers of one process share their rests: one that wakes while another rests would take the room that was left. */
type Manners = { rest: Promise<unknown> }

/** While this process stores a flood, the reader leaves it room. The backlog grows, and shrinks when the flood is over. */
async function politely(manners: Manners, turn: () => Promise<number>): Promise<boolean> {
  await manners.rest
  const count = await turn()
  if (count > 0 && isFlooded()) {
    manners.rest = setTimeout(FLOOD_REST_MS)
  } else if (count > 0 && count < BATCH) {
    await setTimeout(GATHER_MS)
  }
  return count > 0
}

type Reading = DeliveryReaderOptions & { readonly aside: AsideReader }

/** Whoever else wants this process is let in between. */
const READ_AT_A_STRETCH_BYTES = 64 * 1024

/** Moves on as the backlog is read. */
type Days = { since: string }

/** Lanes take turns: each batch begins after the last lane of the one before. */
function createTurn(options: Reading, days: Days): () => Promise<number> {
  let afterLane = ''
  return async () => {
    let claimed = await readBatch(options, { ...days, afterLane })
    if (claimed.length === 0 && afterLane !== '') {
      claimed = await readBatch(options, { ...days, afterLane: '' })
    }
    afterLane = claimed.at(-1)?.lane ?? ''
    return claimed.length
  }
}

/** One fair batch in one transaction. Answers with what was claimed. */
async function readBatch(options: Reading, from: { readonly since: string; readonly afterLane: string }): Promise<ClaimedDelivery[]> {
  const claimed: ClaimedDelivery[] = []
  try {
    await options.database.db.transaction().execute(async (tx) => {
      claimed.push(...(await claimDeliveries(tx, { ...from, lanes: LANES, deliveries: isFlooded() ? FLOOD_BATCH : BATCH })))
      if (claimed.length > 0) {
        await applyClaimed(tx, options, claimed)
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

async function applyClaimed(tx: Tx, { desk, aside }: Reading, claimed: readonly ClaimedDelivery[]): Promise<void> {
  const understood: ReadDelivery[] = []
  const ends: DeliveryEnd[] = []
  let readBytes = 0
  for (const { receivedOn, id, receivedAt, body } of claimed) {
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
      understood.push({ receivedOn, id, receivedAt, facts: reading.facts, raw: reading.raw })
    }
  }
  ends.push(...(await applyDeliveries(tx, desk, understood)))
  await finishDeliveries(tx, ends)
}

async function readOneByOne(options: Reading, claimed: readonly ClaimedDelivery[]): Promise<void> {
  for (const key of claimed) {
    try {
      await options.database.db.transaction().execute(async (tx) => {
        const delivery = await claimDelivery(tx, key)
        if (delivery) {
          await applyClaimed(tx, options, [delivery])
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
async function restOrSetAside(options: DeliveryReaderOptions, delivery: ClaimedDelivery, error: unknown): Promise<void> {
  const { database, onFailure, retryRestsMs = RETRY_RESTS_MS } = options
  onFailure(error, { receivedOn: delivery.receivedOn, id: delivery.id })
  const failure = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown'
  const restMs = retryRestsMs[delivery.attempts]
  await database.db.transaction().execute((tx) => recordFailure(tx, delivery, { failure, restMs }))
}
