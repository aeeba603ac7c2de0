import { useQuery } from '@tanstack/react-query'
import type { DraftContent } from '#domain/tickets/draft.ts'
import { useSession } from '../session/session.ts'
import { useBegunHere } from './drafts.ts'
import { draftsQuery, type Draft } from './drafts-queries.ts'
import { useBegunOffer } from './offers/use-begun-offer.ts'

/** What one began to write to the customer, with what goes along. */
export type BegunReply = DraftContent & { readonly files: Draft['files'] }

/** Of this browser, and else of the desk: it may have been begun in another one. `threadId`: of a ticket that holds several threads the one that is answered. */
export function useBegunReply(ticketId: string, threadId: string | undefined): BegunReply {
  const { memberId, user } = useSession()
  const { data } = useQuery(draftsQuery(ticketId))
  const { here, seen } = useBegunHere(memberId, ticketId).reply
  const [offer] = useBegunOffer({ memberId, ticketId }, true)
  // What was sent from here a moment ago the desk still tells.
  const isLeft = here === '' && seen !== ''
  const there = isLeft ? undefined : data?.drafts.findLast((each) => each.userId === user.id && isOf(each, threadId) && !isNothing(each))
  return {
    text: here === '' ? (there?.text ?? '') : here,
    offer: offer ?? there?.offer ?? undefined,
    files: there?.files ?? [],
  }
}

type Told = Pick<Draft, 'text' | 'files'> & { readonly offer?: BegunReply['offer'] | null }

export function isNothing({ text, offer, files }: Told): boolean {
  return text.trim() === '' && !offer && files.length === 0
}

function isOf(draft: Draft, threadId: string | undefined): boolean {
  return draft.mode === 'reply' && (threadId === undefined || draft.threadId === threadId)
}
