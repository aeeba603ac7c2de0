import type { z } from 'zod'
import type { Moderation } from '#domain/acts/act.ts'
import type { moderate } from './contract.ts'

type Wish = z.infer<(typeof moderate)['schema']['body']>

/** What is asked of the channel, by the word of the API. */
export function moderationOf(wish: Wish): Moderation {
  switch (wish.act) {
    case 'hide':
    case 'show':
      return { kind: 'hide', isHidden: wish.act === 'hide' }
    case 'like':
    case 'unlike':
      return { kind: 'react', reaction: wish.act === 'like' ? 'like' : undefined }
    case 'block':
    case 'unblock':
      return { kind: 'block', isBlocked: wish.act === 'block' }
    case 'remove':
      return { kind: 'remove' }
    case 'edit':
      return { kind: 'edit', text: wish.text }
    case 'reply-privately':
      return { kind: 'say-privately', text: wish.text }
  }
}
