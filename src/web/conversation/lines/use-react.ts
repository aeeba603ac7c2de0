import { useMutation, useMutationState, useQueryClient } from '@tanstack/react-query'
import { ask, newCommandKey } from '../../api/client.ts'
import { keys } from '../../api/query-client.ts'
import { tellFailure } from '../../api/tell-failure.ts'
import type { WantedReaction } from './our-reaction.ts'

type OfLine = { readonly ticketId: string; readonly lineId: string }

const reacting = (lineId: string) => ['react', lineId] as const

/** Reacts to a private message with an emoji, in place of the one before, or takes the reaction back. A refusal is told in the desk's words. */
export function useReact({ ticketId, lineId }: OfLine): (wanted: WantedReaction) => void {
  const queryClient = useQueryClient()
  const { mutate } = useMutation({
    mutationKey: reacting(lineId),
    mutationFn: ({ emoji }: WantedReaction) =>
      ask('POST /api/v1/tickets/:ticketId/messages/:messageId/acts', {
        params: { ticketId, messageId: lineId },
        headers: { 'idempotency-key': newCommandKey() },
        body: emoji === undefined ? { act: 'unreact' } : { act: 'react', reaction: emoji },
      }),
    onError: tellFailure,
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.messages(ticketId) }),
  })
  return mutate
}

/** What was just asked for and the desk has not answered yet. */
export function useAskedReaction(lineId: string): WantedReaction | undefined {
  const asked = useMutationState({
    filters: { mutationKey: reacting(lineId), status: 'pending' },
    select: ({ state }) => state.variables as WantedReaction,
  })
  return asked.at(-1)
}
