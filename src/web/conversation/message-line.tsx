import { IconEyeOff, IconPencil, IconTrash } from '@tabler/icons-react'
import type { Message, Ticket } from '../api/types.ts'
import { Avatar } from '../ui/avatar.tsx'
import { clockTime, fullTime } from '../ui/format-time.ts'
import { authorHeading } from './author-words.ts'
import { clientName } from '../clients/client-name.ts'
import { MessageStateLine } from './message-state-line.tsx'
import { MessageText } from './message-text.tsx'
import { PartGlyph } from './part-glyph.tsx'
import { SystemLine } from './system-line.tsx'
import { unreadParts, type UnreadPart } from './unread-parts.ts'

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
      return <SystemLine message={message} ticket={ticket} />
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
        <Said message={message} />
      </div>
    </div>
  )
}

function FromUs({ message, ticket, follows, isFollowed }: MessageLineProps) {
  const needsWords = message.state !== 'sent' && message.state !== 'delivered' && message.state !== 'read'
  return (
    <div className="msg" data-us data-state={message.state ?? undefined} data-follows={follows || undefined}>
      <div className="body">
        {follows ? null : <Meta name={authorHeading(message)} message={message} />}
        <Said message={message} />
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
          {authorHeading(message)} · {clockTime(new Date(message.occurredAt))} · only colleagues see this
        </span>
      </p>
      <p className="say" dir="auto">
        <MessageText text={message.text} />
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

/** A message is the sum of its parts: its words, what this version cannot show of it, and what became of it. */
function Said({ message }: { readonly message: Message }) {
  return (
    <>
      {message.text === '' ? null : (
        <div className="bubble" dir="auto" data-taken-back={message.afterwards === 'taken-back' || undefined} title={whenOf(message)}>
          <MessageText text={message.text} />
        </div>
      )}
      {unreadParts(message).map((part, index) => (
        <UnreadLine key={index} part={part} />
      ))}
      <Afterwards message={message} />
    </>
  )
}

function UnreadLine({ part }: { readonly part: UnreadPart }) {
  return (
    <div className="bubble" data-placeholder>
      <PartGlyph part={part} />
      {part.more === '' ? part.name : `${part.name}. ${part.more}`}
    </div>
  )
}

/** The words above are the ones from before: nobody may answer what was taken back. */
function Afterwards({ message }: { readonly message: Message }) {
  switch (message.afterwards) {
    case null:
      return null
    case 'changed':
      return (
        <p className="afterwards">
          <IconPencil size={14} aria-hidden="true" />
          Changed later. The new text is not shown in this version.
        </p>
      )
    case 'taken-back':
      return (
        <p className="afterwards">
          <IconTrash size={14} aria-hidden="true" />
          Taken back later on Facebook
        </p>
      )
  }
}

function whenOf(message: Message): string {
  return fullTime(new Date(message.occurredAt))
}
