import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../api/client.ts'
import { keys } from '../api/query-client.ts'
import { tellFailure } from '../api/tell-failure.ts'

export const undoQuery = queryOptions({ queryKey: keys.undo, queryFn: ({ signal }) => ask('GET /api/v1/workspace/undo', { signal }) })

export function useSetUndo() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (seconds: number) => ask('PUT /api/v1/workspace/undo', { body: { seconds } }),
    onSuccess: (undo) => queryClient.setQueryData(keys.undo, undo),
    onError: tellFailure,
  })
}
