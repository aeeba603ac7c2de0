import type { MessageFailure } from '../api/types.ts'

/** What became of a message that did not go, for the person who wrote it: what happened, why, what to do. */
export type FailureWords = { readonly words: string; readonly canRetry: boolean }

/** `who` is how the client is spoken of in a sentence. */
export function failureWords(failure: MessageFailure | null, who: string): FailureWords {
  switch (failure?.reason ?? 'unknown') {
    case 'window-closed':
      return { words: `The 24 hours were over before it went out. When ${who} writes again, 24 hours start anew.`, canRetry: false }
    case 'person-unavailable':
      return {
        words: `${capital(who)} can’t receive messages from this Page right now; people who block a Page look the same. Try again tomorrow or use another way.`,
        canRetry: true,
      }
    case 'message-too-long':
      return { words: 'Facebook takes no text of this length. Shorten it and send it anew.', canRetry: false }
    case 'permission-missing':
      return {
        words: 'The permission to write messages was not granted. An administrator can reconnect the Page and grant it.',
        canRetry: true,
      }
    case 'page-restricted':
      return { words: 'Facebook stopped this Page from sending. Try again when the restriction is over.', canRetry: true }
    case 'thread-owned-elsewhere':
      return { words: 'Another app has this conversation at the moment. Try again once it hands it back.', canRetry: true }
    case 'rate-limited':
      return { words: 'Facebook asked this Page to slow down. Try again in a few minutes.', canRetry: true }
    case 'facebook-unwell':
      return { words: 'Facebook had trouble of its own and did not take it. Try again.', canRetry: true }
    case 'key-dead':
      return { words: 'The Page is disconnected. Try again after an administrator has reconnected it.', canRetry: true }
    default:
      return { words: 'Facebook did not take it. Change it, or try again.', canRetry: true }
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
