import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../api/client.ts'
import { keys } from '../api/query-client.ts'
import type { TicketSwitch } from '../api/types.ts'

const WHILE_OFF_MS = 30_000
const WHILE_OPENING_MS = 2_000

export function ticketSwitchesQuery(channelId: string) {
  return queryOptions({
    queryKey: keys.ticketSwitches(channelId),
    queryFn: async () => (await ask('GET /api/v1/channels/:channelId/ticket-switches', { params: { channelId } })).switches,
    // Of what comes without a ticket no event tells, nor of that all who waited have theirs.
    refetchInterval: ({ state: { data = [] } }) => {
      const isOpening = data.some(({ isOn, waitingCount }) => isOn && waitingCount > 0)
      return isOpening ? WHILE_OPENING_MS : data.some(({ isOn }) => !isOn) && WHILE_OFF_MS
    },
  })
}

/** Felt at once, and put back if the desk refuses. Two presses in a row reach the desk one after the other. */
export function useSwitchTickets(channelId: string) {
  const queryClient = useQueryClient()
  const queryKey = keys.ticketSwitches(channelId)
  return useMutation({
    scope: { id: `ticket-switches ${channelId}` },
    mutationFn: ({ kind, isOn }: Pick<TicketSwitch, 'kind' | 'isOn'>) =>
      ask('PUT /api/v1/channels/:channelId/ticket-switches/:kind', { params: { channelId, kind }, body: { isOn } }),
    onMutate: async ({ kind, isOn }) => {
      // What is on its way tells the state before this press.
      await queryClient.cancelQueries({ queryKey })
      const before = queryClient.getQueryData<TicketSwitch[]>(queryKey)
      queryClient.setQueryData<TicketSwitch[]>(queryKey, (held) =>
        held?.map((each) => (each.kind === kind ? { ...each, isOn, changedAt: null, changedBy: null } : each)),
      )
      return before
    },
    onError: (_failure, _wish, before) => queryClient.setQueryData(queryKey, before),
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  })
}
