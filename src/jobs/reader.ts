import type { Database } from '#storage/database.ts'
import { countWhatGrew } from '#storage/count-what-grew.ts'
import { DELIVERIES_CHANNEL, hasDueDelivery, oldestWaitingDay, releaseHeld, type DeliveryKey } from '#storage/deliveries.ts'
import { keepDeliveryDays } from '#storage/delivery-days.ts'
import { startListening } from '#storage/listen.ts'
import type { Desk } from '#desk/desk.ts'
import { createAsideReader } from '#facebook/reading/read-aside.ts'
import { createBackpressure, type Backpressure } from './backpressure.ts'
import { createTurn, type Turn } from './read-batch.ts'

export type DeliveryReaderOptions = {
  readonly desk: Desk
  readonly database: Pick<Database, 'db' | 'connections'>
  readonly onFailure: (error: unknown, delivery?: DeliveryKey) => void
  readonly workers?: number
  readonly retryRestsMs?: readonly number[]
  readonly busyRestsMs?: readonly number[]
}

export type DeliveryReader = {
  /** Resolves when the batches under way are done. Nothing claimed is lost: its transaction ends or never happened. */
  stop(): Promise<void>
  /** Resolves when nothing is due. */
  idle(): Promise<void>
  wake(): void
}

const LOOK_EVERY_MS = 1000
const DAYS_EVERY_MS = 3_600_000
/** A worker whose turn takes longer, or finds as much, calls the next one. */
const CALL_AFTER_MS = 250
const CALL_FROM = 50

/**
 * Reads what the door stored: claims deliveries in fair batches, applies each batch in one transaction, and takes a
 * batch that failed apart, so that one bad delivery never holds back its neighbours. One worker hears of news and calls the
 * others where there is much to do: what comes a few at a time would cost each of them a look. Any number of readers may run on
 * one database.
 */
export async function startDeliveryReader(options: DeliveryReaderOptions): Promise<DeliveryReader> {
  const { database, onFailure, workers = 2 } = options
  let isStopped = false
  const aside = createAsideReader({ askers: workers })
  const backpressure = createBackpressure(database.db)
  const days = { since: await oldestWaitingDay(database.db) }
  const loops: readonly Loop[] = Array.from({ length: workers }, (_, index) =>
    startLoop(createTurn({ ...options, aside, backpressure }, days), {
      backpressure,
      onFailure,
      isStopped: () => isStopped,
      hearsNews: index === 0,
      callNext: () => loops[index + 1]?.wake(),
    }),
  )
  const wake = () => loops[0]?.wake()
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
    lookAround()
      .then(wake)
      .then(() => countWhatGrew(database.db))
      .catch(onFailure)
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
type LoopOptions = {
  readonly backpressure: Backpressure
  readonly onFailure: (error: unknown) => void
  readonly isStopped: () => boolean
  /** It is woken for whatever comes, also during a turn. */
  readonly hearsNews: boolean
  readonly callNext: () => void
}

/**
 * Runs turns while more may wait. A wake during a turn makes one more turn. Whoever hears no news looks once more after a turn that found something: what
 * came meanwhile in the lanes that it held was left to it.
 */
function startLoop(turn: () => Promise<Turn>, { backpressure, onFailure, isStopped, hearsNews, callNext }: LoopOptions): Loop {
  let running: Promise<void> | undefined
  let isWanted = false

  async function goesOn(): Promise<boolean> {
    await backpressure.rest()
    const calls = setInterval(callNext, CALL_AFTER_MS)
    const { claimed, isAll } = await turn().finally(() => clearInterval(calls))
    if (claimed >= CALL_FROM) {
      callNext()
    }
    await backpressure.worked(claimed)
    return !isAll || (!hearsNews && claimed > 0)
  }

  async function run(): Promise<void> {
    do {
      isWanted = false
      while (!isStopped() && (await goesOn())) {
        // Another turn.
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
