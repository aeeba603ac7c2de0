import type { Dated } from './entry.ts'
import type { Reaction } from './reaction.ts'

type DatedReaction = Dated<Reaction | undefined>

/**
 * Somebody's reaction after one more piece of news: the later one stands, and taking back is news like any other. Of two that are told of one
 * moment the greater stands, so that arrival decides nothing. The same object comes back where nothing is later.
 */
export function laterReaction(before: DatedReaction | undefined, news: DatedReaction): DatedReaction {
  if (before === undefined || news.at > before.at) {
    return news
  }
  const isOfOneMoment = news.at.getTime() === before.at.getTime()
  return isOfOneMoment && signOf(news.value) > signOf(before.value) ? news : before
}

function signOf(reaction: Reaction | undefined): string {
  return reaction ? `${reaction.name} ${reaction.emoji ?? ''}` : ''
}
