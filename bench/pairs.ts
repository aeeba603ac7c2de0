import type { LoadAnswer } from './drive.ts'
import { watchStolen } from './stolen.ts'

const PAIRS = 3
const PAIRS_AT_MOST = 9
/** A pair is calm when the machine's host took less of the processors' time than this share. */
const CALM = 0.03

export type Pair = { readonly ratio: number }
type Turn<Measured> = { readonly pair: Measured; readonly stolen: number }

/**
 * Machines are noisy: floor and ours take turns until three pairs were calm, or nine were taken, and of the three calmest the one with the
 * middle ratio is told. What the host took of each stands in the words.
 */
export async function middleOf<Measured extends Pair>(measure: () => Promise<Measured>, tell: (words: string) => void): Promise<Measured> {
  const turns: Turn<Measured>[] = []
  while (turns.filter(({ stolen }) => stolen < CALM).length < PAIRS && turns.length < PAIRS_AT_MOST) {
    const stolen = watchStolen()
    turns.push({ pair: await measure(), stolen: stolen() })
  }
  tell(`ratios ${turns.map(({ pair, stolen }) => `${pair.ratio} (${Math.round(stolen * 100)} % stolen)`).join(', ')}`)
  const calmest = turns.toSorted((one, other) => one.stolen - other.stolen).slice(0, PAIRS)
  const middle = calmest.toSorted((one, other) => one.pair.ratio - other.pair.ratio)[PAIRS >> 1]
  if (!middle) {
    throw new Error('No pair was measured.')
  }
  return middle.pair
}

export function ratiosOf(ours: LoadAnswer, floor: LoadAnswer): { readonly ratio: number; readonly p99Ratio: number } {
  return { ratio: share(ours.requestsPerSecond, floor.requestsPerSecond), p99Ratio: share(ours.p99Ms, floor.p99Ms) }
}

/** To two decimals. */
export function share(part: number, whole: number): number {
  return Math.round((part / whole) * 100) / 100
}
