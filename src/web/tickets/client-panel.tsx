import { IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { Client, Folder, Ticket } from '../api/types.ts'
import { Avatar } from '../ui/avatar.tsx'
import { dateOf, isSameDay } from '../ui/format-time.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { SkeletonBars } from '../ui/skeleton.tsx'
import { useNow } from '../ui/use-now.ts'
import { clientName } from '../clients/client-name.ts'
import { isPublic } from '../conversation/public/place-words.ts'
import { faceOf, ticketName } from './ticket-name.ts'
import { TicketFacts } from './ticket-facts.tsx'
import { clientQuery } from './tickets-queries.ts'
import { VipButton } from './vip-button.tsx'
import { ClientViews, WindowCard } from './client-views.tsx'

type ClientPanelProps = { readonly ticket: Ticket; readonly folder: Folder; readonly isDrawer: boolean; readonly onClose: () => void }

/** Who one is talking to: window, ticket, details, note, earlier tickets; or how all that is under a post stands. A drawer below 1280 px. */
export function ClientPanel({ ticket, folder, isDrawer, onClose }: ClientPanelProps) {
  const panel = useRef<HTMLElement>(null)

  useEffect(() => {
    if (isDrawer) {
      panel.current?.querySelector('button')?.focus()
    }
  }, [isDrawer])

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape closes the drawer from anywhere inside it
    <aside
      className="client"
      aria-label={ticket.wholePost === null ? 'Client' : 'Post'}
      data-region
      ref={panel}
      onKeyDown={(event) => {
        if (isDrawer && event.key === 'Escape') {
          onClose()
        }
      }}
    >
      {ticket.wholePost === null ? (
        <OnePerson ticket={ticket} folder={folder} onClose={onClose} />
      ) : (
        <ManyPeople ticket={ticket} onClose={onClose} />
      )}
    </aside>
  )
}

function OnePerson({ ticket, folder, onClose }: Omit<ClientPanelProps, 'isDrawer'>) {
  const { data: client } = useQuery(clientQuery(ticket.client.id))
  return (
    <>
      <WhoCard ticket={ticket} client={client} onClose={onClose} />
      {client === undefined ? (
        <>
          <WindowCard ticket={ticket} />
          <TicketFacts ticket={ticket} />
          <section>
            <SkeletonBars label="Loading the client" />
          </section>
        </>
      ) : (
        <ClientViews key={ticket.id} ticket={ticket} client={client} folder={folder} />
      )}
    </>
  )
}

function ManyPeople({ ticket, onClose }: Omit<ClientPanelProps, 'folder' | 'isDrawer'>) {
  return (
    <>
      <section>
        <div className="who-card">
          <Avatar {...faceOf(ticket)} size={44} />
          <div className="grow">
            <h2>
              <bdi>{ticketName(ticket)}</bdi>
            </h2>
            <p className="sub">All comments under this post are in one ticket, whoever wrote them. Each says who did.</p>
          </div>
          <CloseDrawer onClose={onClose} />
        </div>
      </section>
      <WindowCard ticket={ticket} />
      <TicketFacts ticket={ticket} />
    </>
  )
}

function CloseDrawer({ onClose }: Pick<ClientPanelProps, 'onClose'>) {
  return (
    <span className="only-drawer">
      <IconButton label="Close" onClick={onClose}>
        <IconX size={18} aria-hidden="true" />
      </IconButton>
    </span>
  )
}

type WhoProps = { readonly ticket: Ticket; readonly client: Client | undefined; readonly onClose: () => void }

function WhoCard({ ticket, client, onClose }: WhoProps) {
  const name = clientName(ticket.client)
  const now = useNow(60_000)
  return (
    <section>
      <div className="who-card">
        <Avatar name={name} size={44} pictureUrl={ticket.client.pictureUrl ?? undefined} />
        <div className="grow">
          <div className="name-line">
            <h2>
              <bdi>{name}</bdi>
            </h2>
            <VipButton client={ticket.client} />
          </div>
          <p className="sub">
            {ticket.client.isVip ? 'VIP · ' : null}
            {client === undefined ? 'Client' : sinceWords(new Date(client.createdAt), now)}
          </p>
          {ticket.client.name === null ? (
            <p className="sub">
              {isPublic(ticket)
                ? 'Facebook does not say who wrote this.'
                : 'Facebook did not give a name. Pagedesk asks again with later messages.'}
            </p>
          ) : null}
        </div>
        <CloseDrawer onClose={onClose} />
      </div>
    </section>
  )
}

function sinceWords(since: Date, now: Date): string {
  return `Client since ${isSameDay(since, now) ? 'today' : dateOf(since, now)}`
}
