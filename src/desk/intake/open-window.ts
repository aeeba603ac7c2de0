import { followedAd } from '#domain/conversations/marks.ts'
import type { TrustedTime } from '#domain/facts/time.ts'
import { windowAfter, windowByAd, type WindowReason } from '#domain/messaging-policy/reply-window.ts'
import type { Talk } from './room.ts'

type Opening = { readonly reason: WindowReason | undefined; readonly time: TrustedTime; readonly isAd: boolean }

/** A window is never guessed: it opens when the channel told that the customer acted. */
export function openBy(talk: Talk, { reason, time: { told }, isAd: isByAd }: Opening): void {
  if (!told) {
    return
  }
  talk.marks = isByAd ? followedAd(talk.marks, told) : talk.marks
  talk.window = windowByAd(reason ? windowAfter(talk.window, told, reason) : talk.window, talk.marks.adsFollowed)
}

/** Facebook names ads by this source (Messenger Platform docs, referral, 2026-06). */
export function isAd({ source }: { readonly source?: string | undefined }): boolean {
  return source?.toUpperCase() === 'ADS'
}
