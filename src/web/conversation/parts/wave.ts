/** Bars of a sound, 0 to 1. They are only drawn, nobody listened: the same for one file for ever, and unlike those of another. */
export function waveOf(id: string, count: number): readonly number[] {
  const bars: number[] = []
  let seed = 2166136261
  for (let index = 0; bars.length < count; index += 1) {
    seed = Math.imul(seed ^ id.charCodeAt(index % id.length), 16777619) ^ index
    bars.push(0.25 + ((seed >>> 8) % 1000) / 1333)
  }
  return bars
}
