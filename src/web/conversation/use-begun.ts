import type { DraftMode } from '#domain/tickets/draft.ts'
import type { Ticket } from '../api/types.ts'
import { useSession } from '../session/session.ts'
import { begunMode } from './begun-mode.ts'
import { useBegunHere } from './drafts.ts'
import { filesWords } from './parts/file-words.ts'
import { OFFER_NAMES } from './offers/offer-words.ts'

/** What one wrote last in a ticket and did not send, wherever one wrote it. `text`: here, or its beginning as the desk has it; else what stands there in place of words. */
export type Begun = { readonly mode: DraftMode; readonly text: string }

export function useBegun({ id, drafts }: Pick<Ticket, 'id' | 'drafts'>): Begun | undefined {
  const { memberId, user } = useSession()
  const here = useBegunHere(memberId, id)
  const there = drafts.find(({ userId }) => userId === user.id)
  const mode = begunMode({ ...here, there: there?.mode })
  if (mode === undefined) {
    return undefined
  }
  const text = here[mode].here
  return { mode, text: text === '' && there?.mode === mode ? wordsIn(there) : text }
}

function wordsIn({ text, offer, files }: Ticket['drafts'][number]): string {
  const along = [...(offer === null ? [] : [OFFER_NAMES[offer].name]), ...(files === 0 ? [] : [filesWords(files)])]
  return text.trim() === '' ? along.join(', ') : text
}
