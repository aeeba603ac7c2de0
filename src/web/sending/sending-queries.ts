import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { ShownGestures } from '#domain/messaging-policy/gesture.ts'
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

export const gesturesQuery = queryOptions({
  queryKey: keys.gestures,
  queryFn: ({ signal }) => ask('GET /api/v1/workspace/gestures', { signal }),
})

export function useSetGestures() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (shown: ShownGestures) => ask('PUT /api/v1/workspace/gestures', { body: shown }),
    onSuccess: (shown) => queryClient.setQueryData(keys.gestures, shown),
    onError: tellFailure,
  })
}
