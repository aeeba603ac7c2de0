import { Button } from '@mantine/core'
import { IconArrowDown, IconCloudOff } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useEffect, useMemo } from 'react'
import { wordsOf } from '../api/desk-problem.ts'
import type { Line } from '../api/types.ts'
import { useSession } from '../session/session.ts'
import { useQuoteKey } from './quoting.ts'
import { Empty } from '../ui/empty.tsx'
import { dayHeading, isSameDay } from '../ui/format-time.ts'
import { useShowSeen } from '../live/tell-gestures.ts'
import { SkeletonBars } from '../ui/skeleton.tsx'
import { useNow } from '../ui/use-now.ts'
import { isSameHand } from './lines/author-words.ts'
import { clientName } from '../clients/client-name.ts'
import { Earlier } from './earlier.tsx'
import { lineIdIn } from './lines/line-element.ts'
import { ConversationLine } from './lines/line.tsx'
import { SeriesProvider } from './lines/series-context.ts'
import { inSeries } from './lines/series-words.ts'
import { useOutbox } from './outbox.ts'
import type { OutboxEntry } from './outbox-item.ts'
import { OutboxLine } from './outbox-line.tsx'
import { linesQuery } from './conversation-queries.ts'
import { TalkProvider, type TalkTools } from './parts/talk-context.ts'
import { TapsProvider, tapsIn } from './parts/taps-context.ts'
import { isPublic } from './public/place-words.ts'
import type { Talk } from './talk.ts'
import { ThreadGroup } from './thread-group.tsx'
import { threadsOf, type Answering, type Piece } from './threads-of.ts'
import { useJump } from './use-jump.ts'
import { noteShown } from './seen-lines.ts'
import { usePageVisible } from '../ui/use-page-visible.ts'
import { useNewBelow } from './use-new-below.ts'

type TimelineProps = {
  readonly talk: Talk
  readonly unansweredCount: number
  /** In a ticket of a whole post: the thread that is being answered, and how another is chosen. */
  readonly answering: Answering | undefined
  readonly onAnswer: ((answering: Answering) => void) | undefined
}

/** The conversation: opens at the newest line, and stays there while one reads the newest. */
export function Timeline({ talk, unansweredCount, answering, onAnswer }: TimelineProps) {
  const query = useInfiniteQuery(linesQuery(talk.id))
  const { memberId, user } = useSession()
  const outbox = useOutbox(memberId).filter(({ ticketId }) => ticketId === talk.id)
  const lines = useMemo(() => query.data?.pages.toReversed().flatMap((page) => page.messages) ?? [], [query.data])
  const series = useMemo(() => inSeries(lines), [lines])
  const taps = useMemo(() => tapsIn(lines), [lines])
  const pieces = useMemo(() => (talk.wholePost === null ? lines.map(asPiece) : threadsOf(lines)), [talk.wholePost, lines])
  const threadIds = new Set(pieces.flatMap((piece) => (piece.kind === 'thread' ? [piece.thread.threadId] : [])))
  const { scroller, newCount, handleScroll, goToEnd } = useNewBelow(lines, user.id)
  // Whoever reads further up has not seen what came below, nor has anybody in a tab that lies behind.
  const isSeen = usePageVisible() && newCount === 0 && query.data !== undefined
  useEffect(() => {
    if (isSeen) {
      noteShown(talk.id, lines)
    }
  }, [isSeen, talk.id, lines])
  const newestId = lines.findLast(({ line }) => line === 'customer-message')?.id
  useQuoteKey(talk, lines)
  useShowSeen(talk, isSeen ? newestId : undefined)
  const now = useNow(60_000)
  const jumpTo = useJump(query)
  const { hash } = useLocation()
  useEffect(() => {
    const lineId = lineIdIn(hash)
    if (lineId !== undefined) {
      jumpTo(lineId)
    }
    // Once for each address: `jumpTo` is another one whenever lines come.
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, [hash, talk.id])
  const tools = useMemo((): TalkTools => ({ talkId: talk.id, jumpTo }), [talk.id, jumpTo])

  // Whoever sends something wants to see it go.
  const newestSent = outbox.at(-1)?.key
  useEffect(() => {
    if (newestSent !== undefined) {
      scroller.current?.scrollTo({ top: 0 })
    }
  }, [newestSent, scroller])

  return (
    <div className="thread-frame">
      <div
        className="thread"
        role="log"
        aria-label={isPublic(talk) ? 'Comments' : `Conversation with ${clientName(talk.client)}`}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by the keyboard
        tabIndex={0}
        data-focus-home="thread"
        ref={scroller}
        onScroll={handleScroll}
      >
        <div className="thread-inner">
          <Earlier pages={query} />
          {query.isPending ? <SkeletonBars label="Loading the conversation" /> : null}
          {query.isError && lines.length === 0 ? (
            <Empty
              icon={<IconCloudOff size={28} aria-hidden="true" />}
              title="The conversation did not load"
              action={<Button onClick={() => void query.refetch()}>Try again</Button>}
            >
              {wordsOf(query.error)}
            </Empty>
          ) : null}
          <SeriesProvider value={series}>
            <TalkProvider value={tools}>
              <TapsProvider value={taps}>
                {pieces.map((piece, index) =>
                  piece.kind === 'line' ? (
                    <DatedLine
                      key={piece.line.id}
                      line={piece.line}
                      {...aroundIn(pieces, index)}
                      isNewest={piece.line.id === newestId}
                      talk={talk}
                      now={now}
                    />
                  ) : (
                    <ThreadGroup
                      key={piece.thread.threadId}
                      thread={piece.thread}
                      ticketId={talk.id}
                      someWait={unansweredCount > 0}
                      isAnswered={answering?.threadId === piece.thread.threadId}
                      onAnswer={onAnswer}
                    >
                      <Lines lines={piece.thread.lines} newestId={newestId} talk={talk} now={now} />
                      <Outbox entries={outbox.filter((entry) => entry.answering?.threadId === piece.thread.threadId)} />
                    </ThreadGroup>
                  ),
                )}
              </TapsProvider>
            </TalkProvider>
          </SeriesProvider>
          <Outbox entries={outbox.filter((entry) => !threadIds.has(entry.answering?.threadId ?? ''))} />
        </div>
      </div>
      <output className="new-below">
        {newCount === 0 ? null : (
          <Button size="xs" variant="filled" rightSection={<IconArrowDown size={16} aria-hidden="true" />} onClick={goToEnd}>
            {newCount === 1 ? '1 new message' : `${newCount} new messages`}
          </Button>
        )}
      </output>
    </div>
  )
}

function asPiece(line: Line): Piece {
  return { kind: 'line', line }
}

/** The lines beside one, where no thread stands between. */
function aroundIn(pieces: readonly Piece[], index: number): { readonly before: Line | undefined; readonly after: Line | undefined } {
  const [before, after] = [pieces[index - 1], pieces[index + 1]]
  return { before: before?.kind === 'line' ? before.line : undefined, after: after?.kind === 'line' ? after.line : undefined }
}

type LinesProps = { readonly lines: readonly Line[]; readonly newestId: string | undefined; readonly talk: Talk; readonly now: Date }

function Lines({ lines, newestId, talk, now }: LinesProps) {
  return lines.map((line, index) => (
    <DatedLine
      key={line.id}
      line={line}
      before={lines[index - 1]}
      after={lines[index + 1]}
      isNewest={line.id === newestId}
      talk={talk}
      now={now}
      isOfToday
    />
  ))
}

function Outbox({ entries }: { readonly entries: readonly OutboxEntry[] }) {
  return entries.map((entry) => <OutboxLine key={entry.key} entry={entry} />)
}

type DatedLineProps = {
  readonly line: Line
  readonly before: Line | undefined
  readonly after: Line | undefined
  readonly isNewest: boolean
  readonly talk: Talk
  readonly now: Date
  /** What begins without a day is of today. */
  readonly isOfToday?: boolean
}

function DatedLine({ line, before, after, isNewest, talk, now, isOfToday = false }: DatedLineProps) {
  const at = new Date(line.occurredAt)
  const dayBefore = before === undefined ? (isOfToday ? now : undefined) : new Date(before.occurredAt)
  const isNewDay = dayBefore === undefined || !isSameDay(dayBefore, at)
  return (
    <>
      {isNewDay ? <p className="day">{dayHeading(at, now)}</p> : null}
      <ConversationLine
        line={line}
        talk={talk}
        isNewest={isNewest}
        follows={!isNewDay && isSameBreath(before, line)}
        isFollowed={after !== undefined && isSameDay(new Date(after.occurredAt), at) && isSameBreath(line, after)}
      />
    </>
  )
}

const BREATH_MS = 5 * 60_000

/** Two messages of one person shortly after each other share one name and one picture. */
function isSameBreath(one: Line | undefined, other: Line): boolean {
  return (
    one !== undefined &&
    one.line === other.line &&
    isSameHand(one.author, other.author) &&
    (one.line === 'customer-message' || one.line === 'our-message') &&
    new Date(other.occurredAt).getTime() - new Date(one.occurredAt).getTime() < BREATH_MS
  )
}
