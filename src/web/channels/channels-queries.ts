import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { answerOf, api } from '../api/client.ts'
import { keys } from '../api/query-client.ts'

export const channelsQuery = queryOptions({
  queryKey: keys.channels,
  queryFn: async () => (await answerOf(api.GET('/api/v1/channels'))).channels,
})

export const setAsideQuery = queryOptions({
  queryKey: keys.setAside,
  queryFn: async () => (await answerOf(api.GET('/api/v1/facebook/set-aside-deliveries'))).deliveries,
})

/** Has a delivery read once more; when it fails again it comes back here. */
export function useReadAgain() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (deliveryId: string) =>
      answerOf(api.POST('/api/v1/facebook/set-aside-deliveries/{deliveryId}/replays', { params: { path: { deliveryId } } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.setAside }),
  })
}

export function authorisationQuery(authorisationId: string) {
  return queryOptions({
    queryKey: keys.authorisation(authorisationId),
    queryFn: () => answerOf(api.GET('/api/v1/facebook/authorisations/{authorisationId}', { params: { path: { authorisationId } } })),
    staleTime: Infinity,
  })
}

/** Leaves the desk for Facebook's dialog; the browser comes back to the page list. */
export function useBeginAuthorisation() {
  return useMutation({
    mutationFn: async (body: { readonly isAskingAgain: boolean }) => {
      const { dialogUrl } = await answerOf(api.POST('/api/v1/facebook/authorisations', { body }))
      window.location.assign(dialogUrl)
    },
  })
}

export function useConnectPages(authorisationId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (pageIds: string[]) =>
      answerOf(
        api.POST('/api/v1/facebook/authorisations/{authorisationId}/channels', {
          params: { path: { authorisationId } },
          body: { pageIds },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.channels }),
  })
}

export function useAddChatChannel() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (command: { readonly name: string; readonly key: string }) =>
      answerOf(
        api.POST('/api/v1/channels', {
          params: { header: { 'idempotency-key': command.key } },
          body: { kind: 'chat', name: command.name },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.channels }),
  })
}

export function useRenameChat() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ channelId, name }: { readonly channelId: string; readonly name: string }) =>
      answerOf(api.PUT('/api/v1/channels/{channelId}/name', { params: { path: { channelId } }, body: { name } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.channels }),
  })
}

export function useRemoveChat() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (channelId: string) => answerOf(api.DELETE('/api/v1/channels/{channelId}', { params: { path: { channelId } } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.channels }),
  })
}
