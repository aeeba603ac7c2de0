import { Button } from '@mantine/core'
import { IconCloudOff, IconMessageCircle, IconTicketOff } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { DeskProblem, takenOverBy, wordsOf } from '../api/desk-problem.ts'
import type { Ticket } from '../api/types.ts'
import { useShortcut } from '../keys/shortcuts.tsx'
import { useMay } from '../session/session.ts'
import { Empty } from '../ui/empty.tsx'
import { SkeletonBars } from '../ui/skeleton.tsx'
import { focusScreen } from '../ui/focus-screen.ts'
import { useIsWide } from '../ui/use-is-wide.ts'
import { searchOf, type ShownFolder } from './folders.ts'
import { ClientPanel } from './client-panel.tsx'
import { ErasedTicket, GoneTicket } from './gone-ticket.tsx'
import { OpenTicket } from './open-ticket.tsx'
import { TicketList } from './ticket-list.tsx'
import { takenOverQuery, ticketListQuery, ticketQuery } from './tickets-queries.ts'

type TicketsScreenProps = { readonly shown: ShownFolder; readonly ticketId: string | undefined }

/** List, conversation, client: beside each other on a desk, one page each on a phone. */
export function TicketsScreen({ shown, ticketId }: TicketsScreenProps) {
  const { folder } = shown
  const navigate = useNavigate()
  const isWide = useIsWide(1280)
  const [isClientOpen, setClientOpen] = useState<boolean>()
  const showsClient = isClientOpen ?? isWide
  const list = useInfiniteQuery(ticketListQuery(shown))
  const tickets = list.data?.pages.flatMap((page) => page.tickets) ?? []
  const row = useRef<HTMLAnchorElement>(null)

  /** Focus follows a key to the new ticket's name; a button that was pressed keeps it. */
  function step(by: 1 | -1, takesFocus = false): void {
    const here = tickets.findIndex((ticket) => ticket.id === ticketId)
    const next = here < 0 ? tickets[0] : tickets[here + by]
    if (next !== undefined) {
      void navigate({ to: '/tickets/$folder/$ticketId', params: { folder, ticketId: next.id }, search: searchOf(shown) }).then(
        takesFocus ? () => focusScreen() : undefined,
      )
    }
  }

  useShortcut('next-ticket', () => step(1, true))
  useShortcut('previous-ticket', () => step(-1, true))
  useShortcut('client-panel', () => setClientOpen(!showsClient), ticketId !== undefined)

  return (
    <div
      className="tickets"
      data-open={ticketId === undefined ? undefined : true}
      data-client={showsClient ? 'open' : 'closed'}
      data-page={pageOf(ticketId, showsClient && !isWide)}
    >
      <TicketList shown={shown} ticketId={ticketId} row={row} />
      {ticketId === undefined ? (
        <NoTicket />
      ) : (
        <LoadedTicket
          ticketId={ticketId}
          onTakenOver={(into) =>
            void navigate({
              to: '/tickets/$folder/$ticketId',
              params: { folder, ticketId: into },
              search: searchOf(shown),
              replace: true,
            })
          }
          held={tickets.find((ticket) => ticket.id === ticketId)}
        >
          {(ticket) => (
            <>
              <OpenTicket
                ticket={ticket}
                onBack={() => void navigate({ to: '/tickets/$folder', params: { folder }, search: searchOf(shown) })}
                onStep={step}
                onClient={() => setClientOpen(!showsClient)}
                onLeave={() => row.current?.focus()}
              />
              {showsClient ? <ClientPanel ticket={ticket} folder={folder} isDrawer={!isWide} onClose={() => setClientOpen(false)} /> : null}
            </>
          )}
        </LoadedTicket>
      )}
    </div>
  )
}

function NoTicket() {
  const mayReply = useMay('ticket.reply')
  return (
    <section className="conv" data-empty aria-label="No ticket open">
      <Empty icon={<IconMessageCircle size={28} aria-hidden="true" />} title="Choose a ticket">
        {mayReply ? 'Pick one from the list to read and answer it.' : 'Pick one from the list to read it and comment.'}
      </Empty>
    </section>
  )
}

type LoadedTicketProps = {
  readonly ticketId: string
  readonly onTakenOver: (into: string) => void
  readonly held: Ticket | undefined
  readonly children: (ticket: Ticket) => React.ReactNode
}

/** The list already holds most of a ticket, so opening one waits for nothing. */
function LoadedTicket({ ticketId, held, onTakenOver, children }: LoadedTicketProps) {
  const { data: gone } = useQuery(takenOverQuery(ticketId))
  const { data, error, refetch } = useQuery({ ...ticketQuery(ticketId), placeholderData: () => held, enabled: gone === undefined })
  if (gone?.isErased) {
    return <ErasedTicket />
  }
  const into = gone === undefined ? takenOverBy(error) : gone.into
  if (into !== undefined) {
    return <GoneTicket key={ticketId} number={data?.number} into={into} onTakenOver={onTakenOver} />
  }
  if (data !== undefined) {
    return children(data)
  }
  if (error instanceof DeskProblem && error.code === 'not-found') {
    return <MissingTicket />
  }
  return (
    <section className="conv" data-empty aria-label="Ticket">
      {error === null ? (
        <SkeletonBars label="Loading the ticket" />
      ) : (
        <Empty
          icon={<IconCloudOff size={28} aria-hidden="true" />}
          title="The ticket did not load"
          action={<Button onClick={() => void refetch()}>Try again</Button>}
        >
          {wordsOf(error)}
        </Empty>
      )}
    </section>
  )
}

/** Trying again would say the same, so the way on is another ticket. */
function MissingTicket() {
  return (
    <section className="conv" data-empty aria-label="Ticket">
      <Empty
        icon={<IconTicketOff size={28} aria-hidden="true" />}
        title="This ticket does not exist"
        action={<Button renderRoot={(props) => <Link to="/tickets" {...props} />}>Back to the tickets</Button>}
      >
        The link may be incomplete, or belong to another workspace.
      </Empty>
    </section>
  )
}

function pageOf(ticketId: string | undefined, showsClientDrawer: boolean): 'list' | 'conversation' | 'client' {
  if (ticketId === undefined) {
    return 'list'
  }
  return showsClientDrawer ? 'client' : 'conversation'
}
