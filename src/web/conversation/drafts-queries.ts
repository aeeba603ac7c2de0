import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { AnswerOf } from '#api/contract/endpoints.ts'
import type { Offer } from '#domain/offers/offer.ts'
import { ask } from '../api/client.ts'
import { DeskProblem } from '../api/desk-problem.ts'
import { keys } from '../api/query-client.ts'
import { forgetBringing, keepBringing } from './bringing.ts'
import type { RefusedDraft } from './draft-step.ts'
import { keepBrought, type DraftOf } from './drafts.ts'
import { judgeSending } from './judge-sending.ts'
import { askedOffer } from './offers/asked-offer.ts'

type Drafts = AnswerOf<'GET /api/v1/tickets/:ticketId/drafts'>
export type Draft = Drafts['drafts'][number]

/** What one's colleagues and oneself have begun to write in a ticket, as the desk holds it. */
export function draftsQuery(ticketId: string) {
  return queryOptions({
    queryKey: keys.drafts(ticketId),
    queryFn: ({ signal }) => ask('GET /api/v1/tickets/:ticketId/drafts', { params: { ticketId }, signal }),
  })
}

/** `offer`: undefined where none can go along. */
type Bring = { readonly text: string; readonly offer: Offer | null | undefined; readonly seen: number }

/** Undefined: the desk may keep it yet. That another browser wrote on meanwhile is no refusal of the words. */
function refusedBy(failure: unknown, brought: Bring | undefined): RefusedDraft | undefined {
  const verdict = judgeSending(failure)
  const isConflict = failure instanceof DeskProblem && failure.code === 'conflict'
  return verdict.kind === 'refused' && !isConflict && brought !== undefined
    ? { content: { text: brought.text, offer: brought.offer ?? undefined }, words: verdict.words }
    : undefined
}

/** Brings what one has begun to write to the desk. After a try that failed it is looked how it stands there: it may have been changed meanwhile. */
export function useBringDraft(of: DraftOf) {
  const { ticketId, mode, threadId } = of
  const queryClient = useQueryClient()
  const {
    mutate: bring,
    isPending: isOnItsWay,
    error,
    variables: brought,
    submittedAt,
  } = useMutation({
    mutationFn: ({ text, offer, seen }: Bring) =>
      ask('PUT /api/v1/tickets/:ticketId/drafts/:mode', {
        params: { ticketId, mode },
        body: {
          text,
          seen,
          ...(offer === undefined ? {} : { offer: offer && askedOffer(offer) }),
          ...(threadId === undefined ? {} : { threadId }),
        },
      }),
    onMutate: ({ text, offer, seen }) => keepBringing(of, seen, { text, offer: offer ?? undefined }),
    // Of each, also of one that another follows, or that nobody looks at any more.
    onSuccess: ({ version }, { text, offer }) => {
      keepBrought(of, { version, text, offer: offer ?? undefined })
      forgetBringing(of)
    },
    onError: () => queryClient.invalidateQueries({ queryKey: keys.drafts(ticketId) }),
  })
  const failedAt = error === null ? undefined : submittedAt
  return { bring, isOnItsWay, failedAt, refused: refusedBy(error, brought) }
}
