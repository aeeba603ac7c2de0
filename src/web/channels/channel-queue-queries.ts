import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../api/client.ts'
import { keys } from '../api/query-client.ts'

export function channelQueueQuery(channelId: string) {
  return queryOptions({
    queryKey: keys.channelQueue(channelId),
    queryFn: () => ask('GET /api/v1/channels/:channelId/queue', { params: { channelId } }),
  })
}

export function useEmptyQueue(channelId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () => ask('DELETE /api/v1/channels/:channelId/queue', { params: { channelId } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.channelQueue(channelId) }),
  })
}
