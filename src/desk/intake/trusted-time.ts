import type { ToldTime } from './fact.ts'

/** Facebook's clock may be ahead of ours by as much, and is still believed: it is ours that is wrong then. */
const AHEAD_MS = 15 * 60 * 1000

export type TrustedTime = {
  /** Orders the conversation. */
  readonly at: Date
  /** When the person acted, as Facebook told it; undefined when it told nothing that can be. A window is never guessed. */
  readonly told: Date | undefined
}

/**
 * The time of a fact. Facebook's own time where it can be true, else the envelope's, else the time of arrival, which only
 * gives the place in the conversation. Late is fine (a delivery may be repeated for 36 hours); the future is not.
 */
export function trustedTime(time: ToldTime, receivedAt: Date): TrustedTime {
  const latest = receivedAt.getTime() + AHEAD_MS
  const told = [time.own, time.envelope].find((candidate) => candidate !== undefined && candidate.getTime() <= latest)
  return { at: told ?? receivedAt, told }
}
