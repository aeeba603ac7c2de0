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

/** The person's act that opened the window. */
export type WindowReason = 'message' | 'postback'

export type ReplyPermit =
  | { readonly kind: 'open'; readonly until: Date }
  | { readonly kind: 'closed'; readonly since: Date }
  | { readonly kind: 'never-opened' }

const STANDARD_WINDOW_MS = 24 * 60 * 60 * 1000

/** From here on a window ends soon: it is loud on the screen, and its ticket lies in the folder Ending soon. */
export const ENDS_SOON_MS = 6 * 60 * 60 * 1000

/** The window as it stands after an opening act. An older act that arrives late never shortens it. */
export function windowAfter(current: ReplyWindow | undefined, actAt: Date, reason: WindowReason): ReplyWindow {
  const closesAt = new Date(actAt.getTime() + STANDARD_WINDOW_MS)
  if (current && current.closesAt >= closesAt) {
    return current
  }
  return { opensAt: actAt, closesAt, reason }
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
