import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { tellFailure } from '../api/tell-failure.ts'
import type { Client, Folder, Ticket } from '../api/types.ts'
import { dateOf, fullTime } from '../ui/format-time.ts'
import { useNow } from '../ui/use-now.ts'
import { WindowChip } from '../ui/window-chip.tsx'
import { ClientDetails } from '../clients/client-details.tsx'
import { mergedName } from '../clients/client-words.ts'
import { useSplitClient } from '../clients/clients-queries.ts'
import { DetailsForm } from '../clients/details-form.tsx'
import { KnownAs } from '../clients/known-as.tsx'
import { MergeBanner, type JustDone } from '../clients/merge-banner.tsx'
import { MergeView } from '../clients/merge-view.tsx'
import { ClientNote } from './client-note.tsx'
import { StatusGlyph } from './status.tsx'
import { TicketFacts } from './ticket-facts.tsx'
import { TicketDeadline } from './ticket-deadline.tsx'
import { hasWindow } from '../conversation/public/place-words.ts'
import { useWriting } from '../conversation/use-writing.ts'
import { deskNow } from '../ui/desk-time.ts'

type ViewsProps = { readonly ticket: Ticket; readonly client: Client; readonly folder: Folder }

/** The card of a person; in its place, for as long as it takes, their details to write or the steps of a merge. */
export function ClientViews({ ticket, client, folder }: ViewsProps) {
  const [view, setView] = useState<'card' | 'details' | 'merge'>('card')
  const [done, setDone] = useState<JustDone>()
  const split = useSplitClient()

  function handleMerged(merged: Client, { id, name }: { readonly id: string; readonly name: string }): void {
    const mergeId = merged.merged.find((each) => each.id === id)?.mergeId
    setDone(mergeId === undefined ? undefined : { kind: 'merged', clientId: merged.id, mergeId, name, at: deskNow() })
    setView('card')
  }

  function handleSplit(merged: Client['merged'][number]): void {
    const splitOff = { kind: 'split', survivorId: merged.survivorId, splitOffId: merged.id, name: mergedName(merged, client) } as const
    split.mutate(
      { clientId: client.id, mergeId: merged.mergeId },
      {
        onSuccess: () => setDone({ ...splitOff, at: deskNow() }),
        onError: tellFailure,
      },
    )
  }

  if (view === 'details') {
    return <DetailsForm client={client} onDone={() => setView('card')} />
  }
  if (view === 'merge') {
    return <MergeView client={client} onCancel={() => setView('card')} onMerged={handleMerged} />
  }
  return (
    <>
      {done === undefined ? null : (
        <MergeBanner key={`${done.kind} ${done.at.getTime()}`} done={done} onUndone={() => setDone(undefined)} />
      )}
      <WindowCard ticket={ticket} />
      <ClientDetails client={client} onEdit={() => setView('details')} />
      <KnownAs client={client} onMerge={() => setView('merge')} onSplit={handleSplit} />
      <TicketFacts ticket={ticket} />
      <ClientNote key={client.id} client={client} />
      <EarlierTickets client={client} ticketId={ticket.id} folder={folder} />
    </>
  )
}

export function WindowCard({ ticket }: { readonly ticket: Ticket }) {
  const { verdict, words, chip } = useWriting(ticket, 10_000)
  const ends = ticket.window === null ? undefined : fullTime(new Date(ticket.window.closesAt))
  return (
    <section className="window-card">
      <h3>{hasWindow(ticket) ? 'Reply window' : 'Public reply'}</h3>
      {hasWindow(ticket) ? (
        <WindowChip
          level={chip.level}
          label={verdict.kind === 'may' ? `${chip.label} left` : chip.label}
          share={chip.share}
          isByAd={chip.isByAd}
        />
      ) : (
        <TicketDeadline ticket={ticket} />
      )}
      <p title={ends}>
        <b>{words.head}.</b> {words.body}
      </p>
    </section>
  )
}

type EarlierProps = { readonly client: Client; readonly ticketId: string; readonly folder: Folder }

function EarlierTickets({ client, ticketId, folder }: EarlierProps) {
  const now = useNow(60_000)
  const others = client.tickets.filter((each) => each.id !== ticketId)
  return (
    <section>
      <h3>
        Other tickets <span className="end num">{client.ticketCount - 1}</span>
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
