import {
  IconAlertCircle,
  IconArticle,
  IconAt,
  IconClock,
  IconEyeOff,
  IconHelpCircle,
  IconLoader2,
  IconMessage2,
  IconMessageCircle,
  IconPencil,
  IconStar,
  IconWorld,
  type Icon,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode, RefObject } from 'react'
import type { Folder, LastLine, MessageState, Ticket } from '../api/types.ts'
import { useSession } from '../session/session.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Count } from '../ui/count.tsx'
import { fullTime, listTime } from '../ui/format-time.ts'
import { useNow } from '../ui/use-now.ts'
import { kindWords } from '../conversation/public/place-words.ts'
import { writerPrefix } from '../conversation/public/writer.ts'
import { ourLead } from '../conversation/lines/our-lead.ts'
import { PartGlyph } from '../conversation/lines/part-glyph.tsx'
import { snippetWords } from '../conversation/lines/snippet-words.ts'
import { PriorityGlyph, StatusMark } from './status.tsx'
import { searchOf, type ShownFolder } from './folders.ts'
import { PresenceMark } from './presence-marks.tsx'
import { TicketDeadline } from './ticket-deadline.tsx'
import { faceOf, ticketName } from './ticket-name.ts'
import { useUnsent, type Unsent } from '../conversation/use-unsent.ts'
import { VipStar } from './vip-star.tsx'

type TicketRowProps = {
  readonly ticket: Ticket
  readonly shown: ShownFolder
  readonly isHere: boolean
  readonly isTabStop: boolean
  readonly row: RefObject<HTMLAnchorElement | null> | undefined
  readonly onFocus: (ticketId: string) => void
}

const FADED: ReadonlySet<string> = new Set(['solved', 'closed', 'spam', 'deleted'])

/** One ticket in the list: who, what last, how it stands, how long we may still write. */
export function TicketRow({ ticket, shown, isHere, isTabStop, row, onFocus }: TicketRowProps) {
  const { folder } = shown
  const name = ticketName(ticket)
  const draft = useDraftIn(ticket)
  const at = momentOf(ticket, folder, draft)
  const now = useNow(60_000)
  return (
    <Link
      ref={row}
      to="/tickets/$folder/$ticketId"
      params={{ folder, ticketId: ticket.id }}
      search={searchOf(shown)}
      className="row"
      data-here={isHere || undefined}
      data-unread={ticket.unansweredCount > 0 || undefined}
      data-faded={(FADED.has(ticket.status) && ticket.unansweredCount === 0) || undefined}
      aria-current={isHere ? 'true' : undefined}
      tabIndex={isTabStop ? 0 : -1}
      onFocus={() => onFocus(ticket.id)}
    >
      <Avatar {...faceOf(ticket)} badge={<KindBadge ticket={ticket} />} />
      <span className="top">
        <span className="name ellipsis" dir="auto">
          {name}
        </span>
        {ticket.wholePost === null && ticket.client.isVip ? <VipStar /> : null}
        <time className="time" dateTime={at.toISOString()} title={fullTime(at)}>
          {listTime(at, now)}
        </time>
      </span>
      <span className="snippet">
        <RowWords ticket={ticket} isHere={isHere} folder={folder} />
        <Count value={ticket.unansweredCount} isRed title={`${ticket.unansweredCount} unanswered`} />
      </span>
      <span className="foot">
        <StatusMark status={ticket.status} />
        <span className="num">#{ticket.number}</span>
        {ticket.priority === 'urgent' || ticket.priority === 'extreme' ? <PriorityGlyph priority={ticket.priority} /> : null}
        <span className="end">
          <PresenceMark ticketId={ticket.id} />
          <TicketDeadline ticket={ticket} />
        </span>
      </span>
    </Link>
  )
}

/** By what it stands where it does. */
function momentOf({ lastActivityAt }: Ticket, folder: Folder, draft: Ticket['drafts'][number] | undefined): Date {
  return new Date(folder === 'drafts' && draft !== undefined ? draft.savedAt : lastActivityAt)
}

const KIND_ICONS: Readonly<Record<Ticket['kind'], Icon>> = {
  direct: IconMessageCircle,
  comment: IconMessage2,
  post: IconArticle,
  mention: IconAt,
  review: IconStar,
  website: IconWorld,
}

function KindBadge({ ticket }: Pick<TicketRowProps, 'ticket'>) {
  const Glyph = KIND_ICONS[ticket.kind]
  return (
    <span className="kind" title={kindWords(ticket)}>
      <Glyph size={13} />
    </span>
  )
}

/** What one has begun to write there oneself, wherever, as the desk has it. */
function useDraftIn({ drafts }: Ticket): Ticket['drafts'][number] | undefined {
  const { user } = useSession()
  return drafts.find(({ userId }) => userId === user.id)
}

type WordsProps = Pick<TicketRowProps, 'ticket' | 'isHere'> & { readonly folder: Folder }

/** What one wrote oneself and did not send, or the desk has not got, stands in place of what was said last; a draft, while one looks elsewhere. */
function RowWords({ ticket, isHere, folder }: WordsProps) {
  const unsent = useUnsent(ticket)
  const isDraft = unsent?.kind === 'draft' || unsent?.kind === 'internal-draft'
  return unsent !== undefined && (!isDraft || !isHere || folder === 'drafts') ? (
    <UnsentSnippet unsent={unsent} />
  ) : (
    <Snippet ticket={ticket} />
  )
}

function UnsentSnippet({ unsent }: { readonly unsent: Unsent }) {
  return (
    <>
      <UnsentLead kind={unsent.kind} />{' '}
      <span className="said ellipsis grow" dir="auto">
        {unsent.text}
      </span>
    </>
  )
}

function UnsentLead({ kind }: Pick<Unsent, 'kind'>) {
  switch (kind) {
    case 'not-sent':
      return (
        <span className="bad">
          <IconAlertCircle size={14} aria-hidden="true" />
          Not sent:
        </span>
      )
    case 'waits':
      return (
        <span className="warn">
          <IconClock size={14} aria-hidden="true" />
          Waits:
        </span>
      )
    case 'draft':
    case 'internal-draft':
      return (
        <span className="bad">
          <IconPencil size={14} aria-hidden="true" />
          {kind === 'draft' ? 'Draft:' : 'Internal draft:'}
        </span>
      )
  }
}

function Snippet({ ticket }: { readonly ticket: Ticket }): ReactNode {
  const { user } = useSession()
  const last = ticket.lastMessage
  if (last === null) {
    return <span className="faint grow">No message yet</span>
  }
  return (
    <>
      <SnippetLead ticket={ticket} last={last} userId={user.id} /> <SaidWords last={last} />
    </>
  )
}

type LeadProps = { readonly ticket: Ticket; readonly last: LastLine; readonly userId: string }

/** Who said it, and whether it went. The client of a row needs no word. Apart from what was said, whose letters may run the other way. */
function SnippetLead({ ticket, last, userId }: LeadProps): ReactNode {
  switch (last.line) {
    case 'customer-message':
      return <TheirLead name={writerPrefix(last, ticket)} />
    case 'our-message':
      return <OurLead last={last} userId={userId} />
    case 'internal-comment':
      return (
        <span className="faint">
          <IconEyeOff size={14} aria-hidden="true" />
          Internal:
        </span>
      )
  }
}

function TheirLead({ name }: { readonly name: string | undefined }): ReactNode {
  return name === undefined ? null : (
    <span className="faint" dir="auto">
      {name}:
    </span>
  )
}

type OurMessage = Extract<LastLine, { readonly line: 'our-message' }>

const STATE_GLYPHS: Readonly<Partial<Record<MessageState, ReactNode>>> = {
  failed: <IconAlertCircle size={14} aria-hidden="true" />,
  unconfirmed: <IconHelpCircle size={14} aria-hidden="true" />,
  queued: <IconClock size={14} aria-hidden="true" />,
  sending: <IconLoader2 size={14} aria-hidden="true" />,
}

function OurLead({ last, userId }: { readonly last: OurMessage; readonly userId: string }) {
  const { tone, word } = ourLead(last, userId)
  return (
    <span className={tone}>
      {STATE_GLYPHS[last.state]}
      {word}:
    </span>
  )
}

function SaidWords({ last }: { readonly last: LastLine }): ReactNode {
  const { glyph, words } = snippetWords(last)
  return (
    <span className="said ellipsis grow" dir="auto">
      {glyph === undefined ? null : <PartGlyph kind={glyph} />}
      {words}
    </span>
  )
}
