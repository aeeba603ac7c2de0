export type Quantiles = { readonly p50Ms: number; readonly p99Ms: number }

export function quantiles(values: readonly number[]): Quantiles {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number): number =>
    Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 100) / 100
  return { p50Ms: at(0.5), p99Ms: at(0.99) }
}
