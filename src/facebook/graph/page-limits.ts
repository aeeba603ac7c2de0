import type { GraphId } from './graph-id.ts'

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

/** Calls do not arrive as evenly as they leave: this long a second is to be sure. */
const SECOND_MS = 1050

export type PagePace = {
  /** Resolves when the Page may be asked for one more of this kind, in the order in which it was asked. */
  turn(page: GraphId, kind: PacedKind): Promise<void>
}

type Clock = { now(): number; wait(ms: number): Promise<unknown> }

/**
 * Keeps to Facebook's limits before Facebook has to: a Page that goes beyond them is refused, and each refused call counts, too. Each process keeps
 * them for itself. A Page waits for nobody but itself.
 */
export function createPagePace({ now, wait }: Clock): PagePace {
  /** When the latest calls of each kind and Page leave, the oldest first: as many as may leave in a second. */
  const leaving = new Map<string, number[]>()

  return {
    turn: async (page, kind) => {
      const name = `${kind} ${page}`
      const latest = leaving.get(name) ?? []
      leaving.delete(name)
      leaving.set(name, latest)
      const asked = now()
      const first = latest.length < PAGE_LIMITS[kind] ? undefined : latest.shift()
      const at = Math.max(asked, (first ?? 0) + (first === undefined ? 0 : SECOND_MS), latest.at(-1) ?? 0)
      latest.push(at)
      forgetQuiet(asked)
      if (at > asked) {
        await wait(at - asked)
      }
    },
  }

  /** Those that asked longest ago stand first. */
  function forgetQuiet(asked: number): void {
    for (const [name, latest] of leaving) {
      if ((latest.at(-1) ?? 0) > asked - SECOND_MS) {
        return
      }
      leaving.delete(name)
    }
  }
}
