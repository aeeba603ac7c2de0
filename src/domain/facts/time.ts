/** Times as the channel told them: of the thing itself, and of the envelope it came in. Either may be missing or absurd. */
export type ToldTime = { readonly own: Date | undefined; readonly envelope: Date | undefined }

export type TrustedTime = {
  /** Orders the conversation. */
  readonly at: Date
  /** When the person acted, as the channel told it; undefined when it told nothing that can be. A window is never guessed. */
  readonly told: Date | undefined
}

/** Facebook's clock may be ahead of ours by as much, and is still believed: it is ours that is wrong then. */
const AHEAD_MS = 15 * 60 * 1000

/**
 * The time of a fact. Facebook's own time where it can be true, else the envelope's, else the time of arrival, which only
 * gives the place in the conversation. Late is fine (a delivery may be repeated for 36 hours); the future is not.
 */
export function trustedTime(time: ToldTime, receivedAt: Date): TrustedTime {
  const latest = receivedAt.getTime() + AHEAD_MS
  const told = [time.own, time.envelope].find((candidate) => candidate !== undefined && candidate.getTime() <= latest)
  return { at: told ?? receivedAt, told }
}

/** The later of two moments, of which either may not be there. The same object comes back where nothing is later. */
export function laterOf(before: Date | undefined, news: Date | undefined): Date | undefined {
  return before === undefined || (news !== undefined && news > before) ? news : before
}

/** The earlier of two moments, of which either may not be there. */
export function earlierOf(before: Date | undefined, news: Date | undefined): Date | undefined {
  return before === undefined || (news !== undefined && news < before) ? news : before
}
