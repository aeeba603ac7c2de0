import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../api/client.ts'
import { keys } from '../api/query-client.ts'
import type { CommentTickets } from '../api/types.ts'

export function commentTicketsQuery(channelId: string) {
  return queryOptions({
    queryKey: keys.commentTickets(channelId),
    queryFn: () => ask('GET /api/v1/channels/:channelId/comment-tickets', { params: { channelId } }),
  })
}

/** Felt at once, and put back if the desk refuses. */
export function useChooseCommentTickets(channelId: string) {
  const queryClient = useQueryClient()
  const queryKey = keys.commentTickets(channelId)
  return useMutation({
    scope: { id: `comment-tickets ${channelId}` },
    mutationFn: (onePer: CommentTickets['onePer']) =>
      ask('PUT /api/v1/channels/:channelId/comment-tickets', { params: { channelId }, body: { onePer } }),
    onMutate: async (onePer) => {
      // What is on its way tells the state before this press.
      await queryClient.cancelQueries({ queryKey })
      const before = queryClient.getQueryData<CommentTickets>(queryKey)
      queryClient.setQueryData<CommentTickets>(queryKey, { onePer, changedAt: null, changedBy: null })
      return before
    },
    onError: (_failure, _wish, before) => queryClient.setQueryData(queryKey, before),
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  })
}
