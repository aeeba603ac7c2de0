import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask, newCommandKey } from '../../api/client.ts'
import { wordsOf } from '../../api/desk-problem.ts'
import { keys } from '../../api/query-client.ts'
import { showToast } from '../../ui/toast-store.ts'
import type { OfferedAct } from './moderation-offers.ts'

export type Wish =
  | { readonly act: Exclude<OfferedAct, 'edit' | 'reply-privately'> }
  | { readonly act: 'edit' | 'reply-privately'; readonly text: string }

/** Asks the desk to have Facebook do something to a line. A refusal is told in its words. */
export function useModerate(ticketId: string, messageId: string): (wish: Wish) => void {
  const queryClient = useQueryClient()
  const { mutate } = useMutation({
    mutationFn: (wish: Wish) =>
      ask('POST /api/v1/tickets/:ticketId/messages/:messageId/acts', {
        params: { ticketId, messageId },
        headers: { 'idempotency-key': newCommandKey() },
        body: wish,
      }),
    onError: (failure) => showToast({ message: wordsOf(failure), isLasting: true }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.messages(ticketId) }),
  })
  return mutate
}
