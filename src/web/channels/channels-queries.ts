import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ImportDays } from '#domain/channels/history-import.ts'
import { ask } from '../api/client.ts'
import { keys } from '../api/query-client.ts'
import type { Channel } from '../api/types.ts'

export const channelsQuery = queryOptions({ queryKey: keys.channels, queryFn: askChannels })

async function askChannels() {
  return (await ask('GET /api/v1/channels')).channels
}

/** Every channel by its id, for what names one. */
export function useChannelsById(): ReadonlyMap<string, Channel> {
  const { data } = useQuery(channelsQuery)
  return useMemo(() => new Map((data ?? []).map((channel) => [channel.id, channel])), [data])
}

/**
 * The channels with all their numbers, for the screen that shows them. Every screen holds the channels for the state they are in, and none
 * of the others fetches them again because one more event was saved.
 */
export function useShownChannels() {
  const { data } = useQuery(channelsQuery)
  return useQuery({ queryKey: keys.shownChannels, queryFn: askChannels, placeholderData: () => data })
}

export const setAsideQuery = queryOptions({
  queryKey: keys.setAside,
  queryFn: async () => (await ask('GET /api/v1/facebook/set-aside-deliveries')).deliveries,
})

/** Has a delivery read once more; when it fails again it comes back here. */
export function useReadAgain() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (deliveryId: string) => ask('POST /api/v1/facebook/set-aside-deliveries/:deliveryId/replays', { params: { deliveryId } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.setAside }),
  })
}

export function authorisationQuery(authorisationId: string) {
  return queryOptions({
    queryKey: keys.authorisation(authorisationId),
    queryFn: () => ask('GET /api/v1/facebook/authorisations/:authorisationId', { params: { authorisationId } }),
    staleTime: Infinity,
  })
}

/** Leaves the desk for Facebook's dialog; the browser comes back to the page list. */
export function useBeginAuthorisation() {
  return useMutation({
    mutationFn: async (body: { readonly isAskingAgain: boolean; readonly channelId?: string }) => {
      const { dialogUrl } = await ask('POST /api/v1/facebook/authorisations', { body })
      window.location.assign(dialogUrl)
    },
  })
}

export function useConnectPages(authorisationId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: { readonly pageIds: string[]; readonly historyDays?: ImportDays }) =>
      ask('POST /api/v1/facebook/authorisations/:authorisationId/channels', { params: { authorisationId }, body }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.channels }),
  })
}

export function useDisconnect(channelId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () => ask('DELETE /api/v1/channels/:channelId/key', { params: { channelId } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.channels }),
  })
}

export function useAddChatChannel() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (command: { readonly name: string; readonly key: string }) =>
      ask('POST /api/v1/channels', { headers: { 'idempotency-key': command.key }, body: { kind: 'chat', name: command.name } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.channels }),
  })
}

export function useRenameChat() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ channelId, name }: { readonly channelId: string; readonly name: string }) =>
      ask('PUT /api/v1/channels/:channelId/name', { params: { channelId }, body: { name } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.channels }),
  })
}

export function useRemoveChat() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (channelId: string) => ask('DELETE /api/v1/channels/:channelId', { params: { channelId } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.channels }),
  })
}
