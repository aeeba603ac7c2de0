import type { NextPlace, Place } from '#domain/channels/place.ts'

/** Calls do not arrive as evenly as they leave: this long a second is to be sure. */
const SECOND_MS = 1050
/** As many may wait here as leave in so many seconds. More come again when it may be their turn: whoever waits is kept in mind, and looked after. */
const WAITING_SECONDS = 4

export type LaneClock = { now(): number; wait(ms: number): Promise<unknown> }

type LaneOptions = {
  readonly name: string
  /** How many may leave in a second. */
  readonly most: number
  /** For whoever comes when their place has lapsed: resolves when they may leave. */
  again(): Promise<void>
}

export type Lane = {
  /** Undefined where there is none now, or others wait for theirs. */
  placeNow(): Place | undefined
  /** In the order in which it was asked, however long that takes. */
  nextPlace(): Promise<Place>
  /** The same, unless too many wait. */
  placeSoon(): NextPlace
  /** Nobody waits, and no place counts. */
  isQuiet(): boolean
}

/** Gives so many places a second. A place counts for a second from when its call left; one that is not used lapses after as long. */
export function createLane({ now, wait }: LaneClock, { name, most, again }: LaneOptions): Lane {
  /** When the places that count were taken or, where the call left since, when that was. */
  let taken: { at: number }[] = []
  const waiting: ((place: Place) => void)[] = []
  /** When it may be the turn of whoever was sent away last. */
  let expected = 0

  function nextPlace(): Promise<Place> {
    return new Promise((resolve) => {
      waiting.push(resolve)
      if (waiting.length === 1) {
        void giveAll()
      }
    })
  }

  /** Those who are sent away come again one after the other, as they may leave. */
  function placeSoon(): NextPlace {
    if (waiting.length < most * WAITING_SECONDS) {
      return { kind: 'soon', place: nextPlace() }
    }
    const [each, asked] = [SECOND_MS / most, now()]
    expected = Math.max(expected, asked + waiting.length * each) + each
    return { kind: 'later', afterMs: expected - asked }
  }

  /** Whoever waits stands first until there is room. */
  async function giveAll(): Promise<void> {
    for (let [first] = waiting; first; [first] = waiting) {
      if (hasRoom()) {
        first(take())
        waiting.shift()
      } else {
        await wait(Math.max(0, Math.min(...taken.map(({ at }) => at)) + SECOND_MS - now()))
      }
    }
  }

  function take(): Place {
    const place = { at: now() }
    taken.push(place)
    return {
      pace: name,
      hasLapsed: () => isLapsed(place),
      leave: async () => {
        if (isLapsed(place)) {
          await again()
        } else {
          place.at = now()
        }
      },
    }
  }

  function hasRoom(): boolean {
    taken = taken.filter((place) => !isLapsed(place))
    return taken.length < most
  }

  function isLapsed({ at }: { readonly at: number }): boolean {
    return at <= now() - SECOND_MS
  }

  return {
    placeNow: () => (waiting.length === 0 && hasRoom() ? take() : undefined),
    nextPlace,
    placeSoon,
    isQuiet: () => waiting.length === 0 && taken.every(isLapsed),
  }
}
