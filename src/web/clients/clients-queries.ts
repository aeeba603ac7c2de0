import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../api/client.ts'
import { keys } from '../api/query-client.ts'
import type { Client } from '../api/types.ts'

const MOST_CANDIDATES = 8

export function clientSearchQuery(text: string) {
  return queryOptions({
    queryKey: keys.clientSearch(text),
    queryFn: ({ signal }) => ask('GET /api/v1/clients', { query: { search: text, limit: MOST_CANDIDATES }, signal }),
    enabled: text !== '',
    placeholderData: keepPreviousData,
  })
}

export type Details = { readonly name?: string | null; readonly phone?: string | null; readonly email?: string | null }

export function useDescribeClient(clientId: string) {
  return useChange((details: Details) => ask('PUT /api/v1/clients/:clientId/details', { params: { clientId }, body: details }))
}

type Merging = { readonly stayingId: string; readonly joiningId: string }

export function useMergeClients() {
  return useChange(({ stayingId, joiningId }: Merging) =>
    ask('POST /api/v1/clients/:clientId/merges', { params: { clientId: stayingId }, body: { clientId: joiningId } }),
  )
}

type Splitting = { readonly clientId: string; readonly mergeId: string }

export function useSplitClient() {
  return useChange((params: Splitting) => ask('DELETE /api/v1/clients/:clientId/merges/:mergeId', { params }))
}

/** Does it and shows at once what became of the person, in the card and in every row. */
function useChange<Wish>(act: (wish: Wish) => Promise<Client>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSuccess: (client) => {
      for (const id of [client.id, ...client.merged.map((each) => each.id)]) {
        queryClient.setQueryData(keys.client(id), client)
      }
    },
    // Not waited for: what the answer tells is shown before the rest is fetched.
    onSettled: () => {
      for (const queryKey of [['ticket'], keys.tickets, keys.clients]) {
        void queryClient.invalidateQueries({ queryKey })
      }
    },
  })
}
