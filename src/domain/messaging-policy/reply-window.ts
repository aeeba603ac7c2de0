/**
 * When Messenger lets a Page write to a person.
 *
 * Pure on purpose: the server refuses a late reply with it, and the composer in the browser counts down with the very
 * same function. Source: Messenger Platform policy, "standard messaging", read 2026-09: 24 hours from the person's
 * last opening action, any content, promotions included.
 */
export type ReplyWindow = {
  /** The last act that opened it. */
  readonly opensAt: Date
  /** A day after that, or later by an ad. */
  readonly closesAt: Date
  readonly reason: WindowReason
}

/**
 * The person's act that opened the window (policy, as above): a message, a tap on a button, a reaction, a link with a reference into a
 * conversation that is there, a message after an ad was followed.
 */
export const WINDOW_REASONS = ['message', 'postback', 'reaction', 'referral', 'ad'] as const
export type WindowReason = (typeof WINDOW_REASONS)[number]

export type ReplyPermit =
  | { readonly kind: 'open'; readonly until: Date }
  | { readonly kind: 'closed'; readonly since: Date }
  | { readonly kind: 'never-opened' }

const STANDARD_WINDOW_MS = 24 * 60 * 60 * 1000
/**
 * "Up to 7 days" for somebody whom an ad led here (policy, 2026-09-28). Of which ads, and how a program is told, nothing is written: a Page has it
 * where an administrator says so, and it is counted from when the ad was followed, which is never later than Facebook may count.
 */
export const AD_WINDOW_MS = 7 * STANDARD_WINDOW_MS
/** Of HUMAN_AGENT: seven days from the person's last opening action (policy, as above). */
const HUMAN_AGENT_MS = 7 * STANDARD_WINDOW_MS

/**
 * The window as it stands after an opening act. An older act that arrives late never shortens it; of two in one moment one gives the reason,
 * always the same.
 */
export function windowAfter(current: ReplyWindow | undefined, actAt: Date, reason: WindowReason): ReplyWindow {
  if (current && isAtLeast(current, { opensAt: actAt, reason })) {
    return current
  }
  return { opensAt: actAt, closesAt: new Date(actAt.getTime() + STANDARD_WINDOW_MS), reason }
}

/** When the person followed ads, and whether that opens seven days on this channel. */
export type AdsFollowed = { readonly at: readonly Date[]; readonly openWeek: boolean }

/**
 * The window of somebody who followed an ad: what they wrote within a day is told as opened by it, whether the ad or the message is heard of
 * first. Where ads open seven days it stays open until those are over, whatever they write meanwhile; an ad that nobody acted upon opens nothing. The
 * same object comes back where the ads say nothing new.
 */
export function windowByAd(window: ReplyWindow | undefined, ads: AdsFollowed): ReplyWindow | undefined {
  if (!window) {
    return window
  }
  const { opensAt } = window
  const last = ads.at.findLast((at) => at <= opensAt)
  const reason = last && opensAt.getTime() - last.getTime() < STANDARD_WINDOW_MS ? 'ad' : window.reason
  const week = last && ads.openWeek ? last.getTime() + AD_WINDOW_MS : 0
  const closesAt = new Date(Math.max(opensAt.getTime() + STANDARD_WINDOW_MS, week))
  const isSame = reason === window.reason && closesAt.getTime() === window.closesAt.getTime()
  return isSame ? window : { opensAt, closesAt, reason }
}

/** Whether it stays open beyond a day, because of an ad. */
export function isOpenByAd({ opensAt, closesAt }: Pick<ReplyWindow, 'opensAt' | 'closesAt'>): boolean {
  return closesAt.getTime() - opensAt.getTime() > STANDARD_WINDOW_MS
}

function isAtLeast(current: ReplyWindow, { opensAt, reason }: Pick<ReplyWindow, 'opensAt' | 'reason'>): boolean {
  const isOfOneMoment = current.opensAt.getTime() === opensAt.getTime()
  return isOfOneMoment ? WINDOW_REASONS.indexOf(current.reason) >= WINDOW_REASONS.indexOf(reason) : current.opensAt > opensAt
}

/** Until when a person may answer as human agent, where Facebook allows the Page that. Seven days from what opened the window. */
export function humanAgentUntil({ opensAt }: Pick<ReplyWindow, 'opensAt'>): Date {
  return new Date(opensAt.getTime() + HUMAN_AGENT_MS)
}

export function replyPermit(window: ReplyWindow | undefined, now: Date): ReplyPermit {
  if (!window) {
    return { kind: 'never-opened' }
  }
  if (now < window.closesAt) {
    return { kind: 'open', until: window.closesAt }
  }
  return { kind: 'closed', since: window.closesAt }
}
