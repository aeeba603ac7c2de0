import type { Tab } from './search.ts'

export const TAB_NAMES: Readonly<Record<Tab, string>> = {
  own: 'Posts',
  'visitor-posts': 'Visitor posts',
  mentions: 'Mentions',
  reviews: 'Reviews',
}

/** What an empty tab says: what would stand there. */
export const NOTHING_YET: Readonly<Record<Tab, { readonly title: string; readonly words: string }>> = {
  own: { title: 'No posts yet', words: 'A post of your Page appears here as soon as somebody comments on it.' },
  'visitor-posts': { title: 'No visitor posts yet', words: 'What visitors post on your Page appears here.' },
  mentions: { title: 'No mentions yet', words: 'When somebody mentions your Page in a post or a comment of their own, it appears here.' },
  reviews: { title: 'No reviews yet', words: 'When somebody recommends your Page, or does not, it appears here.' },
}
