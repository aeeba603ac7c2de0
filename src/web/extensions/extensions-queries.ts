import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../api/client.ts'
import { keys } from '../api/query-client.ts'
import type { Extension, ExtensionName } from '../api/types.ts'

export const extensionsQuery = queryOptions({
  queryKey: keys.extensions,
  queryFn: async () => (await ask('GET /api/v1/extensions')).extensions,
  // What is kept for a switched-off extension grows without any event: nothing reads it yet.
  refetchInterval: ({ state }) => (state.data?.some((each) => !each.isEnabled && each.channelCount > 0) === true ? 10_000 : false),
})

/** Felt at once, and put back if the desk refuses. Two presses in a row reach the desk one after the other. */
export function useSwitchExtension() {
  const queryClient = useQueryClient()
  return useMutation({
    scope: { id: 'extensions' },
    mutationFn: ({ name, isEnabled }: { readonly name: ExtensionName; readonly isEnabled: boolean }) =>
      ask('PUT /api/v1/extensions/:name', { params: { name }, body: { isEnabled } }),
    onMutate: async ({ name, isEnabled }) => {
      // What is on its way tells the state before this press.
      await queryClient.cancelQueries({ queryKey: keys.extensions })
      const before = queryClient.getQueryData<Extension[]>(keys.extensions)
      queryClient.setQueryData<Extension[]>(keys.extensions, (held) =>
        held?.map((each) => (each.name === name ? { ...each, isEnabled } : each)),
      )
      return before
    },
    onError: (_failure, _wish, before) => queryClient.setQueryData(keys.extensions, before),
    onSettled: () =>
      Promise.all([keys.extensions, keys.channels, keys.firstSteps].map((queryKey) => queryClient.invalidateQueries({ queryKey }))),
  })
}
