import { setTimeout } from 'node:timers/promises'
import { storedSoFar } from '#storage/deliveries.ts'
import type { Db } from '#storage/database.ts'

/** Deliveries a second from which storing what arrives goes before reading it. */
const FLOOD_PER_SECOND = 400
/** In a flood a turn is short, so that it stands in no answer's way for long, and calls no other worker; all rest after it, so long at most. */
const FLOOD_BATCH = 40
const FLOOD_REST_MS = 1000
const BATCH = 200
/** What arrives in this time is read together: far less work, and nobody sees the difference. */
const GATHER_MS = 15
/** How long a look at the database is good for. */
const LOOK_MS = 100
/** A flood lasts so long at least: what is less is a moment's crowd, unless it is as many as this. */
const FLOOD_LASTS_MS = 500
const TORRENT_PER_SECOND = 1000

type Look = { readonly at: number; readonly stored: number }

/** Deliveries a second. */
function rateOf(one: Look | undefined, later: Look): number {
  return one === undefined ? 0 : (later.stored - one.stored) / ((later.at - one.at) / 1000)
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
  let isFlooded = false
  let rest: Promise<unknown> = Promise.resolve()

  async function look(): Promise<boolean> {
    const last = looks.at(-1)
    if (!last || performance.now() - last.at >= LOOK_MS) {
      looking ??= measure().finally(() => {
        looking = undefined
      })
      await looking
    }
    return isFlooded
  }

  /** A look that fails changes nothing: the next one measures from the last that did not. */
  async function measure(): Promise<void> {
    const stored = await storedSoFar(db)
    const now = { at: performance.now(), stored }
    const long = looks.findLast(({ at }) => now.at - at >= FLOOD_LASTS_MS)
    const rate = rateOf(looks.at(-1), now)
    isFlooded = Math.min(rate, rateOf(long, now)) > FLOOD_PER_SECOND || rate > TORRENT_PER_SECOND
    looks = [...looks.filter(({ at }) => at >= (long?.at ?? 0)), now]
  }

  /** Ends with the flood. */
  async function restInFlood(): Promise<void> {
    for (let rested = 0; rested < FLOOD_REST_MS; rested += LOOK_MS) {
      await setTimeout(LOOK_MS)
      if (!(await look())) {
        return
      }
    }
  }

  return {
    batch: async () => ((await look()) ? FLOOD_BATCH : BATCH),
    rest: () => rest,
    worked: async (count) => {
      if (count > 0 && isFlooded) {
        // Nobody rests on a database that does not answer: the turn that comes next tells what is wrong with it.
        rest = restInFlood().catch(() => undefined)
      } else if (count > 0 && count < BATCH) {
        await setTimeout(GATHER_MS)
      }
    },
  }
}
