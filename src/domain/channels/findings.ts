import type { KeyCause } from './key-cause.ts'

/** Nothing was told about it: with the network's numbers where it refused to, without where it did not answer. */
export type NotTold = { readonly kind: 'not-now'; readonly why: string; readonly code?: number; readonly subcode?: number }

/** Where the network brings what the app is told. */
export type Callback = { readonly kind: 'ours' } | { readonly kind: 'elsewhere'; readonly url: string } | { readonly kind: 'none' }

/** What is left out, as the network calls it, and what was until this check had it told again. */
export type Told = { readonly kind: 'told'; readonly missing: readonly string[]; readonly mended: readonly string[] }

/** How the desk met its own public address. `certificateUntil`: an instant, as text. */
export type Reach =
  | { readonly kind: 'works'; readonly certificateUntil?: string }
  /** Not https, which the network asks for; on this machine alone nobody needs it. */
  | { readonly kind: 'plain-http' | 'this-machine' }
  /** Nobody answered there. `why`: the code of the failure. */
  | { readonly kind: 'not-reached'; readonly why: string }
  | { readonly kind: 'bad-certificate'; readonly why: string }
  /** Somebody answered, and it was not this desk. */
  | { readonly kind: 'someone-else'; readonly status: number }

/** What was found of what all channels share. */
export type AppFindings = {
  readonly reach: Reach
  readonly events: (Told & { readonly callback: Callback }) | NotTold
  /** How far this machine's clock is ahead of the network's, in seconds; undefined where nothing was told. */
  readonly skewSeconds?: number
}

export type KeyFinding =
  | { readonly kind: 'alive'; readonly missing: readonly string[] }
  | { readonly kind: 'key-dead'; readonly cause: KeyCause; readonly code?: number; readonly subcode?: number }
  | { readonly kind: 'key-unreadable' }
  | { readonly kind: 'no-key' }
  | NotTold

/** What one check of a channel found, as it is kept until the next. `page`: undefined where the key let nobody ask. */
export type Findings = { readonly app: AppFindings; readonly key: KeyFinding; readonly page?: Told | NotTold }
