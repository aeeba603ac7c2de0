import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask, newCommandKey } from '../../api/client.ts'
import { wordsOf } from '../../api/desk-problem.ts'
import { keys } from '../../api/query-client.ts'
import { showToast } from '../../ui/toast-store.ts'
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
    onError: (failure) => showToast({ message: wordsOf(failure), isLasting: true }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.messages(ticketId) }),
  })
  return mutate
}
