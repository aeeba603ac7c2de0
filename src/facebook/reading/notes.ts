import type { About, Answering } from '#domain/facts/fact.ts'
import type { WindowReason } from '#domain/messaging-policy/reply-window.ts'
import type { FeedbackAnswer, Note, ThreadControl } from '#domain/notes/note.ts'
import { idOf, isObject, own, textOf, timeOf, titleOf, without, type JsonObject } from '../json/value.ts'
import { midOf, type Item, type Read } from './item.ts'
import { referralOf } from './referral.ts'

type Noted = {
  readonly note: Note
  readonly rest: JsonObject | undefined
  readonly opens?: WindowReason
  readonly answering?: Answering | undefined
}

function noted(
  { about, subject }: { readonly about: About; readonly subject: Item['subject'] },
  { note, rest, opens, answering }: Noted,
): Read {
  return { fact: { ...about, act: 'noted', note, subject, rest, opens, answering }, rest: undefined }
}

/**
 * Somebody who has written before came back by a link or an ad (Messenger Platform docs, messaging_referrals, 2026-06). An m.me link with a
 * reference opens the window (policy, 2026-09); an ad does with what is written after it.
 */
export function readReferral(value: JsonObject, item: Item): Read {
  const { referral, rest } = referralOf(value)
  const isLink = referral.source?.toUpperCase() === 'SHORTLINK' && referral.ref !== undefined
  return noted(item, { note: { what: 'referral', ...referral }, rest, ...(isLink ? { opens: 'referral' } : {}) })
}

const OPT_IN = [
  'type',
  'title',
  'ref',
  'payload',
  'user_ref',
  'notification_messages_token',
  'one_time_notif_token',
  'user_token_status',
  'notification_messages_timezone',
  'token_expiry_timestamp',
  'notification_messages_status',
  'notification_messages_frequency',
]

/** The plugins' and the notifications' agreements (Messenger Platform docs, messaging_optins, 2026-06). With a `user_ref` nobody is named. */
export function readOptIn(value: JsonObject, item: Item): Read {
  const told = (key: string): string | undefined => textOf(own(value, key))
  const note: Note = {
    what: 'opt-in',
    type: told('type'),
    title: titleOf(own(value, 'title')),
    ref: told('ref'),
    payload: told('payload'),
    userRef: idOf(own(value, 'user_ref')) ?? idOf(own(own(item.raw, 'sender'), 'user_ref')),
    token: told('notification_messages_token') ?? told('one_time_notif_token'),
    tokenStatus: told('user_token_status'),
    timezone: told('notification_messages_timezone'),
    expiresAt: timeOf(own(value, 'token_expiry_timestamp')),
    status: told('notification_messages_status'),
    frequency: told('notification_messages_frequency'),
  }
  return noted(item, { note, rest: without(value, OPT_IN) })
}

/** The person connected an account in the Page's shop with Messenger, or parted them (Messenger Platform docs, account linking, 2026-06). */
export function readAccountLinking(value: JsonObject, item: Item): Read | undefined {
  const status = own(value, 'status')
  if (status !== 'linked' && status !== 'unlinked') {
    return undefined
  }
  const note = { what: 'account-linked', isLinked: status === 'linked', code: textOf(own(value, 'authorization_code')) } as const
  return noted(item, { note, rest: without(value, ['status', 'authorization_code']) })
}

const CONTROL = ['previous_owner_app_id', 'new_owner_app_id', 'requested_owner_app_id', 'metadata']

/**
 * Which app answers. Facebook tells of a passing the app that gets the thread, and of a taking the one that loses it (Messenger Platform docs,
 * messaging_handovers, 2026-06): told here, a passing makes it ours and a taking another app's.
 */
export function readThreadControl(how: ThreadControl['how']) {
  return (value: JsonObject, item: Item): Read => {
    const [from, to, wished] = [
      own(value, 'previous_owner_app_id'),
      own(value, 'new_owner_app_id'),
      own(value, 'requested_owner_app_id'),
    ].map(idOf)
    const note: Note = { what: 'thread-control', how, from, to: to ?? wished, metadata: textOf(own(value, 'metadata')) }
    return noted(item, { note, rest: without(value, CONTROL), answering: ANSWERING[how]?.(to) })
  }
}

const ANSWERING: Readonly<Partial<Record<ThreadControl['how'], (appId: string | undefined) => Answering>>> = {
  passed: () => ({ isUs: true, appId: undefined }),
  taken: (appId) => ({ isUs: false, appId }),
}

/** Apps and their parts on the Page; told of the Page and of no person. */
export function readAppRoles(value: JsonObject, item: Item): Read {
  const roles = Object.entries(value).map(([appId, list]) => ({ appId, roles: Array.isArray(list) ? list.map(String) : [String(list)] }))
  return noted({ about: item.about, subject: undefined }, { note: { what: 'thread-control', how: 'roles', roles }, rest: undefined })
}

/** Facebook warns the Page, blocks it, or lets it go on (Messenger Platform docs, messaging_policy_enforcement, 2026-06). */
export function readPolicy(value: JsonObject, item: Item): Read {
  const note = { what: 'policy', action: textOf(own(value, 'action')), reason: textOf(own(value, 'reason')) } as const
  return noted({ about: item.about, subject: undefined }, { note, rest: without(value, ['action', 'reason']) })
}

/** The answers to a form that asks how it was (Messenger Platform docs, customer feedback template, 2026-06). */
export function readFeedback(value: JsonObject, item: Item): Read | undefined {
  const screens = own(value, 'feedback_screens')
  if (!Array.isArray(screens)) {
    return undefined
  }
  return noted(item, { note: { what: 'feedback', answers: screens.flatMap(answersOn) }, rest: without(value, ['feedback_screens']) })
}

function answersOn(screen: unknown): FeedbackAnswer[] {
  const questions = own(screen, 'questions')
  const id = own(screen, 'screen_id')
  return Object.entries(isObject(questions) ? questions : {}).map(([asked, answer]) => ({
    screen: typeof id === 'number' || typeof id === 'string' ? String(id) : undefined,
    question: titleOf(asked) ?? '',
    type: textOf(own(answer, 'type')),
    answer: textOf(own(answer, 'payload')),
    comment: textOf(own(own(answer, 'follow_up'), 'payload')),
  }))
}

/** How the person rates one answer (Messenger Platform docs, response_feedback, 2026-06). */
export function readRating(value: JsonObject, item: Item): Read | undefined {
  const rating = textOf(own(value, 'feedback'))
  const note = { what: 'feedback', about: midOf(own(value, 'mid')), rating } as const
  return rating === undefined ? undefined : noted(item, { note, rest: without(value, ['feedback', 'mid']) })
}
