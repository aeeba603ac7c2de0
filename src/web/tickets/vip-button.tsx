import { IconStar, IconStarFilled } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../api/client.ts'
import { tellFailure } from '../api/tell-failure.ts'
import { keys } from '../api/query-client.ts'
import type { Ticket } from '../api/types.ts'
import { useMay } from '../session/session.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { VipStar } from './vip-star.tsx'

/** The star beside a client's name: to look at, and for whoever works on tickets to set and remove. */
export function VipButton({ client }: { readonly client: Ticket['client'] }) {
  const queryClient = useQueryClient()
  const mayWork = useMay('ticket.work')
  const change = useMutation({
    mutationFn: (isVip: boolean) => ask('PUT /api/v1/clients/:clientId/vip', { params: { clientId: client.id }, body: { isVip } }),
    onSuccess: (changed) => queryClient.setQueryData(keys.client(client.id), changed),
    onError: tellFailure,
    onSettled: () => Promise.all([['ticket'], keys.tickets].map((queryKey) => queryClient.invalidateQueries({ queryKey }))),
  })
  const star = client.isVip ? (
    <IconStarFilled size={16} className="vip" aria-hidden="true" />
  ) : (
    <IconStar size={16} className="faint" aria-hidden="true" />
  )
  if (mayWork) {
    return (
      // Never disabled, which would drop the focus: asking twice for the same is harmless.
      <IconButton label={client.isVip ? 'Remove VIP' : 'Make VIP'} onClick={() => change.mutate(!client.isVip)}>
        {star}
      </IconButton>
    )
  }
  return client.isVip ? <VipStar /> : null
}
