import { ENDS_SOON_MS } from '#domain/messaging-policy/deadline.ts'

/** However little is held here, the server knows more windows: it is asked again after this long. */
const AT_LEAST_EVERY_MS = 60_000
/** The server's clock may be a little behind the browser's. Before its moment a look would find nothing new. */
const MARGIN_MS = 1000

/**
 * When what depends on time has to be looked at again, after a look at `since`: as soon as a window among these comes
 * within six hours of its end, or ends, and after a minute at the latest.
 */
function nextLook(closings: readonly Date[], since: Date): Date {
  const moments = closings.flatMap((closes) => [closes.getTime() - ENDS_SOON_MS, closes.getTime()]).map((at) => at + MARGIN_MS)
  const coming = moments.filter((at) => at > since.getTime())
  return new Date(Math.min(since.getTime() + AT_LEAST_EVERY_MS, ...coming))
}

/** A clock that was turned back, as the sandbox's can be, is a reason to look at once. */
export function isLookDue(closings: readonly Date[], { since, now }: { readonly since: Date; readonly now: Date }): boolean {
  return now < since || now >= nextLook(closings, since)
}
