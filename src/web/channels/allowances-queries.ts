import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../api/client.ts'
import { keys } from '../api/query-client.ts'
import type { PageAllowance } from '../api/types.ts'

export function allowancesQuery(channelId: string) {
  return queryOptions({
    queryKey: keys.allowances(channelId),
    queryFn: async () => (await ask('GET /api/v1/channels/:channelId/allowances', { params: { channelId } })).allowances,
  })
}

type Wish = { readonly isAllowed: boolean; readonly useScenario?: string }

/** Felt at once, and put back if the desk refuses. */
export function useRecordAllowance(channelId: string, allowance: PageAllowance['allowance']) {
  const queryClient = useQueryClient()
  const queryKey = keys.allowances(channelId)
  return useMutation({
    scope: { id: `allowances ${channelId}` },
    mutationFn: (wish: Wish) =>
      ask('PUT /api/v1/channels/:channelId/allowances/:allowance', { params: { channelId, allowance }, body: wish }),
    onMutate: async ({ isAllowed, useScenario }: Wish) => {
      // What is on its way tells the state before this press.
      await queryClient.cancelQueries({ queryKey })
      const before = queryClient.getQueryData<PageAllowance[]>(queryKey)
      queryClient.setQueryData<PageAllowance[]>(queryKey, (held) =>
        held?.map((one) =>
          one.allowance === allowance ? { ...one, isAllowed, useScenario: useScenario ?? null, changedAt: null, changedBy: null } : one,
        ),
      )
      return before
    },
    onError: (_failure, _wish, before) => queryClient.setQueryData(queryKey, before),
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  })
}
