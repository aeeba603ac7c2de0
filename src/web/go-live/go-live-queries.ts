import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { TickedByHand } from '#domain/go-live/ticked.ts'
import { ask } from '../api/client.ts'
import { keys } from '../api/query-client.ts'
import type { FacebookApp } from '../api/types.ts'

export const facebookAppQuery = queryOptions({ queryKey: keys.facebookApp, queryFn: () => ask('GET /api/v1/facebook/app') })

export function useCheckApp() {
  return useAnswer(() => ask('POST /api/v1/facebook/app/checks'))
}

export function useTick() {
  return useAnswer(({ step, isDone }: { readonly step: TickedByHand; readonly isDone: boolean }) =>
    ask('PUT /api/v1/facebook/app/ticks/:step', { params: { step }, body: { isDone } }),
  )
}

/** What was checked just now stands until the next check; an answer that knows less takes nothing of it away. */
function useAnswer<Wish>(mutationFn: (wish: Wish) => Promise<FacebookApp>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn,
    onSuccess: (answer) =>
      queryClient.setQueryData(keys.facebookApp, (before: FacebookApp | undefined) =>
        before && (before.checkedAt ?? '') > (answer.checkedAt ?? '')
          ? { ...answer, checkedAt: before.checkedAt, steps: before.steps }
          : answer,
      ),
  })
}
