import { Button } from '@mantine/core'
import { IconPencilPlus } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { ask } from '../api/client.ts'
import { tellFailure } from '../api/tell-failure.ts'
import { keys } from '../api/query-client.ts'
import { useSession } from '../session/session.ts'
import { takeDraftsAlong } from '../conversation/drafts.ts'
import { leaveFiles } from '../conversation/files/chosen-files.ts'
import type { TalkByName } from '../conversation/talk.ts'
import type { Answering } from '../conversation/threads-of.ts'
import { useWriting } from '../conversation/use-writing.ts'

/** `answering`: after a ticket of a whole post one writes on in the thread that one chose. */
type WriteOnProps = { readonly ticket: TalkByName; readonly answering?: Answering | undefined }

/** A closed ticket stays closed; while the window is open one can write on in a new one. What was begun comes along. */
export function WriteOnButton({ ticket, answering }: WriteOnProps) {
  const { verdict } = useWriting({ ...ticket, status: 'open' }, 10_000)
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const { memberId } = useSession()
  const writeOn = useMutation({
    mutationFn: () =>
      ask('PUT /api/v1/tickets/:ticketId/successor', { params: { ticketId: ticket.id }, body: { answering: answering?.lineId } }),
    onSuccess: async (next) => {
      const threadId = answering?.threadId
      const toThreadId = next.wholePost === null ? undefined : threadId
      takeDraftsAlong({ memberId, from: ticket.id, to: next.id, modes: ['reply'], threadId, toThreadId })
      leaveFiles({ memberId, ticketId: ticket.id, threadId })
      queryClient.setQueryData(keys.ticket(next.id), next)
      await navigate({ to: '/tickets/$folder/$ticketId', params: { folder: 'all', ticketId: next.id } })
    },
    onError: tellFailure,
    onSettled: () => Promise.all([keys.tickets, keys.clients].map((queryKey) => queryClient.invalidateQueries({ queryKey }))),
  })
  if (verdict.kind !== 'may' || (ticket.wholePost !== null && answering === undefined)) {
    return null
  }
  return (
    <Button
      size="xs"
      leftSection={<IconPencilPlus size={16} aria-hidden="true" />}
      disabled={writeOn.isPending}
      onClick={() => writeOn.mutate()}
    >
      Write in a new ticket
    </Button>
  )
}
