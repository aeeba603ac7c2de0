import { followedAd } from '#domain/conversations/marks.ts'
import type { EntryFact, Fact, NotedFact } from '#domain/facts/fact.ts'
import type { TrustedTime } from '#domain/facts/time.ts'
import { windowAfter, windowByAd, type WindowReason } from '#domain/messaging-policy/reply-window.ts'
import type { Room, Talk } from './room.ts'

type Telling = Fact | EntryFact | NotedFact

type Opening = { readonly talk: Talk; readonly fact: Telling; readonly reason: WindowReason | undefined; readonly time: TrustedTime }

/** A window is never guessed: it opens when the channel told that the customer acted. */
export function openBy({ adsOpenWeek }: Pick<Room, 'adsOpenWeek'>, { talk, fact, reason, time: { told } }: Opening): void {
  if (!told) {
    return
  }
  talk.marks = tellsAd(fact) ? followedAd(talk.marks, told) : talk.marks
  const window = reason ? windowAfter(talk.window, told, reason) : talk.window
  talk.window = windowByAd(window, { at: talk.marks.adsFollowed, openWeek: adsOpenWeek })
}

/** Whether it tells that somebody followed an ad: by itself, or with what they wrote. */
export function tellsAd(fact: Telling): boolean {
  switch (fact.act) {
    case 'noted':
      return fact.note.what === 'referral' && isAd(fact.note)
    case 'added':
      return fact.author.kind === 'client' && fact.content.parts.some((part) => part.kind === 'referral' && isAd(part))
    default:
      return false
  }
}

/** Facebook names ads by this source (Messenger Platform docs, referral, 2026-06). */
function isAd({ source }: { readonly source?: string | undefined }): boolean {
  return source?.toUpperCase() === 'ADS'
}
