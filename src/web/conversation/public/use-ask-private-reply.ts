import { useMutation } from '@tanstack/react-query'
import { useEffect } from 'react'
import { ask } from '../../api/client.ts'

type Question = { readonly ticketId: string; readonly messageId: string; readonly isWanted: boolean }

/**
 * Has Facebook asked whether this can be answered privately, as soon as that is wanted. The answer comes as a change of the line; where
 * the question does not get through, Facebook's no comes after the reply, as it would have.
 */
export function useAskPrivateReply({ ticketId, messageId, isWanted }: Question): void {
  const { mutate } = useMutation({
    mutationFn: () =>
      ask('POST /api/v1/tickets/:ticketId/messages/:messageId/private-reply-questions', { params: { ticketId, messageId } }),
  })
  useEffect(() => {
    if (isWanted) {
      mutate()
    }
  }, [isWanted, mutate, ticketId, messageId])
}
