import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { AnswerOf } from '#api/contract/endpoints.ts'
import { ask } from '../api/client.ts'
import { keys } from '../api/query-client.ts'
import type { DraftOf } from './drafts.ts'

type Drafts = AnswerOf<'GET /api/v1/tickets/:ticketId/drafts'>
export type Draft = Drafts['drafts'][number]

/** What one's colleagues and oneself have begun to write in a ticket, as the desk holds it. */
export function draftsQuery(ticketId: string) {
  return queryOptions({
    queryKey: keys.drafts(ticketId),
    queryFn: ({ signal }) => ask('GET /api/v1/tickets/:ticketId/drafts', { params: { ticketId }, signal }),
  })
}

type Bring = { readonly text: string; readonly seen: number }

/** Brings what one has begun to write to the desk. After each try it is looked how it stands there: it may have been changed meanwhile. */
export function useBringDraft({ ticketId, mode, threadId }: Pick<DraftOf, 'ticketId' | 'mode' | 'threadId'>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ text, seen }: Bring) =>
      ask('PUT /api/v1/tickets/:ticketId/drafts/:mode', {
        params: { ticketId, mode },
        body: { text, seen, ...(threadId === undefined ? {} : { threadId }) },
      }),
    onError: () => queryClient.invalidateQueries({ queryKey: keys.drafts(ticketId) }),
  })
}
