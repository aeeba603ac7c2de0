import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../api/client.ts'
import { keys } from '../api/query-client.ts'
import { tellFailure } from '../api/tell-failure.ts'
import type { Reminders } from '../api/types.ts'

export const remindersQuery = queryOptions({
  queryKey: keys.reminders,
  queryFn: ({ signal }) => ask('GET /api/v1/account/reminders', { signal }),
})

export function useSetReminders() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: Reminders) => ask('PUT /api/v1/account/reminders', { body }),
    onSuccess: (reminders) => queryClient.setQueryData(keys.reminders, reminders),
    onError: tellFailure,
  })
}
