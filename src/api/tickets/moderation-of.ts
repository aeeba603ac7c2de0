import type { z } from 'zod'
import type { Moderation } from '#domain/acts/act.ts'
import type { moderate } from './contract.ts'

type Wish = z.infer<(typeof moderate)['schema']['body']>

type PlainWish = Exclude<Wish, { readonly act: 'edit' | 'reply-privately' | 'react' }>

const PLAIN: Readonly<Record<PlainWish['act'], Moderation>> = {
  hide: { kind: 'hide', isHidden: true },
  show: { kind: 'hide', isHidden: false },
  remove: { kind: 'remove' },
  like: { kind: 'react', reaction: 'like' },
  unlike: { kind: 'react', reaction: undefined },
  block: { kind: 'block', isBlocked: true },
  unblock: { kind: 'block', isBlocked: false },
  unreact: { kind: 'react', reaction: undefined, isPrivate: true },
}

/** What is asked of the channel, by the word of the API. */
export function moderationOf(wish: Wish): Moderation {
  switch (wish.act) {
    case 'react':
      return { kind: 'react', reaction: wish.reaction, isPrivate: true }
    case 'edit':
      return { kind: 'edit', text: wish.text }
    case 'reply-privately':
      return { kind: 'say-privately', text: wish.text }
    default:
      return PLAIN[wish.act]
  }
}
