/** Counts what happened within a sliding window, in buckets: adding and asking cost the same however much happened. */
export type Ring = { readonly bucketMs: number; readonly buckets: number[]; newest: number; total: number }

export function newRing(windowMs: number, buckets: number): Ring {
  return { bucketMs: windowMs / buckets, buckets: Array.from({ length: buckets }, () => 0), newest: 0, total: 0 }
}

/** Adds and gives the new total of the window that ends at `now` (milliseconds). */
export function add(ring: Ring, now: number, count: number): number {
  slide(ring, now)
  const index = ring.newest % ring.buckets.length
  ring.buckets[index] = (ring.buckets[index] ?? 0) + count
  ring.total += count
  return ring.total
}

export function totalOf(ring: Ring, now: number): number {
  slide(ring, now)
  return ring.total
}

/** Makes the window hold `total`, as if it had all happened now. */
export function setTotal(ring: Ring, now: number, total: number): void {
  clear(ring, Math.floor(now / ring.bucketMs))
  add(ring, now, total)
}

/** Milliseconds until the window holds `limit` or less, when nothing more happens. */
export function msUntilAtMost(ring: Ring, now: number, limit: number): number {
  slide(ring, now)
  const { buckets, bucketMs } = ring
  let left = ring.total
  for (let age = buckets.length - 1; age >= 0 && left > limit; age -= 1) {
    const number = ring.newest - age
    left -= number < 0 ? 0 : (buckets[number % buckets.length] ?? 0)
    if (left <= limit) {
      return (number + buckets.length) * bucketMs - now
    }
  }
  return 0
}

/** Drops what fell out of the window. A clock that was moved back starts anew. */
function slide(ring: Ring, now: number): void {
  const number = Math.floor(now / ring.bucketMs)
  const { buckets } = ring
  if (number === ring.newest) {
    return
  }
  if (number < ring.newest || number - ring.newest >= buckets.length) {
    clear(ring, number)
    return
  }
  for (let next = ring.newest + 1; next <= number; next += 1) {
    ring.total -= buckets[next % buckets.length] ?? 0
    buckets[next % buckets.length] = 0
  }
  ring.newest = number
}

function clear(ring: Ring, number: number): void {
  ring.buckets.fill(0)
  ring.newest = number
  ring.total = 0
}
