import type { SendFailure, SendFailureReason, Outcome } from '#domain/acts/outcome.ts'
import type { GraphAnswer, GraphRefusal, GraphSilence } from '../graph/graph-answer.ts'
import { meaningOf } from '../graph/refusal-meaning.ts'
import { isTrue, own, type JsonObject } from '../json/value.ts'
import { lastPart } from '../reading/public-item.ts'

type Verdict = { readonly kind: 'failed' | 'retry' | 'unconfirmed'; readonly reason: SendFailureReason }

const failed = (reason: SendFailureReason): Verdict => ({ kind: 'failed', reason })
/** Only for what Facebook refuses before it acts: what is tried again must not be there already. */
const retry = (reason: SendFailureReason): Verdict => ({ kind: 'retry', reason })
const doubt = (reason: SendFailureReason): Verdict => ({ kind: 'unconfirmed', reason })

/** Messenger Platform docs, error codes, 2026-06: `code/subcode` first, then the code alone. */
const BY_NUMBERS: Readonly<Record<string, Verdict>> = {
  // "Messages may have been sent although the call failed."
  '1/1357046': doubt('no-answer'),
  // Of 1, 2 and 1200 nobody says whether Facebook acted before it failed: docs/decisions/0022.
  '1': doubt('facebook-unwell'),
  '2': doubt('facebook-unwell'),
  '2/2018344': failed('refused'),
  '4/2018354': failed('rate-limited'),
  // Private replies, 2026-04, and Comments reference, 2026-04.
  '10900': failed('answered-privately'),
  '10902': failed('not-answerable'),
  '10903': failed('not-answerable'),
  '100/2534025': failed('not-answerable'),
  '100/33': failed('gone'),
  '100/2018292': failed('gone'),
  '10/2018278': failed('window-closed'),
  '10/2534022': failed('window-closed'),
  '10/2018065': failed('window-closed'),
  '10/2018108': failed('person-unavailable'),
  '10/1893063': failed('page-restricted'),
  '10/1893015': failed('refused'),
  '10/1404170': failed('page-restricted'),
  '10/2018336': failed('refused'),
  '100/2018001': failed('person-unavailable'),
  '100/2534037': failed('thread-owned-elsewhere'),
  '200/1545041': failed('person-unavailable'),
  '368': failed('page-restricted'),
  '551': failed('person-unavailable'),
  '613/1893016': failed('refused'),
  '613/2018338': failed('rate-limited'),
  '1200': doubt('facebook-unwell'),
  '2022': failed('page-restricted'),
}

/** Numbers that the docs list without saying whether they come as code or as subcode. */
const BY_EITHER: Readonly<Record<number, Verdict>> = {
  2_018_171: failed('thread-owned-elsewhere'),
  2_018_234: failed('thread-owned-elsewhere'),
  2_018_300: failed('thread-owned-elsewhere'),
  // The person is in an automated question-and-answer of Messenger; it ends by itself.
  2_018_321: retry('facebook-unwell'),
}

/** What became of a message, by Facebook's answer. Anything not surely refused counts as possibly sent. */
export function messageOutcome(answer: GraphAnswer, now: Date): Outcome {
  return outcomeOf(answer, { now, sent: messageNamedIn })
}

function messageNamedIn({ message_id: id, recipient_id: personId }: JsonObject) {
  return typeof id === 'string' && id !== '' ? { externalId: id, ...(typeof personId === 'string' ? { personId } : {}) } : undefined
}

/**
 * The same of what is done to a comment or a post, which says nothing; of whoever is blocked Facebook says yes by their id (Page, `blocked`, v26).
 */
export function moderationOutcome(answer: GraphAnswer, now: Date, author?: string): Outcome {
  const isDone = (body: JsonObject): boolean => [body['success'], author && own(body, author)].some(isTrue)
  return outcomeOf(answer, { now, sent: (body) => (isDone(body) ? { externalId: undefined } : undefined) })
}

/** The same of a comment, which is named by the last part of its id. */
export function commentOutcome(answer: GraphAnswer, now: Date): Outcome {
  return outcomeOf(answer, {
    now,
    sent: ({ id }) => (typeof id === 'string' && id !== '' ? { externalId: lastPart(id), calledAs: id } : undefined),
  })
}

type Reading = { readonly now: Date; sent(body: JsonObject): Omit<Extract<Outcome, { readonly kind: 'sent' }>, 'kind'> | undefined }

function outcomeOf(answer: GraphAnswer, { now, sent }: Reading): Outcome {
  switch (answer.kind) {
    case 'ok': {
      const named = sent(answer.body)
      return named ? { kind: 'sent', ...named } : { kind: 'unconfirmed', failure: { reason: 'no-answer' } }
    }
    case 'refused':
      return refusedOutcome(answer, now)
    case 'no-answer':
      return silentOutcome(answer)
    default:
      return answer satisfies never
  }
}

function refusedOutcome(refusal: GraphRefusal, now: Date): Outcome {
  const meaning = meaningOf(refusal)
  if (meaning === 'key-dead') {
    return { kind: 'key-dead', failure: failureOf(refusal, 'key-dead') }
  }
  const verdict = verdictOf(refusal)
  if (verdict.kind === 'unconfirmed' || !isSure(refusal, verdict)) {
    return { kind: 'unconfirmed', failure: failureOf(refusal, verdict.reason) }
  }
  const failure = failureOf(refusal, verdict.reason)
  return verdict.kind === 'failed' ? { kind: 'failed', failure } : { kind: 'retry', failure, notBefore: notBefore(refusal, now) }
}

const TOO_MANY_REQUESTS = 429

/**
 * Does the answer say for sure that nothing was sent? Graph's own refusals come with 400 or 403. Another status is not
 * an error's, or of a server in trouble, or of something between Facebook and us, and then only a limit is believed that
 * the usage header tells, too.
 */
function isSure({ status, usage }: GraphRefusal, { reason }: Verdict): boolean {
  if (status >= 400 && status < 500 && status !== TOO_MANY_REQUESTS) {
    return true
  }
  return reason === 'rate-limited' && (usage.waitMs !== undefined || (usage.percent ?? 0) >= 100)
}

function verdictOf(refusal: GraphRefusal): Verdict {
  const { code, subcode } = refusal
  const exact = subcode === undefined ? undefined : (BY_NUMBERS[`${code}/${subcode}`] ?? BY_EITHER[subcode])
  return exact ?? BY_EITHER[code] ?? BY_NUMBERS[String(code)] ?? byMeaning(refusal)
}

function byMeaning(refusal: GraphRefusal): Verdict {
  const meaning = meaningOf(refusal)
  switch (meaning) {
    case 'rate-limited':
      return retry(meaning)
    case 'facebook-unwell':
      return doubt(meaning)
    case 'permission-missing':
      return failed('permission-missing')
    case 'key-dead':
    case 'other':
      return failed('refused')
    default:
      return meaning satisfies never
  }
}

function notBefore({ usage }: GraphRefusal, now: Date): Date | undefined {
  return usage.waitMs === undefined ? undefined : new Date(now.getTime() + usage.waitMs)
}

function failureOf({ code, subcode, message }: GraphRefusal, reason: SendFailureReason): SendFailure {
  return { reason, code, ...(subcode === undefined ? {} : { subcode }), ...(message === '' ? {} : { facebookMessage: message }) }
}

function silentOutcome({ reason }: GraphSilence): Outcome {
  return reason === 'not-sent'
    ? { kind: 'retry', failure: { reason: 'facebook-unwell' }, notBefore: undefined }
    : { kind: 'unconfirmed', failure: { reason: 'no-answer' } }
}
