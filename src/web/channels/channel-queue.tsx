import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { wordsOf } from '../api/desk-problem.ts'
import type { Channel, ChannelQueue as Queue } from '../api/types.ts'
import { Loaded } from '../settings/loaded.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { FormError } from '../ui/form-error.tsx'
import { sentenceTime } from '../ui/format-time.ts'
import { useNow } from '../ui/use-now.ts'
import { channelQueueQuery, useEmptyQueue } from './channel-queue-queries.ts'
import { queueLead, waitingWords } from './channel-queue-words.ts'

/** What waits to be sent through a Page, and how to have it not sent. */
export function ChannelQueue({ page }: { readonly page: Channel }) {
  const queue = useQuery(channelQueueQuery(page.id))
  const heading = useId()
  return (
    <section aria-labelledby={heading}>
      <h2 className="group-label" id={heading}>
        Waiting to be sent
      </h2>
      <Loaded query={queue} what="The queue">
        {(all) => <Waiting page={page} queue={all} />}
      </Loaded>
    </section>
  )
}

type WaitingProps = { readonly page: Channel; readonly queue: Queue }

function Waiting({ page, queue }: WaitingProps) {
  const now = useNow(60_000)
  return (
    <>
      <p className="settings-lead" aria-live="polite">
        {queueLead({ count: queue.count, page, now })}
      </p>
      {queue.count === 0 ? null : (
        <div className="card queue">
          <ul>
            {queue.waiting.map((one) => (
              <li key={one.id}>
                <WaitingLine one={one} now={now} />
              </li>
            ))}
          </ul>
          {queue.count > queue.waiting.length ? <p className="muted">and {queue.count - queue.waiting.length} more</p> : null}
          <StopAll page={page} />
        </div>
      )}
    </>
  )
}

function StopAll({ page }: { readonly page: Channel }) {
  const [isAsking, setAsking] = useState(false)
  const emptying = useEmptyQueue(page.id)
  return (
    <>
      <div className="buttons">
        <Button size="xs" variant="danger" disabled={emptying.isPending} onClick={() => setAsking(true)}>
          Stop all
        </Button>
      </div>
      <FormError message={emptying.isError ? wordsOf(emptying.error) : undefined} />
      <ConfirmDialog
        isOpen={isAsking}
        title={`Stop all that waits for ${page.name}?`}
        act="Stop all"
        onConfirm={() => {
          setAsking(false)
          emptying.mutate()
        }}
        onCancel={() => setAsking(false)}
      >
        <p className="muted">Nothing of it is sent. Each reply says “Not sent” in its ticket, and can be tried again there.</p>
      </ConfirmDialog>
    </>
  )
}

function WaitingLine({ one, now }: { readonly one: Queue['waiting'][number]; readonly now: Date }) {
  const { ticketId, ticketNumber, by, since } = one
  return (
    <>
      <p className="what">
        {ticketId === null ? null : (
          <Link className="link" to="/tickets/$folder/$ticketId" params={{ folder: 'all', ticketId }}>
            #{ticketNumber}
          </Link>
        )}{' '}
        <span dir="auto">{waitingWords(one)}</span>
      </p>
      <p className="muted">
        {by === null ? '' : `${by}, `}
        {sentenceTime(new Date(since), now)}
      </p>
    </>
  )
}
