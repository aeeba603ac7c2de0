import { IconEyeOff, IconQuestionMark } from '@tabler/icons-react'
import type { Message, Ticket } from '../api/types.ts'
import { Avatar } from '../ui/avatar.tsx'
import { clockTime, fullTime } from '../ui/format-time.ts'
import { clientName } from './client-name.ts'
import { MessageStateLine } from './message-state-line.tsx'
import { SystemLine } from './system-line.tsx'

type MessageLineProps = {
  readonly message: Message
  readonly ticket: Ticket
  /** The same person wrote the line before, moments ago. */
  readonly follows: boolean
  readonly isFollowed: boolean
}

/** One line of a conversation, whoever wrote it. */
export function MessageLine({ message, ticket, follows, isFollowed }: MessageLineProps) {
  switch (message.direction) {
    case 'in':
      return <FromCustomer message={message} ticket={ticket} follows={follows} isFollowed={isFollowed} />
    case 'out':
      return <FromUs message={message} ticket={ticket} follows={follows} isFollowed={isFollowed} />
    case 'internal':
      return <InternalComment message={message} />
    case 'system':
      return <SystemLine message={message} />
  }
}

function FromCustomer({ message, ticket, follows, isFollowed }: MessageLineProps) {
  const name = message.author.name ?? clientName(ticket.client)
  return (
    <div className="msg" data-follows={follows || undefined}>
      {isFollowed ? <span /> : <Avatar name={name} size={28} pictureUrl={ticket.client.pictureUrl ?? undefined} />}
      <div className="body">
        {follows ? null : <Meta name={name} message={message} />}
        {follows ? <span className="sr">{name}</span> : null}
        <Bubble message={message} />
      </div>
    </div>
  )
}

function FromUs({ message, ticket, follows, isFollowed }: MessageLineProps) {
  const needsWords = message.state !== 'sent' && message.state !== 'delivered' && message.state !== 'read'
  return (
    <div className="msg" data-us data-state={message.state ?? undefined} data-follows={follows || undefined}>
      <div className="body">
        {follows ? null : <Meta name={authorOf(message)} message={message} />}
        <Bubble message={message} />
        {isFollowed && !needsWords ? null : <MessageStateLine message={message} ticket={ticket} />}
      </div>
    </div>
  )
}

function InternalComment({ message }: { readonly message: Message }) {
  return (
    <div className="note">
      <p className="meta">
        <IconEyeOff size={14} aria-hidden="true" />
        <b>Internal comment</b>
        <span title={fullTime(new Date(message.occurredAt))}>
          {authorOf(message)} · {clockTime(new Date(message.occurredAt))} · only colleagues see this
        </span>
      </p>
      <p className="say" dir="auto">
        {message.text}
      </p>
    </div>
  )
}

function Meta({ name, message }: { readonly name: string; readonly message: Message }) {
  const at = new Date(message.occurredAt)
  return (
    <div className="meta">
      <b dir="auto">{name}</b>
      <time dateTime={message.occurredAt} title={fullTime(at)}>
        {clockTime(at)}
      </time>
    </div>
  )
}

function Bubble({ message }: { readonly message: Message }) {
  if (message.kind === 'unknown') {
    const label = message.detail?.['label']
    return (
      <div className="bubble" data-placeholder>
        <IconQuestionMark size={14} aria-hidden="true" />
        Not understood yet{typeof label === 'string' ? ` (${label})` : ''}. It is kept as it came.
      </div>
    )
  }
  return (
    <div className="bubble" dir="auto" title={fullTime(new Date(message.occurredAt))}>
      {message.text}
    </div>
  )
}

/** Ours written elsewhere says where in place of a name. */
function authorOf(message: Message): string {
  if (message.author.kind === 'elsewhere') {
    const appName = message.detail?.['appName']
    return typeof appName === 'string' ? `Written in ${appName}` : 'Written outside Pagedesk'
  }
  return message.author.name ?? 'Pagedesk'
}
