import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../api/client.ts'
import { keys } from '../api/query-client.ts'
import { tellFailure } from '../api/tell-failure.ts'

/** What failed, or is in doubt, of a line needs no attention any more. The event that tells it brings row and line. */
export function useSetAside(ticketId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (messageId: string) =>
      ask('PUT /api/v1/tickets/:ticketId/messages/:messageId/set-aside', { params: { ticketId, messageId } }),
    onError: tellFailure,
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.messages(ticketId) }),
  })
}
