export type Quantiles = { readonly p50Ms: number; readonly p99Ms: number }

/** By nearest rank: the smallest value that half of all, or 99 of 100, do not exceed. To hundredths of a millisecond; 0 of none. */
export function quantiles(values: readonly number[]): Quantiles {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (percent: number): number => Math.round((sorted[Math.ceil((sorted.length * percent) / 100) - 1] ?? 0) * 100) / 100
  return { p50Ms: at(50), p99Ms: at(99) }
}
