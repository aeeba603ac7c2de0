import type { SendFailure, Outcome } from '#domain/acts/outcome.ts'
import type { GraphAnswer, GraphRefusal, GraphSilence } from '../graph/graph-answer.ts'
import { keyDeathOf } from '../graph/key-death.ts'
import { meaningOf } from '../graph/refusal-meaning.ts'
import { isTrue, own, type JsonObject } from '../json/value.ts'
import { lastPart } from '../reading/public-item.ts'
import { verdictOf, type Verdict } from './refusals.ts'

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

/** The same of a sender action, which says nothing either: Facebook names whom it concerns (Messenger Platform docs, sender actions, 2026-01). */
export function senderActionOutcome(answer: GraphAnswer, now: Date): Outcome {
  return outcomeOf(answer, { now, sent: ({ recipient_id: id }) => (typeof id === 'string' ? { externalId: undefined } : undefined) })
}

/** The same of a comment, which is named by the last part of its id. */
export function commentOutcome(answer: GraphAnswer, now: Date): Outcome {
  return outcomeOf(answer, {
    now,
    sent: ({ id }) => (typeof id === 'string' && id !== '' ? { externalId: lastPart(id), calledAs: id } : undefined),
  })
}

type Reading = { readonly now: Date; sent(body: JsonObject): Omit<Extract<Outcome, { readonly kind: 'sent' }>, 'kind'> | undefined }

/** The same of any call, whose answer names what it made. */
export function outcomeOf(answer: GraphAnswer, { now, sent }: Reading): Outcome {
  switch (answer.kind) {
    case 'ok': {
      const named = sent(answer.body)
      const restUntil = restAfter(answer, now)
      return named
        ? { kind: 'sent', ...named, ...(restUntil ? { restUntil } : {}) }
        : { kind: 'unconfirmed', failure: { reason: 'no-answer' } }
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
    return keyDeathOf(refusal)
  }
  const verdict = verdictOf(refusal)
  if (verdict.kind === 'unconfirmed' || !isSure(refusal, verdict)) {
    return { kind: 'unconfirmed', failure: failureOf(refusal, verdict) }
  }
  const failure = failureOf(refusal, verdict)
  return verdict.kind === 'failed' ? { kind: 'failed', failure } : { kind: 'retry', failure, notBefore: restAfter(refusal, now) }
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

/** Facebook told how long to wait; calls before only make it longer (Graph rate limiting overview, 2026). */
function restAfter({ usage }: Pick<GraphRefusal, 'usage'>, now: Date): Date | undefined {
  return usage.waitMs === undefined ? undefined : new Date(now.getTime() + usage.waitMs)
}

function failureOf({ code, subcode, message }: GraphRefusal, { reason, reach }: Pick<Verdict, 'reason' | 'reach'>): SendFailure {
  return { reason, reach, code, ...(subcode === undefined ? {} : { subcode }), ...(message === '' ? {} : { facebookMessage: message }) }
}

function silentOutcome({ reason }: GraphSilence): Outcome {
  return reason === 'not-sent'
    ? { kind: 'retry', failure: { reason: 'facebook-unwell' }, notBefore: undefined }
    : { kind: 'unconfirmed', failure: { reason: 'no-answer' } }
}
