import { isSameOffer } from '#domain/offers/same-offer.ts'
import type { DraftContent } from '#domain/tickets/draft.ts'

/** What the desk holds of a draft. Version 0: nothing yet. */
export type DraftThere = DraftContent & { readonly version: number }

/** What is to be done for this browser and the desk to hold the same. */
export type DraftStep =
  | { readonly kind: 'wait' }
  /** They do. */
  | { readonly kind: 'agree' }
  /** Another browser wrote on, and here nothing is lost by it. */
  | { readonly kind: 'take' }
  /** Here somebody wrote on. `seen`: over which version. */
  | { readonly kind: 'bring'; readonly seen: number }
  /** Both did: a person has to choose. */
  | { readonly kind: 'ask' }
  /** Here somebody wrote what the desk keeps not, however often it is asked. */
  | { readonly kind: 'refused'; readonly words: string }

/** What the desk was asked to keep and never will, and why. */
export type RefusedDraft = { readonly content: DraftContent; readonly words: string }

/** What this browser asked the desk to keep, over which version of what it held, and heard no answer to. */
export type Bringing = { readonly over: number; readonly contents: readonly DraftContent[] }

type Held = {
  readonly here: DraftContent
  /** What this browser saw last of what the desk holds. */
  readonly seen: DraftThere
  readonly there: DraftThere
  /** It was sent from here, and taken back. */
  readonly isGivenBack?: boolean
  readonly refused?: RefusedDraft | undefined
  readonly bringing?: Bringing | undefined
}

export function draftStep(held: Held): DraftStep {
  const step = stepOf(held)
  const { here, refused } = held
  return step.kind === 'bring' && refused && isSame(here, refused.content) ? { kind: 'refused', words: refused.words } : step
}

function stepOf({ here, seen: heard, there, isGivenBack = false, bringing }: Held): DraftStep {
  const seen = there.version > heard.version && isBrought(there, bringing) ? there : heard
  if (there.version < seen.version) {
    // An answer that was on its way while this browser learned a newer one.
    return { kind: 'wait' }
  }
  if (isSame(here, there)) {
    return { kind: 'agree' }
  }
  if (there.version === seen.version) {
    return { kind: 'bring', seen: there.version }
  }
  if (isGivenBack && isEmpty(there)) {
    return { kind: 'bring', seen: there.version }
  }
  return stepOverNews({ here, seen, there })
}

/** What the desk holds is newer than what this browser saw of it. */
function stepOverNews({ here, seen, there }: Pick<Held, 'here' | 'seen' | 'there'>): DraftStep {
  if (isSame(here, seen)) {
    return { kind: 'take' }
  }
  if (isLeftOf(seen, there)) {
    return { kind: 'bring', seen: there.version }
  }
  if (isEmpty(here)) {
    return { kind: 'take' }
  }
  // What was sent or emptied elsewhere is no loss; what was written on here would be one.
  return isEmpty(there) ? { kind: 'bring', seen: there.version } : { kind: 'ask' }
}

/**
 * The words went with the sending, and what was to be tapped below them stayed as this browser knew it: the desk had not been told yet how it was changed, or
 * taken away, before it was sent. It is no news of another browser.
 */
function isLeftOf(seen: DraftThere, there: DraftThere): boolean {
  return there.version === seen.version + 1 && seen.text !== '' && isSame({ ...seen, text: '' }, there)
}

/** The first that changes a version is the next one: that, with the words of one that was on its way, is it. */
function isBrought(there: DraftThere, bringing: Bringing | undefined): boolean {
  return bringing !== undefined && there.version === bringing.over + 1 && bringing.contents.some((each) => isSame(each, there))
}

export function isEmpty({ text, offer }: DraftContent): boolean {
  return text === '' && offer === undefined
}

export function isSame(one: DraftContent, other: DraftContent): boolean {
  return one.text === other.text && isSameOffer(one.offer, other.offer)
}
