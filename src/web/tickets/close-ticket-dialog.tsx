import { Button, Modal } from '@mantine/core'
import type { Ticket } from '../api/types.ts'
import { shortName } from './client-name.ts'
import { useWriting } from './use-writing.ts'

type CloseTicketProps = {
  readonly ticket: Ticket
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onCancel: () => void
}

/** Closing cannot be undone, so it says first what that means for the customer. */
export function CloseTicketDialog({ ticket, isOpen, onClose, onCancel }: CloseTicketProps) {
  const { verdict } = useWriting(ticket, 60_000)
  const who = shortName(ticket.client)
  const { unansweredCount } = ticket
  return (
    <Modal
      opened={isOpen}
      onClose={onCancel}
      title={`Close ticket #${ticket.number} for good?`}
      size={440}
      closeButtonProps={{ 'aria-label': 'Cancel' }}
    >
      <div className="form">
        {unansweredCount > 0 ? (
          <p>
            <b>
              {unansweredCount === 1 ? `1 message from ${who} is unanswered.` : `${unansweredCount} messages from ${who} are unanswered.`}
            </b>
          </p>
        ) : null}
        <p className="muted">
          {verdict.kind === 'may-write'
            ? `Nobody can reply to ${who} in this ticket any more. While the reply window is open, you can write in a new ticket.`
            : `Nobody can reply to ${who} until ${who} writes again.`}{' '}
          A new message from {who} opens a new ticket. To let it reopen this one instead, choose Solved.
        </p>
        <div className="buttons">
          <Button variant="danger" onClick={onClose}>
            Close ticket
          </Button>
          <Button data-autofocus onClick={onCancel}>
            Cancel
          </Button>
        </div>
      </div>
    </Modal>
  )
}
