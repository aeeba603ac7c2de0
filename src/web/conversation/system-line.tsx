import { IconArrowsExchange, IconFlag, IconInfoCircle, IconTag, IconUserCheck, type Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Message, Ticket } from '../api/types.ts'
import { clockTime, fullTime } from '../ui/format-time.ts'
import { clientName } from '../clients/client-name.ts'
import { keptAct } from './kept-words.ts'
import { PRIORITY_NAMES, STATUS_NAMES, TYPE_NAMES } from '../tickets/status.tsx'

type SystemKind = Message['kind']

const ICONS: Readonly<Record<SystemKind, Icon>> = {
  status: IconArrowsExchange,
  assignee: IconUserCheck,
  priority: IconFlag,
  type: IconTag,
  text: IconInfoCircle,
  unknown: IconInfoCircle,
}

/** What was done with the ticket: small, grey, in the order of time. */
export function SystemLine({ message, ticket }: { readonly message: Message; readonly ticket: Ticket }) {
  const Glyph = ICONS[message.kind]
  const at = new Date(message.occurredAt)
  return (
    <p className="sys" title={fullTime(at)}>
      <Glyph size={16} aria-hidden="true" />
      <span>
        <SystemWords message={message} ticket={ticket} /> · {clockTime(at)}
      </span>
    </p>
  )
}

function SystemWords({ message, ticket }: { readonly message: Message; readonly ticket: Ticket }) {
  const who = <b dir="auto">{message.author.name ?? (message.author.kind === 'client' ? 'The customer' : 'Pagedesk')}</b>
  switch (message.kind) {
    case 'assignee':
      return <AssigneeWords message={message} who={who} />
    case 'status':
    case 'priority':
    case 'type':
      return <ChangeWords message={message} who={who} />
    case 'text':
    case 'unknown':
      return <KeptWords message={message} ticket={ticket} />
  }
}

/** What arrived and is kept raw. The desk knows what kind of act it was, and that is said. */
function KeptWords({ message, ticket }: { readonly message: Message; readonly ticket: Ticket }) {
  const { by, words } = keptAct(message.detail?.['label'])
  switch (by) {
    case 'client':
      return (
        <>
          <b dir="auto">{clientName(ticket.client)}</b> {words}
        </>
      )
    case 'page':
      return (
        <>
          <b dir="auto">{ticket.channel.name}</b> {words}
        </>
      )
    case undefined:
      return words
  }
}

type WordsProps = { readonly message: Message; readonly who: ReactNode }

function AssigneeWords({ message, who }: WordsProps) {
  const to = named(message, 'to')
  if (message.detail?.['isOwn'] === true) {
    return <>{who} self-assigned this</>
  }
  if (to === undefined) {
    return (
      <>
        {who} unassigned {named(message, 'from') ?? 'a colleague'}
      </>
    )
  }
  return (
    <>
      {who} assigned this to <b dir="auto">{to}</b>
    </>
  )
}

function ChangeWords({ message, who }: WordsProps) {
  const from = named(message, 'from')
  return (
    <>
      {who} changed the {message.kind} {from === undefined ? null : `from ${from} `}to <b>{named(message, 'to')}</b>
    </>
  )
}

/** The server tells values; the words are ours. */
function named(message: Message, side: 'from' | 'to'): string | undefined {
  const value = message.detail?.[side]
  if (typeof value !== 'string' || value === '') {
    return undefined
  }
  const names: Readonly<Record<string, string>> = { ...STATUS_NAMES, ...PRIORITY_NAMES, ...TYPE_NAMES }
  return names[value] ?? value
}
