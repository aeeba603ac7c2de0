import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { ImportDays } from '#domain/channels/history-import.ts'
import { ask } from '../api/client.ts'
import { keys } from '../api/query-client.ts'

export function historyImportQuery(channelId: string) {
  return queryOptions({
    queryKey: keys.historyImport(channelId),
    queryFn: () => ask('GET /api/v1/channels/:channelId/history-import', { params: { channelId } }),
  })
}

export type ImportWish = { readonly act: 'start'; readonly days: ImportDays } | { readonly act: 'pause' | 'go-on' | 'stop' }

/** Starts an import, pauses it, has it go on, or stops it. */
export function useChangeImport(channelId: string) {
  const queryClient = useQueryClient()
  const queryKey = keys.historyImport(channelId)
  return useMutation({
    scope: { id: `history-import ${channelId}` },
    mutationFn: (wish: ImportWish) => asked(channelId, wish),
    onSuccess: (held) => queryClient.setQueryData(queryKey, held),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.channelHistory(channelId) }),
  })
}

function asked(channelId: string, wish: ImportWish) {
  const params = { channelId }
  switch (wish.act) {
    case 'start':
      return ask('PUT /api/v1/channels/:channelId/history-import', { params, body: { days: wish.days } })
    case 'pause':
      return ask('PUT /api/v1/channels/:channelId/history-import/pause', { params })
    case 'go-on':
      return ask('DELETE /api/v1/channels/:channelId/history-import/pause', { params })
    case 'stop':
      return ask('DELETE /api/v1/channels/:channelId/history-import', { params })
  }
}
