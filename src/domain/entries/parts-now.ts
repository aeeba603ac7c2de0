import { textOfParts } from './content.ts'
import type { Entry } from './entry.ts'

type PartsNow = Entry['partsNow']

/**
 * What stands beside the words of an entry after an edit told something. What we sent stays what we sent: with every edit of its words the channel tells
 * it again under an address of its own, and nothing says whether it is the same.
 */
export function partsAfter({ author, content, partsNow }: Pick<Entry, 'author' | 'content' | 'partsNow'>, news: PartsNow): PartsNow {
  const isOfOurs = author?.kind === 'member' && (content?.value.parts.length ?? 0) > 0
  return isOfOurs ? partsNow : laterParts(partsNow, news)
}

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
