import { Link } from '@tanstack/react-router'
import type { ActUpon } from '#api/conversation/contract.ts'
import { actFailureWords } from '#api/contract/act-failure-words.ts'
import { resultOf } from '#domain/acts/result.ts'
import { clockTime, fullTime, isSameDay, sentenceTime } from '../../ui/format-time.ts'
import { useNow } from '../../ui/use-now.ts'
import { failureCodes } from '../lines/failure-words.ts'
import { SetAsideWords } from '../set-aside.tsx'
import { actWords } from './act-words.ts'

type ActLineProps = {
  readonly done: ActUpon
  readonly who: string
  /** What became of it afterwards. */
  readonly since?: string | undefined
}

/** What a colleague did to a line, or asked for: who, when, what became of it, and what Facebook said. */
export function ActLine({ done, who, since }: ActLineProps) {
  const now = useNow(60_000)
  const { tone, words } = actWords(done)
  const at = new Date(done.at)
  const when = isSameDay(at, now) ? clockTime(at) : sentenceTime(at, now)
  return (
    <>
      <p className="mark-line" data-tone={tone} title={fullTime(at)}>
        {words}
        {resultOf(done.state) === 'done' ? `, ${when}.` : <Asked done={done} when={when} />} <Answer done={done} who={who} />
        <PrivateReply done={done} />
        {since}
      </p>
      <SetAsideWords setAside={done.setAside} />
    </>
  )
}

/** Of what is not done: who wants it. */
function Asked({ done: { by, state }, when }: { readonly done: ActUpon; readonly when: string }) {
  const asked = `${by.name === null ? 'Asked for' : `Asked for by ${by.name}`}, ${when}.`
  return state === 'queued' || state === 'sending' ? ` ${asked}` : `. ${asked}`
}

/** What Facebook said of what is not done, with its own numbers and words. */
function Answer({ done: { state, failure }, who }: ActLineProps) {
  const isSaid = state === 'failed' || (state === 'queued' && failure !== null)
  if (!isSaid) {
    return null
  }
  return (
    <>
      {actFailureWords({ result: resultOf(state), failure }, who)} {failureCodes(failure)}
      {failure?.facebookMessage === undefined ? null : <bdi> “{failure.facebookMessage}”</bdi>}
    </>
  )
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
