import type { KeyCause } from '../channels/key-cause.ts'

/** What became of an act that a channel was asked for. Expected outcomes are values; only a fault of our own is thrown. */
export type Outcome =
  /**
   * `externalId`: the channel's name for what was said; undefined of what says nothing. `calledAs`: as it wants to be asked for it, where that is not
   * its name. `personId`: whom it reached, where only the channel knew.
   */
  | {
      readonly kind: 'sent'
      readonly externalId: string | undefined
      readonly calledAs?: string
      readonly personId?: string
      /** Done, and the channel asks not to be asked for anything before. */
      readonly restUntil?: Date
    }
  | { readonly kind: 'failed'; readonly failure: SendFailure }
  /** Refused for now: nothing was sent, and it may be tried again, not before `notBefore` where that is known. */
  | { readonly kind: 'retry'; readonly failure: SendFailure; readonly notBefore: Date | undefined }
  /** No readable answer: it may or may not have been done. Only what is safe to repeat (IS_SAFE_TO_REPEAT) is asked for again. */
  | { readonly kind: 'unconfirmed'; readonly failure: SendFailure }
  | KeyDeath

/** The key is dead: nothing was done, and nothing can be until somebody reconnects. */
export type KeyDeath = { readonly kind: 'key-dead'; readonly cause: KeyCause; readonly failure: SendFailure }

/** Why a message was not taken, as far as it concerns the person who wrote it. The screens have words for each. */
export const SEND_FAILURE_REASONS = [
  'window-closed',
  'not-granted',
  'template-not-approved',
  'person-unavailable',
  'message-too-long',
  'permission-missing',
  'page-restricted',
  'thread-owned-elsewhere',
  'rate-limited',
  'facebook-unwell',
  'no-answer',
  'key-dead',
  'answered-privately',
  'not-answerable',
  'gone',
  'taken-back',
  'file-gone',
  'file-storage',
  'terms-not-accepted',
  'file-refused',
  'in-automated-chat',
  'stopped',
  'refused',
] as const
export type SendFailureReason = (typeof SEND_FAILURE_REASONS)[number]

/** How far a refusal reaches: this act, all that goes to this person, all of the channel, all that goes by the login behind it. */
export const REFUSAL_REACHES = ['message', 'person', 'channel', 'login'] as const
export type RefusalReach = (typeof REFUSAL_REACHES)[number]

/** Why, with Facebook's own numbers kept for the curious. Never holds a token. */
export type SendFailure = {
  readonly reason: SendFailureReason
  readonly reach?: RefusalReach
  readonly code?: number
  readonly subcode?: number
  readonly facebookMessage?: string
  /** The file that was refused, as whoever sent it called it. */
  readonly fileName?: string
}
