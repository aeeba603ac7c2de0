import { Button } from '@mantine/core'
import { IconAlertCircle, IconCheck, IconChecks, IconClock, IconEyeCheck, IconHelpCircle, IconLoader2 } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { wordsOf } from '../api/desk-problem.ts'
import type { Message, MessageState, Ticket } from '../api/types.ts'
import { useMay } from '../session/session.ts'
import { clockTime, fullTime } from '../ui/format-time.ts'
import { showToast } from '../ui/toast-store.ts'
import { shortName } from './client-name.ts'
import { copyText } from './copy-text.ts'
import { failureCodes, failureWords } from './failure-words.ts'
import { useRetryMessage } from './use-send.ts'

type QuietState = Exclude<MessageState, 'failed' | 'unconfirmed'>

const QUIET: Readonly<Record<QuietState, { readonly icon: ReactNode; readonly words: (time: string) => string }>> = {
  queued: { icon: <IconClock size={14} aria-hidden="true" />, words: () => 'Queued, goes out by itself' },
  sending: { icon: <IconLoader2 size={14} aria-hidden="true" />, words: () => 'Sending…' },
  sent: { icon: <IconCheck size={14} aria-hidden="true" />, words: (time) => `Sent ${time}` },
  delivered: { icon: <IconChecks size={14} aria-hidden="true" />, words: (time) => `Delivered ${time}` },
  read: { icon: <IconEyeCheck size={14} aria-hidden="true" />, words: (time) => `Read ${time}` },
}

type StateProps = { readonly message: Message; readonly ticket: Ticket }

/** What became of our message, below its own bubble. */
export function MessageStateLine({ message, ticket }: StateProps) {
  switch (message.state) {
    case null:
      return null
    case 'failed':
      return <Failed message={message} ticket={ticket} />
    case 'unconfirmed':
      return <Unconfirmed />
    case 'queued':
    case 'sending':
    case 'sent':
    case 'delivered':
    case 'read': {
      const at = new Date(message.stateAt ?? message.occurredAt)
      return <QuietStateLine state={message.state} at={at} isWayOpen={ticket.channel.state === 'connected'} />
    }
  }
}

type QuietProps = { readonly state: QuietState; readonly at: Date; readonly isWayOpen: boolean }

function QuietStateLine({ state, at, isWayOpen }: QuietProps) {
  const { icon, words } = QUIET[state]
  return (
    <span className="state" data-state={state} title={fullTime(at)}>
      {icon}
      {state === 'queued' && !isWayOpen ? 'Queued, waits until the Page is connected and switched on' : words(clockTime(at))}
    </span>
  )
}

function Failed({ message, ticket }: StateProps) {
  const retry = useRetryMessage(ticket.id)
  const mayReply = useMay('ticket.reply')
  const { words, canRetry } = failureWords(message.failure, shortName(ticket.client))
  const codes = failureCodes(message.failure)
  return (
    <div className="explain" data-tone="bad">
      <p className="head">
        <IconAlertCircle size={16} aria-hidden="true" />
        Not sent
      </p>
      <p>{words}</p>
      {codes === undefined ? null : (
        <p className="codes" title={message.failure?.facebookMessage}>
          {codes}
        </p>
      )}
      <div className="buttons">
        {canRetry && mayReply ? (
          <Button size="xs" disabled={retry.isPending} onClick={() => retry.mutate(message.id, { onError: tellRefusal })}>
            Try again
          </Button>
        ) : null}
        <Button size="xs" onClick={() => void copyText(message.text)}>
          Copy text
        </Button>
      </div>
    </div>
  )
}

function Unconfirmed() {
  return (
    <div className="explain" data-tone="warn">
      <p className="head">
        <IconHelpCircle size={16} aria-hidden="true" />
        Unconfirmed
      </p>
      <p>Facebook did not answer, so it may have gone out. Facebook’s own record of it settles that; it is not sent twice.</p>
    </div>
  )
}

function tellRefusal(failure: Error): void {
  showToast({ message: wordsOf(failure), isLasting: true })
}
