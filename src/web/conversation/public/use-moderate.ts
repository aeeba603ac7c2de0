import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask, newCommandKey } from '../../api/client.ts'
import { tellFailure } from '../../api/tell-failure.ts'
import { keys } from '../../api/query-client.ts'
import type { OfferedAct } from './moderation-offers.ts'
import type { WordedAct } from './use-worded-act.ts'

/** Asks the desk to have Facebook do something to a line. A refusal is told in its words. */
export function useModerate(ticketId: string, messageId: string): (act: Exclude<OfferedAct, WordedAct>) => void {
  const queryClient = useQueryClient()
  const { mutate } = useMutation({
    mutationFn: (act: Exclude<OfferedAct, WordedAct>) =>
      ask('POST /api/v1/tickets/:ticketId/messages/:messageId/acts', {
        params: { ticketId, messageId },
        headers: { 'idempotency-key': newCommandKey() },
        body: { act },
      }),
    onError: tellFailure,
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.messages(ticketId) }),
  })
  return mutate
}
