import { oauthError } from '../graph-error.ts'
import { tell, type World } from '../world.ts'
import { sendError } from './send/send-errors.ts'

/** A permission to write without an open window, given by an opt-in: once (`one_time`) or again and again (`recurring`). */
export type NotificationToken = {
  readonly token: string
  readonly kind: 'one_time' | 'recurring'
  readonly pageId: string
  readonly personId: string
  /** Milliseconds. One-time tokens live a year (Messenger Platform docs, policy, 2026-09). */
  readonly expiresAt: number
  readonly title: string | undefined
  readonly payload: string | undefined
  /** When it was last used to send. */
  usedAt: number | undefined
  /** The person stopped these notifications. */
  isStopped: boolean
}

/** Who ticked the checkbox of a plugin; the PSID stays unknown to the app until the person writes. */
export type UserRef = { readonly userRef: string; readonly pageId: string; readonly personId: string; readonly at: number }

/** Writes down an opt-in's token; the webhook that tells the app of it is the caller's. */
export function keepToken(world: World, token: Omit<NotificationToken, 'usedAt' | 'isStopped'>): NotificationToken {
  const kept = { ...token, usedAt: undefined, isStopped: false }
  world.state.messenger.tokens.set(token.token, kept)
  tell(world, { type: 'state' })
  return kept
}

export function keepUserRef(world: World, ref: UserRef): void {
  world.state.messenger.userRefs.set(`${ref.pageId} ${ref.userRef}`, ref)
  tell(world, { type: 'state' })
}

export function userRefOf(world: World, pageId: string, userRef: string): UserRef {
  const known = world.state.messenger.userRefs.get(`${pageId} ${userRef}`)
  if (!known) {
    throw sendError('100/2018001')
  }
  return known
}

/**
 * A token that may be used now. 100 when it is unknown, of another Page, expired or used up; 10/1893015 when the person stopped the topic;
 * 4/2018354 when the last message went out less than `settings.marketingMessageDelayMs` ago (how long is not documented).
 */
export function usableToken(
  world: World,
  pageId: string,
  wish: { readonly token: string; readonly kind: NotificationToken['kind'] },
): NotificationToken {
  const known = world.state.messenger.tokens.get(wish.token)
  const now = world.clock.now()
  if (known?.pageId !== pageId || known.kind !== wish.kind || known.expiresAt <= now) {
    throw oauthError(100, '(#100) The notification token is invalid or has expired')
  }
  if (known.kind === 'one_time' && known.usedAt !== undefined) {
    throw oauthError(100, '(#100) The notification token has been used already')
  }
  if (known.isStopped) {
    throw sendError('10/1893015')
  }
  if (known.usedAt !== undefined && now < known.usedAt + world.state.settings.marketingMessageDelayMs) {
    throw sendError('4/2018354')
  }
  return known
}
