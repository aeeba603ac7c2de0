import { createDice, type Dice } from './dice.ts'
import { BARE_NUMBER } from './malform.ts'
import type { Event } from './story.ts'

/** Bodies that are told at once. */
export type Volley = readonly string[]

const ORDERLY_EVENTS = 25

/** Each event once, in order, and nothing at once. */
export function inOrder(events: readonly Event[]): Volley[] {
  return chunked(events, () => ORDERLY_EVENTS).map((some) => [bodyOf(some)])
}

const TOLD_TWICE = 0.2

/** As it happens in a storm: shuffled, a fifth told twice, in bodies of any size, a few at once. */
export function shuffled(events: readonly Event[], seed: number): Volley[] {
  const dice = createDice(seed)
  const inDisorder = dice.shuffled(events)
  const half = Math.round((events.length * TOLD_TWICE) / 2)
  const [atOnce, later, once] = [inDisorder.slice(0, half), inDisorder.slice(half, 2 * half), inDisorder.slice(half)]
  const bodies = chunked(dice.shuffled([...once, ...later]), () => sizeBy(dice)).map(bodyOf)
  const twins = chunked(atOnce, () => 1 + dice.below(4)).map((some) => [bodyOf(some), bodyOf(dice.shuffled(some))])
  return dice.shuffled([...twins, ...chunked(bodies, () => 1 + dice.below(4))])
}

function sizeBy(dice: Dice): number {
  const [small, middle, large] = [1 + dice.below(4), 10 + dice.below(40), 100 + dice.below(200)]
  return dice.isLucky(0.9) ? small : dice.isLucky(0.85) ? middle : large
}

function chunked<T>(list: readonly T[], size: () => number): T[][] {
  const chunks: T[][] = []
  for (let from = 0; from < list.length;) {
    const upTo = from + size()
    chunks.push(list.slice(from, upTo))
    from = upTo
  }
  return chunks
}

function bodyOf(events: readonly Event[]): string {
  const body = JSON.stringify({ object: 'page', entry: events.map(({ entry }) => entry) })
  return body.replaceAll(new RegExp(`"${BARE_NUMBER}(\\d+)"`, 'g'), '$1')
}
