import { textInAddress, wordInAddress } from '../text-in-address.ts'

/** The kinds of what everybody reads, in the order of their tabs. */
export const TABS = ['own', 'visitor-posts', 'mentions', 'reviews'] as const
export type Tab = (typeof TABS)[number]

export const POST_KINDS = ['text', 'photo', 'video', 'link', 'not-available'] as const
type PostKind = (typeof POST_KINDS)[number]

/** What of a tab is shown, as it stands in the address: only where it differs from the usual. */
export type PostsSearch = {
  readonly channelId?: string
  readonly having?: 'unanswered' | 'hidden'
  readonly kind?: PostKind
  readonly sort?: 'newest' | 'unanswered'
}

const HAVING = ['unanswered', 'hidden'] as const
const SORTS = ['newest', 'unanswered'] as const

export function postsSearch(search: Record<string, unknown>): PostsSearch {
  const { channelId } = textInAddress(search, 'channelId')
  return {
    ...(channelId === undefined ? {} : { channelId }),
    ...wordInAddress(search, 'having', HAVING),
    ...wordInAddress(search, 'kind', POST_KINDS),
    ...wordInAddress(search, 'sort', SORTS),
  }
}

export function tabNamed(text: string): Tab {
  return TABS.find((tab) => tab === text) ?? 'own'
}

/** Of posts those in which most waits stand first; the rest is read as it came. */
export function sortOf(tab: Tab, { sort }: PostsSearch): 'newest' | 'unanswered' {
  return sort ?? (tab === 'own' ? 'unanswered' : 'newest')
}

/** Whether something may be left out. */
export function isFiltered({ channelId, having, kind }: PostsSearch): boolean {
  return [channelId, having, kind].some((each) => each !== undefined)
}
