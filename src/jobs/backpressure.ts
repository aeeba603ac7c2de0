import { setTimeout } from 'node:timers/promises'
import { storedSoFar } from '#storage/deliveries.ts'
import type { Db } from '#storage/database.ts'

/** Deliveries a second from which storing what arrives goes before reading it. */
const FLOOD_PER_SECOND = 400
/**
 * How many deliveries a turn claims. In a flood it is short, so that it stands in no answer's way for long, and calls no other worker: shorter still once
 * the flood lasts, for whoever writes then waits for its end anyway.
 */
const BATCHES = { none: 200, begun: 40, lasting: 10 } as const
/** All rest after a turn in a flood, so long at most. */
const FLOOD_REST_MS = 1000
/** What arrives in this time is read together: far less work, and nobody sees the difference. */
const GATHER_MS = 15
/** How long a look at the database is good for. */
const LOOK_MS = 100
/** A flood lasts so long at least: what is less is a moment's crowd, unless it is as many as this. */
const FLOOD_LASTS_MS = 500
const TORRENT_PER_SECOND = 1000

type Flood = keyof typeof BATCHES
type Look = { readonly at: number; readonly stored: number }

/** Deliveries a second. */
function rateOf(one: Look | undefined, later: Look): number {
  return one === undefined ? 0 : (later.stored - one.stored) / ((later.at - one.at) / 1000)
}

/** By the rate since the last look, and since half a second or more. */
function floodOf(rate: number, longRate: number): Flood {
  if (Math.min(rate, longRate) > FLOOD_PER_SECOND) {
    return 'lasting'
  }
  return rate > TORRENT_PER_SECOND ? 'begun' : 'none'
}

export type Backpressure = {
  /** How many deliveries a turn may claim now. */
  batch(): Promise<number>
  /** To be waited for before a turn. */
  rest(): Promise<unknown>
  /** A turn claimed so many. */
  worked(count: number): Promise<void>
}

/**
 * While deliveries flood in, on whichever process's door, the reader leaves the database room to store them: the backlog
 * grows, and shrinks when the flood is over. The rate is asked of the database, so that it is known in every ROLE. The
 * workers of one process share their rests: one that wakes while another rests would take the room that was left.
 */
export function createBackpressure(db: Db): Backpressure {
  let looks: readonly Look[] = []
  let looking: Promise<void> | undefined
  let flood: Flood = 'none'
  let rest: Promise<unknown> = Promise.resolve()

  async function look(): Promise<Flood> {
    const last = looks.at(-1)
    if (!last || performance.now() - last.at >= LOOK_MS) {
      looking ??= measure().finally(() => {
        looking = undefined
      })
      await looking
    }
    return flood
  }

  /** A look that fails changes nothing: the next one measures from the last that did not. */
  async function measure(): Promise<void> {
    const stored = await storedSoFar(db)
    const now = { at: performance.now(), stored }
    const long = looks.findLast(({ at }) => now.at - at >= FLOOD_LASTS_MS)
    const rate = rateOf(looks.at(-1), now)
    flood = floodOf(rate, rateOf(long, now))
    looks = [...looks.filter(({ at }) => at >= (long?.at ?? 0)), now]
  }

  /** Ends with the flood. */
  async function restInFlood(): Promise<void> {
    for (let rested = 0; rested < FLOOD_REST_MS; rested += LOOK_MS) {
      await setTimeout(LOOK_MS)
      if ((await look()) === 'none') {
        return
      }
    }
  }

  return {
    batch: async () => BATCHES[await look()],
    rest: () => rest,
    worked: async (count) => {
      if (count > 0 && flood !== 'none') {
        // Nobody rests on a database that does not answer: the turn that comes next tells what is wrong with it.
        rest = restInFlood().catch(() => undefined)
      } else if (count > 0 && count < BATCHES.none) {
        await setTimeout(GATHER_MS)
      }
    },
  }
}
