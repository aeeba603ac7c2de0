/** Chance that is the same for the same seed, on every machine. */
export type Dice = {
  /** A whole number from 0 up to, and without, this one. */
  below(count: number): number
  /** True so often: 0.2 is once in five. */
  isLucky(chance: number): boolean
  pick<T>(list: readonly [T, ...T[]]): T
  shuffled<T>(list: readonly T[]): T[]
}

/** Mulberry32 (public domain, Tommy Ettinger, 2017): small, and random enough to shuffle with. */
export function createDice(seed: number): Dice {
  let state = seed | 0
  function next(): number {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
  }
  const below = (count: number): number => Math.floor(next() * count)
  return {
    below,
    isLucky: (chance) => next() < chance,
    pick: (list) => list[below(list.length)] ?? list[0],
    shuffled: (list) =>
      list
        .map((one) => ({ one, place: next() }))
        .toSorted((a, b) => a.place - b.place)
        .map(({ one }) => one),
  }
}
