import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../api/client.ts'
import { keys } from '../api/query-client.ts'
import type { BusinessHours } from '../api/types.ts'
import { showToast } from '../ui/toast-store.ts'

export const businessHoursQuery = queryOptions({
  queryKey: keys.businessHours,
  queryFn: ({ signal }) => ask('GET /api/v1/workspace/business-hours', { signal }),
})

export function useSetBusinessHours() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: BusinessHours) => ask('PUT /api/v1/workspace/business-hours', { body }),
    onSuccess: async (hours) => {
      queryClient.setQueryData(keys.businessHours, hours)
      showToast({ message: 'The business hours are saved.' })
      await queryClient.invalidateQueries({ queryKey: keys.tickets })
    },
  })
}
