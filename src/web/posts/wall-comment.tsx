import { Button } from '@mantine/core'
import { IconArrowBackUp, IconTicket } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { memo, useMemo } from 'react'
import { lineElementId } from '../conversation/lines/line-element.ts'
import { MessageStateLine } from '../conversation/lines/message-state-line.tsx'
import { Said } from '../conversation/lines/said.tsx'
import { SenderProvider } from '../conversation/parts/sender-context.ts'
import { TalkProvider, type TalkTools } from '../conversation/parts/talk-context.ts'
import { ModerationBar } from '../conversation/public/moderation-bar.tsx'
import { sayingObstacle } from '../conversation/public/moderation-offers.ts'
import { useMay, useMayAct } from '../session/session.ts'
import { AssigneeMenu } from '../tickets/assignee-menu.tsx'
import { StatusMark } from '../tickets/status.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { Check } from '../ui/check.tsx'
import { firstNameOf } from '../ui/first-name.ts'
import { dateOf, isSameDay } from '../ui/format-time.ts'
import { Pill } from '../ui/pill.tsx'
import { useNow } from '../ui/use-now.ts'
import { headingOf, writtenBy } from './comment-words.ts'
import { PublicReply } from './public-reply.tsx'
import { isPickable, type Chosen } from './selection.ts'
import type { LineItem } from './wall-items.ts'
import type { WallTalk } from './wall-talk.ts'

/** What one can do with the comment that one stands on, beside its acts. */
export type WallActs = {
  readonly onStand: (key: string) => void
  readonly onPick: (one: Chosen) => void
  readonly onReply: (key: string) => void
  /** Back from the field where it was answered. */
  readonly onLeaveReply: (key: string) => void
}

type WallCommentProps = {
  readonly item: LineItem
  /** Undefined: nothing can be done here, and `whyNot` says why. */
  readonly talk: WallTalk | undefined
  readonly whyNot: string | undefined
  readonly page: string
  readonly showsPage: boolean
  readonly isHere: boolean
  readonly isPicked: boolean
  readonly isPicking: boolean
  readonly isReplying: boolean
  readonly acts: WallActs
}

/** One comment of a thread: who said what, what became of it, and what can be done. */
export const WallComment = memo(function WallComment(props: WallCommentProps) {
  const { item, talk, page, isPicked, acts } = props
  const { line } = item
  const name = writtenBy(line, page)
  const mayModerate = useMayAct(true)('hide')
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- where the focus is inside, there one stands
    <article
      className="comment"
      id={lineElementId(line.id)}
      tabIndex={-1}
      aria-label={`${item.isUnanswered ? 'Unanswered. ' : ''}${name}`}
      {...looksOf(props)}
      onFocus={() => acts.onStand(item.key)}
    >
      {talk === undefined || !isPickable({ line, talk }, mayModerate) ? (
        <span />
      ) : (
        <Check label={`Select what ${name} wrote`} isChecked={isPicked} onChange={() => acts.onPick({ line, talk })} />
      )}
      <Avatar name={name} size={32} shape={line.line === 'our-message' ? 'page' : 'person'} />
      <CommentBody {...props} name={name} />
    </article>
  )
})

function looksOf({ item: { line, isHead }, isHere, isPicked }: WallCommentProps) {
  return {
    'data-here': isHere || undefined,
    // What is asked about it goes away when it is answered, and the focus comes back here.
    'data-focus-home': isHere ? 'comment' : undefined,
    'data-us': line.line === 'our-message' || undefined,
    'data-answer': !isHead || undefined,
    'data-hidden': line.isHidden || undefined,
    'data-gone': line.takenBackAt !== null || undefined,
    'data-picked': isPicked || undefined,
  }
}

function CommentBody(props: WallCommentProps & { readonly name: string }) {
  const { item, talk, page, showsPage, isReplying, acts, name } = props
  const { line, isHead, isUnanswered } = item
  const who = line.line === 'our-message' ? page : firstNameOf(name)
  const tools = useMemo((): TalkTools => toolsOf(item), [item])
  return (
    <div className="body">
      {isHead || isUnanswered ? <Standing item={item} page={showsPage ? page : undefined} /> : null}
      <div className="box">
        <TalkProvider value={tools}>
          <SenderProvider value={senderOf(line)}>
            <Said line={line} by={{ shown: headingOf(line, page), name }} client={who} />
          </SenderProvider>
        </TalkProvider>
      </div>
      {line.line === 'our-message' && talk !== undefined ? <MessageStateLine message={line} talk={talk} /> : null}
      <CommentActs {...props} who={who} />
      {isReplying && talk !== undefined ? (
        <PublicReply talk={talk} thread={item.thread} answered={line} onLeave={() => acts.onLeaveReply(item.key)} />
      ) : null}
    </div>
  )
}

function CommentActs({ item, talk, whyNot, who, isHere, isPicking, acts }: WallCommentProps & { readonly who: string }) {
  const mayReply = useMay('ticket.reply')
  if (talk === undefined) {
    return whyNot === undefined ? null : <p className="mark-line">{whyNot}</p>
  }
  const obstacle = sayingObstacle(item.line, talk)
  return (
    <ModerationBar
      line={item.line}
      talk={talk}
      who={who}
      asksAhead={isHere}
      keys={isHere ? (isPicking ? 'one-only' : 'all') : undefined}
      after={item.isHead ? <ThreadActs thread={item.thread} isHere={isHere} /> : null}
    >
      {mayReply && item.line.takenBackAt === null ? (
        <Button
          size="xs"
          variant="quiet"
          leftSection={<IconArrowBackUp size={14} aria-hidden="true" />}
          title={obstacle ?? 'Everyone on Facebook can read it.'}
          aria-disabled={obstacle !== undefined}
          onClick={() => {
            if (obstacle === undefined) {
              acts.onReply(item.key)
            }
          }}
        >
          {talk.kind === 'review' ? 'Answer publicly' : 'Reply'}
        </Button>
      ) : null}
    </ModerationBar>
  )
}

/** What is done with the whole thread. */
function ThreadActs({ thread: { ticket }, isHere }: { readonly thread: LineItem['thread']; readonly isHere: boolean }) {
  return ticket === null ? null : (
    <>
      <AssigneeMenu ticket={ticket} hasKeys={isHere} isQuiet />
      <Button
        size="xs"
        variant="quiet"
        leftSection={<IconTicket size={14} aria-hidden="true" />}
        renderRoot={(props) => <Link to="/tickets/$folder/$ticketId" params={{ folder: 'all', ticketId: ticket.id }} {...props} />}
      >
        Open ticket
      </Button>
    </>
  )
}

/** How the thread stands: its ticket, its Page where several are mixed, whether somebody waits. */
function Standing({ item: { thread, line, isHead, isUnanswered }, page }: { readonly item: LineItem; readonly page: string | undefined }) {
  const now = useNow(60_000)
  const { ticket } = thread
  const at = new Date(line.occurredAt)
  return (
    <p className="standing">
      {isUnanswered ? <Pill tone="bad">Unanswered</Pill> : null}
      {isHead && page !== undefined ? (
        <span className="ellipsis" dir="auto">
          {page}
        </span>
      ) : null}
      {isHead && !isSameDay(at, now) ? <time dateTime={line.occurredAt}>{dateOf(at, now)}</time> : null}
      {isHead && ticket !== null ? (
        <span className="end">
          <StatusMark status={ticket.status} />
          <Link className="link num" to="/tickets/$folder/$ticketId" params={{ folder: 'all', ticketId: ticket.id }}>
            #{ticket.number}
          </Link>
        </span>
      ) : null}
    </p>
  )
}

function senderOf({ author }: LineItem['line']): string | undefined {
  return author.kind === 'client' && author.name !== null ? firstNameOf(author.name) : undefined
}

function toolsOf({ line }: LineItem): TalkTools {
  return { talkId: line.ticketId ?? '', jumpTo: (lineId) => document.getElementById(lineElementId(lineId))?.focus() }
}
