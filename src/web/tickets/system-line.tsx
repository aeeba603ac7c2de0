import { IconArrowsExchange, IconFlag, IconInfoCircle, IconTag, IconUserCheck, type Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Message } from '../api/types.ts'
import { clockTime, fullTime } from '../ui/format-time.ts'
import { PRIORITY_NAMES, STATUS_NAMES, TYPE_NAMES } from './status.tsx'

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
export function SystemLine({ message }: { readonly message: Message }) {
  const Glyph = ICONS[message.kind]
  const at = new Date(message.occurredAt)
  return (
    <p className="sys" title={fullTime(at)}>
      <Glyph size={16} aria-hidden="true" />
      <span>
        <SystemWords message={message} /> · {clockTime(at)}
      </span>
    </p>
  )
}

function SystemWords({ message }: { readonly message: Message }) {
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
      return message.text
  }
}

type WordsProps = { readonly message: Message; readonly who: ReactNode }

function AssigneeWords({ message, who }: WordsProps) {
  const to = named(message, 'to')
  if (to === undefined) {
    return (
      <>
        {who} took this from {named(message, 'from') ?? 'somebody'}
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
