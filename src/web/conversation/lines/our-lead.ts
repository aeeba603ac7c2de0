import type { MessageState } from '../../api/types.ts'
import { authorPrefix, type Author } from './author-words.ts'

type OurLead = { readonly tone: 'bad' | 'warn' | 'faint'; readonly word: string }

/** What stands before our message in a list: what is true of it while it is not sent, and who wrote it once it is. */
export function ourLead({ state, author }: { readonly state: MessageState; readonly author: Author }, userId: string): OurLead {
  switch (state) {
    case 'failed':
      return { tone: 'bad', word: 'Not sent' }
    case 'unconfirmed':
      return { tone: 'warn', word: 'Unconfirmed' }
    case 'queued':
      return { tone: 'faint', word: 'Queued' }
    case 'sending':
      return { tone: 'faint', word: 'Sending' }
    case 'sent':
    case 'delivered':
    case 'read':
      return { tone: 'faint', word: authorPrefix(author, userId) }
  }
}
