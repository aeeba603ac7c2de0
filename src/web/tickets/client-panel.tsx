import { IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { Client, Folder, Ticket } from '../api/types.ts'
import { Avatar } from '../ui/avatar.tsx'
import { dateOf, fullTime } from '../ui/format-time.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { SkeletonBars } from '../ui/skeleton.tsx'
import { useNow } from '../ui/use-now.ts'
import { WindowChip } from '../ui/window-chip.tsx'
import { clientName } from '../clients/client-name.ts'
import { ClientNameEdit } from './client-name-edit.tsx'
import { ClientNote } from './client-note.tsx'
import { StatusGlyph } from './status.tsx'
import { TicketFacts } from './ticket-facts.tsx'
import { clientQuery } from './tickets-queries.ts'
import { useWriting } from '../conversation/use-writing.ts'
import { VipButton } from './vip-button.tsx'

type ClientPanelProps = { readonly ticket: Ticket; readonly folder: Folder; readonly isDrawer: boolean; readonly onClose: () => void }

/** Who one is talking to: window, ticket, note, earlier tickets. A drawer below 1280 px. */
export function ClientPanel({ ticket, folder, isDrawer, onClose }: ClientPanelProps) {
  const { data: client } = useQuery(clientQuery(ticket.client.id))
  const panel = useRef<HTMLElement>(null)
  const name = clientName(ticket.client)
  const now = useNow(60_000)

  useEffect(() => {
    if (isDrawer) {
      panel.current?.querySelector('button')?.focus()
    }
  }, [isDrawer])

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape closes the drawer from anywhere inside it
    <aside
      className="client"
      aria-label="Client"
      data-region
      ref={panel}
      onKeyDown={(event) => {
        if (isDrawer && event.key === 'Escape') {
          onClose()
        }
      }}
    >
      <section>
        <div className="who-card">
          <Avatar name={name} size={44} pictureUrl={ticket.client.pictureUrl ?? undefined} />
          <div className="grow">
            <div className="name-line">
              <h2>
                <bdi>{name}</bdi>
              </h2>
              <VipButton client={ticket.client} />
              {client === undefined ? null : <ClientNameEdit client={client} />}
            </div>
            <p className="sub">
              {ticket.client.isVip ? 'VIP · ' : null}
              {client === undefined ? 'Client' : `Client since ${dateOf(new Date(client.createdAt), now)}`}
            </p>
          </div>
          <span className="only-drawer">
            <IconButton label="Close" onClick={onClose}>
              <IconX size={18} aria-hidden="true" />
            </IconButton>
          </span>
        </div>
      </section>
      <WindowCard ticket={ticket} />
      <TicketFacts ticket={ticket} />
      {client === undefined ? (
        <section>
          <SkeletonBars label="Loading the client" />
        </section>
      ) : (
        <>
          <Identities client={client} />
          <ClientNote key={client.id} client={client} />
          <EarlierTickets client={client} ticketId={ticket.id} folder={folder} />
        </>
      )}
    </aside>
  )
}

function WindowCard({ ticket }: { readonly ticket: Ticket }) {
  const { verdict, words, chip } = useWriting(ticket, 10_000)
  const ends = ticket.window === null ? undefined : fullTime(new Date(ticket.window.closesAt))
  return (
    <section className="window-card">
      <h3>Reply window</h3>
      <WindowChip level={chip.level} label={verdict.kind === 'may' ? `${chip.label} left` : chip.label} share={chip.share} />
      <p title={ends}>
        <b>{words.head}.</b> {words.body}
      </p>
    </section>
  )
}

function Identities({ client }: { readonly client: Client }) {
  return (
    <section>
      <h3>Contacts us via</h3>
      <dl className="facts">
        {client.identities.map((identity) => (
          <IdentityLine key={`${identity.channelId} ${identity.externalId}`} {...identity} />
        ))}
      </dl>
    </section>
  )
}

function IdentityLine({ channelName, externalId }: Client['identities'][number]) {
  return (
    <>
      <dt>Messenger</dt>
      <dd title={`Facebook’s id for this person on this Page: ${externalId}`}>{channelName}</dd>
    </>
  )
}

type EarlierProps = { readonly client: Client; readonly ticketId: string; readonly folder: Folder }

function EarlierTickets({ client, ticketId, folder }: EarlierProps) {
  const now = useNow(60_000)
  const others = client.tickets.filter((each) => each.id !== ticketId)
  return (
    <section>
      <h3>
        Other tickets <span className="end num">{others.length}</span>
      </h3>
      {others.length === 0 ? <p className="faint">No other tickets</p> : null}
      <div className="history">
        {others.map((each) => (
          <Link
            key={each.id}
            to="/tickets/$folder/$ticketId"
            params={{ folder, ticketId: each.id }}
            title={fullTime(new Date(each.createdAt))}
          >
            <StatusGlyph status={each.status} size={16} />
            <span className="ellipsis" dir="auto">
              {each.lastMessageText ?? `From ${dateOf(new Date(each.createdAt), now)}`}
            </span>
            <span className="faint num">#{each.number}</span>
          </Link>
        ))}
      </div>
    </section>
  )
}
