import { textOfParts } from './content.ts'
import type { Entry } from './entry.ts'

type PartsNow = Entry['partsNow']

/**
 * What stands beside the words after one more edit told it: what the latest edit brought; of one moment what sorts last, so that arrival decides
 * nothing. The same object comes back where the news bring nothing else.
 */
export function laterParts(before: PartsNow, news: PartsNow): PartsNow {
  if (before === undefined || news === undefined) {
    return before ?? news
  }
  if (news.at.getTime() !== before.at.getTime()) {
    return news.at > before.at ? news : before
  }
  return textOfParts(news.value) > textOfParts(before.value) ? news : before
}
