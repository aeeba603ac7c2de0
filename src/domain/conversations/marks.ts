import { laterOf } from '../facts/time.ts'

/** What is known of a whole conversation up to a moment. A mark only ever moves on, so no order of news matters. */
export type Marks = {
  /** Everything we sent up to here reached the person. */
  readonly deliveredUntil: Date | undefined
  readonly readUntil: Date | undefined
  /** The last thing that somebody wrote elsewhere for the channel: it answers all that had been written before. */
  readonly answeredUntil: Date | undefined
}

export const NO_MARKS: Marks = { deliveredUntil: undefined, readUntil: undefined, answeredUntil: undefined }

/** The marks after one more piece of news; the same object where it says nothing new. */
export function markedUntil(marks: Marks, mark: keyof Marks, until: Date | undefined): Marks {
  const moved = laterOf(marks[mark], until)
  return moved === marks[mark] ? marks : { ...marks, [mark]: moved }
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
