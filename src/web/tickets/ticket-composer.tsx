import type { Ticket } from '../api/types.ts'
import { Composer } from '../conversation/composer.tsx'
import type { OutboxMode } from '../conversation/outbox-item.ts'
import type { Answering } from '../conversation/threads-of.ts'
import { useBegun } from '../conversation/use-begun.ts'
import { WriteOnButton } from './write-on-button.tsx'

type TicketComposerProps = {
  readonly ticket: Ticket
  readonly answering: Answering | undefined
  readonly onLeave: () => void
  readonly onSent: (mode: OutboxMode) => void
}

/** Where one writes in an open ticket: one goes on with what one wrote last, unless one has just chosen whom to answer. */
export function TicketComposer({ ticket, answering, onLeave, onSent }: TicketComposerProps) {
  const begun = useBegun(ticket)
  return (
    <Composer
      key={[ticket.id, answering?.threadId].join(' ')}
      talk={ticket}
      answering={answering}
      opensIn={answering === undefined ? begun?.mode : 'reply'}
      takesFocus={answering !== undefined}
      whenOver={<WriteOnButton ticket={ticket} answering={answering} />}
      onLeave={onLeave}
      onSent={onSent}
    />
  )
}
