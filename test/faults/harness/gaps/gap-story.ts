import { createDice } from '../storm/dice.ts'

/** Something that happens on Facebook. People, posts and comments are called by their number, in the order in which they come up. */
export type Step =
  | { readonly kind: 'message'; readonly person: number; readonly text: string }
  /** By hand, in Facebook's own inbox. */
  | { readonly kind: 'answer'; readonly person: number; readonly text: string }
  | { readonly kind: 'post'; readonly text: string }
  | {
      readonly kind: 'comment'
      readonly post: number
      readonly below: number | undefined
      readonly by: number | 'page'
      readonly text: string
    }
  | { readonly kind: 'edit'; readonly comment: number; readonly text: string }
  | { readonly kind: 'hide'; readonly comment: number; readonly isHidden: boolean }
  | { readonly kind: 'remove'; readonly comment: number }

export type GapSize = { readonly people: number; readonly messages: number; readonly comments: number; readonly changes: number }

/** What happens before the desk hears nothing any more, and meanwhile. */
export type GapStory = { readonly people: number; readonly before: readonly Step[]; readonly meanwhile: readonly Step[] }

const POSTS = 3

/** A story by lot, the same for the same seed: a quarter of what is said is known before. */
export function tellGapStory({ people, messages, comments, changes }: GapSize, seed: number): GapStory {
  const dice = createDice(seed)
  const heads: number[] = []
  let said = 0
  const sayPrivately = (count: number, unknown: number): Step[] =>
    Array.from({ length: count }, (_, place) => {
      const person = place % people
      // The Page answers who wrote to it.
      return place >= unknown && dice.isLucky(0.25)
        ? { kind: 'answer', person, text: `Answer ${said++}` }
        : { kind: 'message', person, text: `Message ${said++}` }
    })
  const comment = (number: number): Step => {
    const head = heads.length > 0 && dice.isLucky(0.5) ? heads[dice.below(heads.length)] : undefined
    if (head === undefined) {
      heads.push(number)
    }
    const by = head !== undefined && dice.isLucky(0.3) ? ('page' as const) : dice.below(people)
    return { kind: 'comment', post: head === undefined ? dice.below(POSTS) : -1, below: head, by, text: `Comment ${number}` }
  }
  const known = Math.ceil(comments / 4)
  const posts = Array.from({ length: POSTS }, (_, place): Step => ({ kind: 'post', text: `Post ${place}` }))
  const first = Array.from({ length: known }, (_, number) => comment(number))
  const before = [...posts, ...first, ...sayPrivately(people + Math.ceil(messages / 4), people)]
  const later = Array.from({ length: comments - known }, (_, number) => comment(known + number))
  // What is changed was known before; where a comment goes, none is changed below it.
  const changed = dice.shuffled(Array.from({ length: known }, (_, number) => number)).slice(0, changes)
  const meanwhile = [
    ...later,
    ...dice.shuffled([...sayPrivately(messages, 0), ...changed.map((number, place) => change(number, { place, heads }))]),
  ]
  return { people, before, meanwhile }
}

function change(comment: number, { place, heads }: { readonly place: number; readonly heads: readonly number[] }): Step {
  const isHead = heads.includes(comment)
  switch (place % 3) {
    case 0:
      return { kind: 'edit', comment, text: `Comment ${comment}, edited` }
    case 1:
      return { kind: 'hide', comment, isHidden: true }
    default:
      return isHead ? { kind: 'edit', comment, text: `Comment ${comment}, edited` } : { kind: 'remove', comment }
  }
}
