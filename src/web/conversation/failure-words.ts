import type { MessageFailure, MessageFailureReason } from '../api/types.ts'

/** What became of a message that was not sent, for the person who wrote it: what happened, why, what to do. */
export type FailureWords = { readonly words: string; readonly canRetry: boolean }

type Wording = { readonly words: (who: string) => string; readonly canRetry: boolean }

const WORDS: Readonly<Record<MessageFailureReason, Wording>> = {
  'window-closed': {
    words: (who) => `The 24 hours ended before it was sent. A new message from ${who} starts another 24 hours.`,
    canRetry: false,
  },
  'person-unavailable': {
    words: (who) =>
      `${capital(who)} can’t receive messages from this Page right now. They may have blocked the Page. Try again tomorrow, or contact them another way.`,
    canRetry: true,
  },
  'message-too-long': {
    words: () => 'The message is too long for Facebook. Copy the text, shorten it and send it again.',
    canRetry: false,
  },
  'permission-missing': {
    words: () =>
      'Facebook has not granted this Page the permission to send messages. Try again after an administrator has reconnected the Page and granted it.',
    canRetry: true,
  },
  'page-restricted': {
    words: () => 'Facebook does not let this Page send messages for now. Try again when the restriction is over.',
    canRetry: true,
  },
  'thread-owned-elsewhere': {
    words: () =>
      'Another app answers this conversation, and Facebook lets one app answer at a time. Try again when it hands the conversation over.',
    canRetry: true,
  },
  'rate-limited': { words: () => 'Facebook asked this Page to slow down. Try again in a few minutes.', canRetry: true },
  'facebook-unwell': { words: () => 'Facebook had a problem. Try again.', canRetry: true },
  'key-dead': { words: () => 'The Page is disconnected. Try again after an administrator has reconnected it.', canRetry: true },
  'no-answer': { words: () => 'Facebook did not answer. Try again.', canRetry: true },
  refused: { words: () => 'Facebook refused the message. Change it, or try again.', canRetry: true },
}

/** `who` is how the client is spoken of in a sentence. A failure without a reason is a refusal that told none. */
export function failureWords(failure: MessageFailure | null, who: string): FailureWords {
  const { words, canRetry } = WORDS[failure?.reason ?? 'refused']
  return { words: isWindowByFacebook(failure) ? windowByFacebook(who) : words(who), canRetry }
}

/** Facebook counts the hours itself. When it refused, the time that the desk shows may still be running, so its word is told as its own. */
function isWindowByFacebook(failure: MessageFailure | null): boolean {
  return failure?.reason === 'window-closed' && failure.code !== undefined
}

function windowByFacebook(who: string): string {
  return `Facebook refused it: by its clock, the 24 hours are over. A new message from ${who} starts another 24 hours.`
}

/** Why nobody can tell whether it was sent. */
export function doubtWords(failure: MessageFailure | null): string {
  switch (failure?.reason) {
    case undefined:
    case 'no-answer':
      return 'Facebook did not answer, so it may have been sent.'
    case 'rate-limited':
      return 'Facebook asked this Page to slow down, but may have sent it.'
    default:
      return 'Facebook had a problem, but may have sent it.'
  }
}

/** Why a reply is still queued, and what ends it. */
export function queuedWords(failure: MessageFailure | null, channel: 'connected' | 'disconnected' | 'switched-off'): string {
  switch (channel) {
    case 'disconnected':
      return 'Queued until the Page is reconnected'
    case 'switched-off':
      return 'Queued until Facebook is switched back on'
    case 'connected':
      return `${whyQueued(failure)} Sends automatically.`
  }
}

function whyQueued(failure: MessageFailure | null): string {
  switch (failure?.reason) {
    case 'rate-limited':
      return 'Queued: Facebook asks this Page to slow down.'
    case 'facebook-unwell':
      return 'Queued: Facebook has a problem.'
    default:
      return 'Queued.'
  }
}

/** Facebook's own numbers, for the curious. */
export function failureCodes(failure: MessageFailure | null): string | undefined {
  if (failure?.code === undefined) {
    return undefined
  }
  return failure.subcode === undefined ? `Facebook: ${failure.code}` : `Facebook: ${failure.code} / ${failure.subcode}`
}

function capital(words: string): string {
  return words.charAt(0).toLocaleUpperCase() + words.slice(1)
}
