import { useInfiniteQuery } from '@tanstack/react-query'
import type { Ticket } from '../api/types.ts'
import { useSession } from '../session/session.ts'
import { shortName } from '../clients/client-name.ts'
import { useOutbox } from '../conversation/outbox.ts'
import { linesQuery } from '../conversation/conversation-queries.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { unsentAtClose } from './unsent-at-close.ts'
import { useWriting } from '../conversation/use-writing.ts'

type CloseTicketProps = {
  readonly ticket: Ticket
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onCancel: () => void
}

/** Closing cannot be undone, so it says first what that means for the customer. */
export function CloseTicketDialog({ ticket, isOpen, onClose, onCancel }: CloseTicketProps) {
  return (
    <ConfirmDialog
      isOpen={isOpen}
      title={`Close ticket #${ticket.number} for good?`}
      act="Close ticket"
      onConfirm={onClose}
      onCancel={onCancel}
    >
      <WhatItMeans ticket={ticket} />
    </ConfirmDialog>
  )
}

function WhatItMeans({ ticket }: { readonly ticket: Ticket }) {
  const { verdict } = useWriting(ticket, 60_000)
  const unfinished = useUnfinished(ticket)
  return (
    <>
      {unfinished.map((words) => (
        <p key={words}>
          <b>{words}</b>
        </p>
      ))}
      <p className="muted">{ticket.wholePost === null ? ofOne(shortName(ticket.client), verdict.kind === 'may') : OF_MANY}</p>
    </>
  )
}

const OF_MANY =
  'Nobody can reply in this ticket any more. You can write to somebody under the post in a new ticket. A new comment under the post opens a new ticket, too. To let it reopen this one instead, choose Solved.'

function ofOne(who: string, mayReply: boolean): string {
  const now = mayReply
    ? `Nobody can reply to ${who} in this ticket any more. While the reply window is open, you can write in a new ticket.`
    : `Nobody can reply to ${who} until ${who} writes again.`
  return `${now} A new message from ${who} opens a new ticket. To let it reopen this one instead, choose Solved.`
}

/** What would be left behind: questions without an answer, and answers that are not sent. */
function useUnfinished({ id, client, wholePost, unansweredCount }: Ticket): readonly string[] {
  const { data } = useInfiniteQuery(linesQuery(id))
  const { memberId } = useSession()
  const outbox = useOutbox(memberId).filter(({ ticketId }) => ticketId === id)
  const unsent = unsentAtClose({ messages: data?.pages.flatMap(({ messages }) => messages) ?? [], outbox })
  return unansweredCount === 0 ? unsent : [unansweredWords(unansweredCount, wholePost === null ? shortName(client) : undefined), ...unsent]
}

/** `who`: undefined where several people wrote. */
function unansweredWords(count: number, who: string | undefined): string {
  const what =
    who === undefined
      ? count === 1
        ? '1 comment'
        : `${count} comments`
      : count === 1
        ? `1 message from ${who}`
        : `${count} messages from ${who}`
  return `${what} ${count === 1 ? 'is' : 'are'} unanswered.`
}
