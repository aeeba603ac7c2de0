import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../api/client.ts'
import { keys } from '../api/query-client.ts'
import type { MessageTemplate } from '../api/types.ts'

export function templatesQuery(channelId: string) {
  return queryOptions({
    queryKey: keys.templates(channelId),
    queryFn: async () => (await ask('GET /api/v1/channels/:channelId/templates', { params: { channelId } })).templates,
  })
}

/** Asks Facebook for all of them. */
export function useRefreshTemplates(channelId: string) {
  const hold = useHold(channelId)
  return useMutation({
    mutationFn: () => ask('POST /api/v1/channels/:channelId/templates/refreshes', { params: { channelId } }),
    onSuccess: ({ templates }) => hold(templates),
  })
}

type Wish = { readonly name: string; readonly language: string; readonly body: string; readonly examples: readonly string[] }

export function useCreateTemplate(channelId: string) {
  const hold = useHold(channelId)
  return useMutation({
    mutationFn: ({ examples, ...wish }: Wish) =>
      ask('POST /api/v1/channels/:channelId/templates', { params: { channelId }, body: { ...wish, examples: [...examples] } }),
    onSuccess: ({ templates }) => hold(templates),
  })
}

function useHold(channelId: string): (templates: MessageTemplate[]) => void {
  const queryClient = useQueryClient()
  return (templates) => queryClient.setQueryData<MessageTemplate[]>(keys.templates(channelId), templates)
}
