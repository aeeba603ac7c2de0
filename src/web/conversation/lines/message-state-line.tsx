import { IconCheck, IconChecks, IconClock, IconEyeCheck, IconLoader2 } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { MessageState } from '../../api/types.ts'
import { clockTime, fullTime, isSameDay, sentenceTime } from '../../ui/format-time.ts'
import { useNow } from '../../ui/use-now.ts'
import { isPublic } from '../public/place-words.ts'
import type { TalkByName } from '../talk.ts'
import { secondsLeft } from '../use-held.ts'
import { FailedMessage } from './failed-message.tsx'
import { queuedWords } from './failure-words.ts'
import { useNextTry } from '../use-next-try.ts'
import type { LineOf } from './line-of.ts'
import { useInSeries } from './series-context.ts'
import { waitsFor } from './series-words.ts'
import { Unconfirmed } from './unconfirmed.tsx'
import { WaitingMessage } from './waiting-message.tsx'

type QuietState = Exclude<MessageState, 'failed' | 'unconfirmed'>

const ICONS: Readonly<Record<QuietState, ReactNode>> = {
  queued: <IconClock size={14} aria-hidden="true" />,
  sending: <IconLoader2 size={14} aria-hidden="true" />,
  sent: <IconCheck size={14} aria-hidden="true" />,
  delivered: <IconChecks size={14} aria-hidden="true" />,
  read: <IconEyeCheck size={14} aria-hidden="true" />,
}

type OurMessage = LineOf<'our-message'>
type StateProps = { readonly message: OurMessage; readonly talk: TalkByName }

/** What became of our message, below its own bubble. */
export function MessageStateLine({ message, talk }: StateProps) {
  const held = secondsLeft(message.heldUntil, useNow(message.heldUntil === null ? 60_000 : 1000))
  if (held > 0) {
    return <StillHeld seconds={held} />
  }
  switch (message.state) {
    case 'failed':
      return <FailedMessage message={message} talk={talk} />
    case 'unconfirmed':
      return <Unconfirmed message={message} talk={talk} />
    case 'queued':
    case 'sending':
    case 'sent':
    case 'delivered':
    case 'read':
      return <Quiet state={message.state} message={message} talk={talk} />
  }
}

function Quiet({ state, message, talk }: StateProps & { readonly state: QuietState }) {
  const now = useNow(60_000)
  const among = useInSeries()
  const at = new Date(message.stateAt)
  // Of a receipt that names no message Facebook tells up to which one it goes, and not when.
  const isTold = state !== 'read' && (state !== 'delivered' || at > new Date(message.occurredAt))
  const time = isSameDay(at, new Date(message.occurredAt)) ? clockTime(at) : sentenceTime(at, now)
  const next = useNextTry(message, talk.channel.id)
  const waits = waitingForWords(waitsFor({ message, among }))
  if (state === 'queued' && waits === undefined && (next !== undefined || talk.channel.state !== 'connected')) {
    return <WaitingMessage message={message} talk={talk} next={next} />
  }
  return (
    <span className="state" data-state={state} title={isTold ? fullTime(at) : undefined}>
      {ICONS[state]}
      {quietWords(state, {
        time: isTold ? time : undefined,
        queued: waits ?? queuedWords({ failure: message.failure, channel: talk.channel.state, nextTry: undefined }),
        sent: isPublic(talk) ? 'Posted' : 'Sent',
      })}
    </span>
  )
}

/** What the desk holds for whoever sent it. */
function StillHeld({ seconds }: { readonly seconds: number }) {
  return (
    <span className="state" data-state="queued">
      {ICONS.queued}
      Sends in {seconds} s
    </span>
  )
}

function waitingForWords(place: number | undefined): string | undefined {
  return place === undefined ? undefined : `Waits for message ${place}`
}

type Quietly = { readonly time: string | undefined; readonly queued: string; readonly sent: string }

function quietWords(state: QuietState, { time, queued, sent }: Quietly): string {
  switch (state) {
    case 'queued':
      return queued
    case 'sending':
      return 'Sending…'
    case 'sent':
    case 'delivered':
    case 'read':
      return [{ sent, delivered: 'Delivered', read: 'Read' }[state], time].join(' ').trimEnd()
  }
}
