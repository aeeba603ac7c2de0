import { GraphError } from '../graph-error.ts'

const MORE = 'For more info, please refer to https://developers.facebook.com/docs/graph-api/overview/rate-limiting'
const WORDS: Readonly<Record<number, { readonly words: string; readonly isTransient?: true; readonly status?: number }>> = {
  // The words of 4 and 17 with `is_transient`, and 403 for 4, were seen in reports; 32, 613 and 80001 are documented, 80006 is unproven.
  4: { words: 'Application request limit reached', isTransient: true, status: 403 },
  17: { words: 'User request limit reached', isTransient: true },
  32: { words: 'Page request limit reached' },
  613: { words: 'Calls to this api have exceeded the rate limit.' },
  80001: { words: `There have been too many calls to this Page account. Wait a bit and try again. ${MORE}.` },
  80006: { words: `There have been too many calls to this Messenger account. Wait a bit and try again. ${MORE}#messenger.` },
}

export const THROTTLE_CODES = Object.keys(WORDS).map(Number)

/** How Graph refuses a call that is too many (Graph rate limiting overview, error codes). */
export function throttleError(code: number): GraphError {
  const { words = 'Too many calls', isTransient, status } = WORDS[code] ?? {}
  return new GraphError(
    { message: `(#${code}) ${words}`, type: 'OAuthException', code, ...(isTransient ? { is_transient: true } : {}) },
    status ?? 400,
  )
}
