import { IconArrowLeft, IconChevronDown, IconChevronUp, IconUserCircle } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type { Ticket } from '../api/types.ts'
import { useShortcut } from '../keys/shortcuts.tsx'
import { useKeyHint } from '../keys/letter-keys.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { isolated } from '../ui/isolated.ts'
import { useDocumentTitle } from '../ui/use-document-title.ts'
import { useIsWide } from '../ui/use-is-wide.ts'
import { AssigneeMenu } from './assignee-menu.tsx'
import type { Answering } from '../conversation/threads-of.ts'
import { useTellPresence } from '../live/tell-presence.ts'
import { PresenceLine } from './presence-marks.tsx'
import { TicketComposer } from './ticket-composer.tsx'
import { TicketDeadline } from './ticket-deadline.tsx'
import { ticketName } from './ticket-name.ts'
import { kindWords } from '../conversation/public/place-words.ts'
import { PostCard } from '../conversation/public/post-card.tsx'
import { OtherApp } from '../conversation/other-app.tsx'
import { StatusMenu } from './status-menu.tsx'
import { Timeline } from '../conversation/timeline.tsx'
import { useChangeTicket } from './ticket-work.ts'
import { VipStar } from './vip-star.tsx'
import { useMay } from '../session/session.ts'
import { mayChangeStatus } from '#domain/tickets/status.ts'

type OpenTicketProps = {
  readonly ticket: Ticket
  readonly onBack: () => void
  readonly onStep: (step: 1 | -1, takesFocus?: boolean) => void
  readonly onClient: () => void
  readonly onLeave: () => void
}

/** An open ticket: who and how it stands, what was said, where one answers. */
export function OpenTicket({ ticket, onBack, onStep, onClient, onLeave }: OpenTicketProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  const name = ticketName(ticket)
  const [answering, setAnswering] = useState<Answering>()
  const mayReply = useMay('ticket.reply')
  const change = useChangeTicket(ticket.id)
  const mayWork = useMay('ticket.work')
  const isBesideList = useIsWide(768)
  useTellPresence(ticket.id)
  const canSolve = mayWork && mayChangeStatus(ticket.status, 'solved')
  useDocumentTitle(`#${ticket.number} ${isolated(name)}`)
  useShortcut('solve', () => change.mutate({ kind: 'status', status: 'solved' }), canSolve)
  useShortcut(
    'solve-and-next',
    () => {
      change.mutate({ kind: 'status', status: 'solved' })
      onStep(1, true)
    },
    canSolve,
  )

  // Focus follows the act: going on to another ticket puts it on that ticket's name.
  const shownId = useRef(ticket.id)
  useEffect(() => {
    if (shownId.current !== ticket.id && document.activeElement === document.body) {
      heading.current?.focus({ preventScroll: true })
    }
    shownId.current = ticket.id
  }, [ticket.id])

  return (
    <section className="conv" aria-label={`Ticket ${ticket.number}`} data-region>
      <header className="conv-head">
        <span className="back">
          <IconButton label="Back to the list" size="md" onClick={onBack}>
            <IconArrowLeft size={18} aria-hidden="true" />
          </IconButton>
        </span>
        <div className="grow">
          {/* Alone on a phone it heads the page. */}
          <h2 tabIndex={-1} ref={heading} aria-level={isBesideList ? undefined : 1}>
            <span className="ellipsis" dir="auto" title={name}>
              {name}
            </span>
            {ticket.wholePost === null && ticket.client.isVip ? <VipStar /> : null}
          </h2>
          <p className="sub">
            <span className="where">
              <span className="num">#{ticket.number}</span>·
              <span className="ellipsis" title={ticket.channel.name}>
                {ticket.channel.kind === 'facebook' ? kindWords(ticket) : 'Chat'}, {ticket.channel.name}
              </span>
            </span>
            <TicketDeadline ticket={ticket} />
          </p>
        </div>
        <AssigneeMenu ticket={ticket} />
        <StatusMenu ticket={ticket} />
        <span className="stepper">
          <IconButton label="Previous ticket" keys={useKeyHint('previous-ticket')} onClick={() => onStep(-1)}>
            <IconChevronUp size={18} aria-hidden="true" />
          </IconButton>
          <IconButton label="Next ticket" keys={useKeyHint('next-ticket')} onClick={() => onStep(1)}>
            <IconChevronDown size={18} aria-hidden="true" />
          </IconButton>
        </span>
        <IconButton label="Client panel" keys={useKeyHint('client-panel')} onClick={onClient}>
          <IconUserCircle size={18} aria-hidden="true" />
        </IconButton>
      </header>
      {ticket.postId === null || ticket.kind === 'post' ? null : (
        <PostCard key={`post ${ticket.postId}`} channelId={ticket.channel.id} postId={ticket.postId} page={ticket.channel.name} />
      )}
      <Timeline
        key={`timeline ${ticket.id}`}
        talk={ticket}
        unansweredCount={ticket.unansweredCount}
        answering={answering}
        onAnswer={mayReply ? setAnswering : undefined}
      />
      <PresenceLine ticketId={ticket.id} />
      <OtherApp otherApp={ticket.otherApp} />
      <TicketComposer
        ticket={ticket}
        answering={answering}
        onLeave={onLeave}
        onSent={(mode) => setAnswering((held) => (mode === 'reply' ? undefined : held))}
      />
    </section>
  )
}
