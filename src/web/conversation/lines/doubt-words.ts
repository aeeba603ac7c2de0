import { clockTime, isSameDay, sentenceTime } from '../../ui/format-time.ts'
import type { LineOf } from './line-of.ts'

type Doubtful = Pick<LineOf<'our-message'>, 'looked' | 'isPublic'>

/** What was found where a message that nobody confirmed would stand. */
export function soughtWords({ looked, isPublic }: Doubtful, now: Date): string {
  const place = isPublic ? 'thread' : 'conversation'
  if (looked === null) {
    return `We look for it in the ${place} on Facebook, and the state here changes once that is known.`
  }
  const checked = `checked ${looked.times === 1 ? '' : `${looked.times} times, last `}${momentWords(new Date(looked.at), now)}`
  switch (looked.saw) {
    case 'not-there':
      return `The ${place} on Facebook does not show it yet (${checked}). It may still come.`
    case 'untold':
      return `Facebook does not let us see whether it stands in the ${place} (${checked}). To be sure, look in the Page’s inbox on Facebook.`
    case 'no-answer':
      return `Facebook did not answer when we looked for it (${checked}). We look again by ourselves.`
  }
}

function momentWords(at: Date, now: Date): string {
  return isSameDay(at, now) ? `at ${clockTime(at)}` : sentenceTime(at, now)
}
