import { Button } from '@mantine/core'
import { IconArrowDown, IconCloudOff } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { wordsOf } from '../api/desk-problem.ts'
import type { Message, Ticket } from '../api/types.ts'
import { useSession } from '../session/session.ts'
import { Empty } from '../ui/empty.tsx'
import { dayHeading, isSameDay } from '../ui/format-time.ts'
import { SkeletonBars } from '../ui/skeleton.tsx'
import { useNow } from '../ui/use-now.ts'
import { isSameHand } from './author-words.ts'
import { clientName } from '../clients/client-name.ts'
import { MessageLine } from './message-line.tsx'
import { useOutbox } from './outbox.ts'
import { OutboxLine } from './outbox-line.tsx'
import { messagesQuery } from '../tickets/tickets-queries.ts'
import { useNewBelow } from './use-new-below.ts'

/** The conversation: opens at the newest line, and stays there while one reads the newest. */
export function Thread({ ticket }: { readonly ticket: Ticket }) {
  const query = useInfiniteQuery(messagesQuery(ticket.id))
  const { memberId, user } = useSession()
  const outbox = useOutbox(memberId).filter(({ ticketId }) => ticketId === ticket.id)
  const messages = useMemo(() => query.data?.pages.toReversed().flatMap((page) => page.messages) ?? [], [query.data])
  const { scroller, newCount, handleScroll, goToEnd } = useNewBelow(messages, user.id)
  const now = useNow(60_000)

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
        aria-label={`Conversation with ${clientName(ticket.client)}`}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by the keyboard
        tabIndex={0}
        data-focus-home="thread"
        ref={scroller}
        onScroll={handleScroll}
      >
        <div className="thread-inner">
          {query.hasNextPage ? (
            <Button
              size="xs"
              variant="quiet"
              className="earlier"
              data-focus-group="thread"
              aria-disabled={query.isFetchingNextPage}
              onClick={() => {
                // A disabled button would drop the focus.
                if (!query.isFetchingNextPage) {
                  void query.fetchNextPage()
                }
              }}
            >
              {query.isFetchingNextPage ? 'Loading earlier messages…' : 'Show earlier messages'}
            </Button>
          ) : null}
          {query.isPending ? <SkeletonBars label="Loading the conversation" /> : null}
          {query.isError && messages.length === 0 ? (
            <Empty
              icon={<IconCloudOff size={28} aria-hidden="true" />}
              title="The conversation did not load"
              action={<Button onClick={() => void query.refetch()}>Try again</Button>}
            >
              {wordsOf(query.error)}
            </Empty>
          ) : null}
          {messages.map((message, index) => (
            <ThreadLine
              key={message.id}
              message={message}
              before={messages[index - 1]}
              after={messages[index + 1]}
              ticket={ticket}
              now={now}
            />
          ))}
          {outbox.map((entry) => (
            <OutboxLine key={entry.key} entry={entry} />
          ))}
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

type ThreadLineProps = {
  readonly message: Message
  readonly before: Message | undefined
  readonly after: Message | undefined
  readonly ticket: Ticket
  readonly now: Date
}

function ThreadLine({ message, before, after, ticket, now }: ThreadLineProps) {
  const at = new Date(message.occurredAt)
  const isNewDay = before === undefined || !isSameDay(new Date(before.occurredAt), at)
  return (
    <>
      {isNewDay ? <p className="day">{dayHeading(at, now)}</p> : null}
      <MessageLine
        message={message}
        ticket={ticket}
        follows={!isNewDay && isSameBreath(before, message)}
        isFollowed={after !== undefined && isSameDay(new Date(after.occurredAt), at) && isSameBreath(message, after)}
      />
    </>
  )
}

const BREATH_MS = 5 * 60_000

/** Two messages of one person shortly after each other share one name and one picture. */
function isSameBreath(one: Message | undefined, other: Message): boolean {
  return (
    one !== undefined &&
    one.direction === other.direction &&
    isSameHand(one, other) &&
    (one.direction === 'in' || one.direction === 'out') &&
    new Date(other.occurredAt).getTime() - new Date(one.occurredAt).getTime() < BREATH_MS
  )
}
