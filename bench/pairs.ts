import type { LoadAnswer } from './drive.ts'

/** Machines are noisy: floor and ours take turns, and the pair with the middle ratio is told. */
export function middleOf<Pair extends { readonly ratio: number }>(pairs: readonly Pair[]): Pair {
  const middle = pairs.toSorted((one, other) => one.ratio - other.ratio)[pairs.length >> 1]
  if (!middle) {
    throw new Error('No pair was measured.')
  }
  return middle
}

export function ratiosOf(ours: LoadAnswer, floor: LoadAnswer): { readonly ratio: number; readonly p99Ratio: number } {
  return { ratio: share(ours.requestsPerSecond, floor.requestsPerSecond), p99Ratio: share(ours.p99Ms, floor.p99Ms) }
}

/** To two decimals. */
export function share(part: number, whole: number): number {
  return Math.round((part / whole) * 100) / 100
}
