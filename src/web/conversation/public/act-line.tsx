import { Link } from '@tanstack/react-router'
import type { ActUpon } from '#api/conversation/contract.ts'
import { clockTime, fullTime } from '../../ui/format-time.ts'
import { failureCodes, failureWords } from '../lines/failure-words.ts'
import { actWords } from './act-words.ts'

type ActLineProps = { readonly done: ActUpon; readonly who: string }

/** What a colleague did to a line, and what became of it. */
export function ActLine({ done, who }: ActLineProps) {
  const { tone, words } = actWords(done)
  const at = new Date(done.at)
  const isDone = done.state === 'sent'
  return (
    <p className="mark-line" data-tone={tone} title={isDone ? fullTime(at) : undefined}>
      {words}
      {isDone ? `, ${clockTime(at)}.` : '.'} <Refusal done={done} who={who} />
      <PrivateReply done={done} />
    </p>
  )
}

function Refusal({ done: { act, state, failure }, who }: ActLineProps) {
  return state === 'failed' ? (
    <>
      {failureWords(failure, who, { isPublic: act !== 'reply-privately' }).words} {failureCodes(failure)}
    </>
  ) : null
}

function PrivateReply({ done: { act, state, text, ticketId } }: Pick<ActLineProps, 'done'>) {
  if (act !== 'reply-privately' || state === 'failed') {
    return null
  }
  return (
    <>
      “{text}”{' '}
      {ticketId === null ? (
        'The answer will open a ticket of its own.'
      ) : (
        <Link className="link" to="/tickets/$folder/$ticketId" params={{ folder: 'all', ticketId }}>
          Open the private ticket
        </Link>
      )}
    </>
  )
}
