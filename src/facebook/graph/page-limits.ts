import type { NextPlace, Place } from '#domain/channels/place.ts'
import type { GraphId } from './graph-id.ts'
import { createLane, type Lane, type LaneClock } from './lane.ts'

/** How many calls of a kind Facebook takes of one Page in a second (Messenger Platform docs, rate limiting, 2026-03). */
export const PAGE_LIMITS = {
  /** Text, links, reactions, stickers. */
  text: 300,
  /** Pictures, films, sound and files. */
  media: 10,
  /** Reading the inbox: the Conversations API. */
  inbox: 2,
} as const satisfies Readonly<Record<string, number>>

export type PacedKind = keyof typeof PAGE_LIMITS

export type PagePace = {
  /** Resolves when the Page may be asked for one more of this kind, in the order in which it was asked. */
  turn(page: GraphId, kind: PacedKind): Promise<void>
  /** A place for one more of this kind; undefined where there is none now, or others wait for theirs. */
  placeNow(page: GraphId, kind: PacedKind): Place | undefined
  /** The next place that others do not wait for, unless that is far off. */
  nextPlace(page: GraphId, kind: PacedKind): NextPlace
}

/**
 * Keeps to Facebook's limits before Facebook has to: a Page that goes beyond them is refused, and each refused call counts, too. Each process keeps
 * them for itself. A Page waits for nobody but itself.
 */
export function createPagePace(clock: LaneClock): PagePace {
  /** Those that asked longest ago stand first. */
  const lanes = new Map<string, Lane>()

  // Whoever is given a place here leaves with it.
  const turn = async (page: GraphId, kind: PacedKind) => void (await laneOf(page, kind).nextPlace())

  function laneOf(page: GraphId, kind: PacedKind): Lane {
    const name = paceName(page, kind)
    const lane = lanes.get(name) ?? createLane(clock, { name, most: PAGE_LIMITS[kind], again: () => turn(page, kind) })
    lanes.delete(name)
    forgetQuiet()
    lanes.set(name, lane)
    return lane
  }

  function forgetQuiet(): void {
    for (const [name, lane] of lanes) {
      if (!lane.isQuiet()) {
        return
      }
      lanes.delete(name)
    }
  }

  return {
    turn,
    placeNow: (page, kind) => laneOf(page, kind).placeNow(),
    nextPlace: (page, kind) => laneOf(page, kind).placeSoon(),
  }
}

export function paceName(page: GraphId, kind: PacedKind): string {
  return `${kind} ${page}`
}
