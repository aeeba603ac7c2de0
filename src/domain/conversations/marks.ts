import { laterOf } from '../facts/time.ts'

/** What is known of a whole conversation up to a moment. A mark only ever moves on, so no order of news matters. */
export type Marks = {
  /** Everything we sent up to here reached the person. */
  readonly deliveredUntil: Date | undefined
  readonly readUntil: Date | undefined
  /** The last thing that somebody wrote elsewhere for the channel: it answers all that had been written before. */
  readonly answeredUntil: Date | undefined
  /** The last times that the person followed an ad here, oldest first. */
  readonly adsFollowed: readonly Date[]
}

export const NO_MARKS: Marks = { deliveredUntil: undefined, readUntil: undefined, answeredUntil: undefined, adsFollowed: [] }

/** The marks after one more piece of news; the same object where it says nothing new. */
export function markedUntil(marks: Marks, mark: Exclude<keyof Marks, 'adsFollowed'>, until: Date | undefined): Marks {
  const moved = laterOf(marks[mark], until)
  return moved === marks[mark] ? marks : { ...marks, [mark]: moved }
}

/** The marks that tell how far what we sent came. */
export type Receipts = Pick<Marks, 'deliveredUntil' | 'readUntil'>

/** Marks as an event tells them. */
export type ToldReceipts = { readonly [Mark in keyof Receipts]?: string }

export function receiptsOf({ deliveredUntil, readUntil }: ToldReceipts): Receipts {
  return { deliveredUntil: momentOf(deliveredUntil), readUntil: momentOf(readUntil) }
}

function momentOf(told: string | undefined): Date | undefined {
  return told === undefined ? undefined : new Date(told)
}

/** From where to where. Without `after` from the beginning; without `until` there is nothing between. */
export type Stretch = { readonly after: Date | undefined; readonly until: Date | undefined }

/** What the marks have moved over. What was read before stays as it was, so only a read mark begins before that of delivery. */
export function movedOver(before: Receipts, now: Receipts): Stretch {
  const [delivered, read] = [movedTo(before.deliveredUntil, now.deliveredUntil), movedTo(before.readUntil, now.readUntil)]
  return { after: read ? before.readUntil : laterOf(before.readUntil, before.deliveredUntil), until: laterOf(read, delivered) }
}

function movedTo(before: Date | undefined, now: Date | undefined): Date | undefined {
  return laterOf(before, now) === before ? undefined : now
}

/** So many decide whether an ad opened a window: it is asked of the day before. */
const ADS = 5

/** The marks after the person followed an ad; the same object where that is known. */
export function followedAd(marks: Marks, at: Date): Marks {
  const moments = new Set(marks.adsFollowed.map((moment) => moment.getTime()))
  const adsFollowed = [...moments.add(at.getTime())].toSorted((a, b) => a - b).slice(-ADS)
  const isKnown =
    adsFollowed.length === marks.adsFollowed.length && adsFollowed.every((ms, place) => ms === marks.adsFollowed[place]?.getTime())
  return isKnown ? marks : { ...marks, adsFollowed: adsFollowed.map((ms) => new Date(ms)) }
}

/** A receipt says nothing of what was sent after it was told. */
export function notAhead(upTo: Date | undefined, toldAt: Date): Date | undefined {
  return upTo && upTo > toldAt ? toldAt : upTo
}

/**
 * Who answered in Facebook's own screens saw all that was written before. (Who answers here saw what had arrived: that is
 * judged by the order of arrival, not by a mark.)
 */
export function isAnsweredElsewhere({ answeredUntil }: Pick<Marks, 'answeredUntil'>, writtenAt: Date): boolean {
  return answeredUntil !== undefined && writtenAt < answeredUntil
}
