import type { KeyDeath } from './outcome.ts'

/**
 * Something that the Page said: the channel's name for it, as it wants to be asked for it where that is not its name, and when it was said by the channel's
 * clock. `isUnsure`: what the channel tells of its files neither shows nor excludes that they are those of the act.
 */
export type SaidThere = { readonly externalId: string; readonly calledAs?: string; readonly at: Date; readonly isUnsure?: boolean }

/** What the last look told of an act that stays in doubt. `untold`: the channel does not show it to us. `no-answer`: there was none for the moment. */
export const SAW = ['not-there', 'untold', 'no-answer'] as const
export type Saw = (typeof SAW)[number]

/** What a channel shows of an act that it never answered for. */
export type Sight =
  | { readonly kind: 'done' }
  | { readonly kind: 'not-done' }
  /** Of what was to be said: all that may be it, the oldest first. `isWhole`: nothing that was said since is missing. */
  | { readonly kind: 'listed'; readonly said: readonly SaidThere[]; readonly isWhole: boolean }
  /** The channel does not show it, whoever asks. */
  | { readonly kind: 'unclear' }
  /** No answer for the moment. */
  | { readonly kind: 'not-now'; readonly why: string }
  | KeyDeath
