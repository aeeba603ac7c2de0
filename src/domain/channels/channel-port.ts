import type { MessageId, WorkspaceId } from '../ids.ts'

/** A channel as it is kept: its key sealed. */
export type SealedChannel = {
  readonly workspaceId: WorkspaceId
  readonly id: string
  readonly externalId: string
  readonly keyEncrypted: Uint8Array
}

/** A reply on its way out of the desk. The channel carries it; the desk never knows how. */
export type OutgoingText = {
  readonly messageId: MessageId
  readonly text: string
  /** The client's id on that channel: a PSID on Facebook. */
  readonly recipientExternalId: string
}

/** What became of it. Expected outcomes are values; only a fault of our own is thrown. */
export type SendOutcome =
  | { readonly kind: 'sent'; readonly externalId: string }
  | { readonly kind: 'failed'; readonly failure: SendFailure }
  /** Refused for now: nothing was sent, and it may be tried again, not before `notBefore` where that is known. */
  | { readonly kind: 'retry'; readonly failure: SendFailure; readonly notBefore: Date | undefined }
  /** No readable answer: it may or may not have gone out. Never sent again blindly. */
  | { readonly kind: 'unconfirmed'; readonly failure: SendFailure }
  /** The key is dead: nothing was sent, and nothing can be until somebody reconnects. */
  | { readonly kind: 'key-dead'; readonly failure: SendFailure }

/** Why a message was not taken, as far as it concerns the person who wrote it. The screens have words for each. */
export const SEND_FAILURE_REASONS = [
  'window-closed',
  'person-unavailable',
  'message-too-long',
  'permission-missing',
  'page-restricted',
  'thread-owned-elsewhere',
  'rate-limited',
  'facebook-unwell',
  'no-answer',
  'key-dead',
  'refused',
] as const
export type SendFailureReason = (typeof SEND_FAILURE_REASONS)[number]

/** Why, with Facebook's own numbers kept for the curious. Never holds a token. */
export type SendFailure = {
  readonly reason: SendFailureReason
  readonly code?: number
  readonly subcode?: number
  readonly facebookMessage?: string
}

export type ChannelPort = {
  /** Opens the channel's seal, before anything is marked as on its way. Undefined: sealed with another encryption key than the desk runs with. */
  open(channel: SealedChannel): OpenChannel | undefined
}

/** A channel whose key is at hand. */
export type OpenChannel = { sendText(outgoing: OutgoingText): Promise<SendOutcome> }
