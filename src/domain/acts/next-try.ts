/** Somebody waits for it: soon at first, then more and more seldom. */
const FIRST_REST_MS = 2_000
const LONGEST_REST_MS = 5 * 60_000

type Tried = {
  /** How many tries there were, the last one included. */
  readonly tries: number
  readonly now: Date
  /** From 0 to 1, drawn by lot: what was refused together is not asked for again together. */
  readonly chance: number
}

/** When something that was refused for now is asked for again, where nobody told a time. */
export function nextTryAt({ tries, now, chance }: Tried): Date {
  const rest = Math.min(FIRST_REST_MS * 2 ** Math.min(Math.max(tries - 1, 0), 20), LONGEST_REST_MS)
  return new Date(now.getTime() + Math.round(rest * (0.5 + chance / 2)))
}
