/**
 * When Messenger lets a Page write to a person.
 *
 * Pure on purpose: the server refuses a late reply with it, and the composer in the browser counts down with the very
 * same function. Source: Messenger Platform policy, "standard messaging", read 2026-09: 24 hours from the person's
 * last opening action, any content, promotions included.
 */
export type ReplyWindow = {
  readonly opensAt: Date
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
/** Of HUMAN_AGENT: seven days from the person's last opening action (policy, as above). */
const HUMAN_AGENT_MS = 7 * STANDARD_WINDOW_MS

/** From here on a window ends soon: it is loud on the screen, and its ticket lies in the folder Ending soon. */
export const ENDS_SOON_MS = 6 * 60 * 60 * 1000

/**
 * The window as it stands after an opening act. An older act that arrives late never shortens it; of two in one moment one gives the reason,
 * always the same.
 */
export function windowAfter(current: ReplyWindow | undefined, actAt: Date, reason: WindowReason): ReplyWindow {
  const closesAt = new Date(actAt.getTime() + STANDARD_WINDOW_MS)
  if (current && isAtLeast(current, { closesAt, reason })) {
    return current
  }
  return { opensAt: actAt, closesAt, reason }
}

/**
 * The window of somebody who followed an ad: what they wrote within a day is told as opened by it, whether the ad or the message is heard of
 * first. The same object comes back where the ad says nothing new.
 */
export function windowByAd(window: ReplyWindow | undefined, adsFollowed: readonly Date[]): ReplyWindow | undefined {
  if (!window || window.reason === 'ad') {
    return window
  }
  const { opensAt } = window
  const isOpenedByAd = adsFollowed.some((at) => at <= opensAt && opensAt.getTime() - at.getTime() < STANDARD_WINDOW_MS)
  return isOpenedByAd ? { ...window, reason: 'ad' } : window
}

function isAtLeast(current: ReplyWindow, { closesAt, reason }: Pick<ReplyWindow, 'closesAt' | 'reason'>): boolean {
  const isOfOneMoment = current.closesAt.getTime() === closesAt.getTime()
  return isOfOneMoment ? WINDOW_REASONS.indexOf(current.reason) >= WINDOW_REASONS.indexOf(reason) : current.closesAt > closesAt
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
