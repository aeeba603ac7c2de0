import { DeskProblem, takenOverBy } from '../api/desk-problem.ts'

/** What a failed attempt means for the text: it waits on, one has to sign in first, the ticket is part of another now, somebody else wrote meanwhile, or the desk said no for good. */
export type SendingVerdict =
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'server-trouble' }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'taken-over'; readonly into: string }
  | { readonly kind: 'moved'; readonly words: string; readonly lineIds: readonly string[] }
  | { readonly kind: 'refused'; readonly words: string }

/** Only the desk itself refuses for good. What a proxy answers in its place, or a busy desk, says nothing about the text. */
export function judgeSending(failure: unknown): SendingVerdict {
  if (!(failure instanceof DeskProblem)) {
    return { kind: 'unreachable' }
  }
  if (failure.code === 'not-signed-in') {
    return { kind: 'signed-out' }
  }
  const isForNow = failure.status >= 500 || failure.status === 408 || failure.status === 429
  if (isForNow || failure.code === 'unreadable' || failure.code === 'request-in-progress') {
    return { kind: 'server-trouble' }
  }
  const into = takenOverBy(failure)
  if (into !== undefined) {
    return { kind: 'taken-over', into }
  }
  return failure.code === 'thread-moved' ? moved(failure) : { kind: 'refused', words: failure.message }
}

function moved({ message: words, facts }: DeskProblem): SendingVerdict {
  const lineIds = Array.isArray(facts['lineIds']) ? facts['lineIds'].filter((id) => typeof id === 'string') : []
  return { kind: 'moved', words, lineIds }
}

/** The desk knows a key for a week. An older text could be sent a second time, so a person has to look first. */
const KNOWN_FOR_MS = 6 * 24 * 60 * 60 * 1000

export function isTooOldToSend(askedAt: string, now: Date): boolean {
  return now.getTime() - Date.parse(askedAt) > KNOWN_FOR_MS
}
