/** What the desk holds of a draft. Version 0: nothing yet. */
export type DraftThere = { readonly text: string; readonly version: number }

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

/** `seen`: what this browser saw last of what the desk holds. */
export function draftStep({
  here,
  seen,
  there,
}: {
  readonly here: string
  readonly seen: DraftThere
  readonly there: DraftThere
}): DraftStep {
  if (there.version < seen.version) {
    // An answer that was on its way while this browser learned a newer one.
    return { kind: 'wait' }
  }
  if (here === there.text) {
    return { kind: 'agree' }
  }
  if (there.version === seen.version) {
    return { kind: 'bring', seen: there.version }
  }
  if (here === seen.text || here === '') {
    return { kind: 'take' }
  }
  // What was sent or emptied elsewhere is no loss; what was written on here would be one.
  return there.text === '' ? { kind: 'bring', seen: there.version } : { kind: 'ask' }
}
