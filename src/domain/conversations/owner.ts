/** Whom the channel lets answer in a conversation: this desk, or another app. Networks let one at a time. */
export type Owner = {
  readonly isUs: boolean
  /** The other app, where the channel named it. */
  readonly appId: string | undefined
  readonly at: Date
}

/**
 * The owner after one more piece of news: the latest stands. Of two that are told of one moment ours does, then the one that is named, so that
 * arrival decides nothing. The same object comes back where nothing is later; that the same app still answers is later, too.
 */
export function ownerAfter(before: Owner | undefined, news: Owner): Owner {
  if (before === undefined || news.at > before.at) {
    return news
  }
  return news.at.getTime() === before.at.getTime() && rankOf(news) > rankOf(before) ? news : before
}

function rankOf({ isUs, appId }: Owner): string {
  return `${isUs ? 1 : 0} ${appId ?? ''}`
}
