import { useQuery } from '@tanstack/react-query'
import { wordsOf } from '../api/desk-problem.ts'
import { Composer } from '../conversation/composer.tsx'
import { ticketQuery } from '../tickets/tickets-queries.ts'
import { WriteOnButton } from '../tickets/write-on-button.tsx'
import { SkeletonBars } from '../ui/skeleton.tsx'

/** Where one answers among the posts: as in the ticket, with the draft that was begun there. */
export function PublicReply({ ticketId, onLeave }: { readonly ticketId: string; readonly onLeave: () => void }) {
  const { data: ticket, error } = useQuery(ticketQuery(ticketId))
  if (ticket === undefined) {
    return error === null ? <SkeletonBars label="Loading the ticket" /> : <p className="muted">{wordsOf(error)}</p>
  }
  return <Composer talk={ticket} whenOver={<WriteOnButton ticket={ticket} />} onLeave={onLeave} onSent={onLeave} takesFocus />
}
