import { useQuery } from '@tanstack/react-query'
import { ask } from '../../api/client.ts'
import { keys } from '../../api/query-client.ts'

type QuestionProps = { readonly ticketId: string; readonly messageId: string }

/** As long as the desk believes what Facebook said: asked sooner, it would ask nobody. */
const BELIEVED_FOR_MS = 10 * 60_000

/**
 * Has Facebook asked, by being there, whether something can be answered privately: one question, however often one comes back. The answer
 * comes as a change of the line; where the question does not get through, Facebook's no comes after the reply, as it would have.
 */
export function PrivateReplyQuestion({ ticketId, messageId }: QuestionProps) {
  useQuery({
    queryKey: keys.privateReplyQuestion(messageId),
    queryFn: async () => {
      await ask('POST /api/v1/tickets/:ticketId/messages/:messageId/private-reply-questions', { params: { ticketId, messageId } })
      return true
    },
    staleTime: BELIEVED_FOR_MS,
    gcTime: BELIEVED_FOR_MS,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  return null
}
