import type { ReactNode } from 'react'
import type { LogEntry } from '../api/types.ts'
import { failureCodes } from '../conversation/lines/failure-words.ts'
import { fullTime } from '../ui/format-time.ts'
import { newWordsTitle, resultWords, wordsBefore } from './log-words.ts'

type EvidenceProps = { readonly entry: LogEntry }

/** All that is kept of an entry. */
export function Evidence({ entry }: EvidenceProps) {
  const { act, by, channel, target, newWords, newBeside } = entry
  return (
    <dl className="evidence">
      <Fact name={wordsBefore(act)}>{target?.words ? <Words text={target.words} /> : null}</Fact>
      <Fact name="Beside the text">{target?.beside.join(', ')}</Fact>
      <Fact name={newWordsTitle(act)}>{newWords ? <Words text={newWords} /> : null}</Fact>
      <Fact name="Beside our text">{newBeside.join(', ')}</Fact>
      <Fact name="Author">{target?.author ? <bdi>{target.author.name ?? 'Facebook does not name them'}</bdi> : null}</Fact>
      <Fact name="Page">
        <bdi>{channel.name}</bdi> <span className="mono">{channel.pageId}</span>
      </Fact>
      <Fact name="Asked for by">
        <bdi>{by.name ?? 'Account is gone'}</bdi>
        {by.email === null ? null : `, ${by.email}`}, <Moment at={entry.at} />
      </Fact>
      <Fact name="Facebook’s answer">
        <Answers entry={entry} />
      </Fact>
      <Fact name="On Facebook">
        {target === null ? null : <span className="mono">{target.facebookId ?? 'Facebook has not named it yet'}</span>}
      </Fact>
    </dl>
  )
}

/** One fact; without a value it is not there. */
function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return children === null || children === undefined || children === '' ? null : (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}

/** Whatever Facebook said, one after the other, with its own numbers and words. */
function Answers({ entry: { act, answers, explanation } }: EvidenceProps) {
  if (answers.length === 0) {
    return explanation
  }
  return (
    <ol>
      {answers.map(({ at, failure, ...answer }) => (
        // Of two answers of one moment the results differ, or the numbers.
        <li key={`${at} ${answer.result} ${failure?.code ?? ''}`}>
          <Moment at={at} />: {resultWords({ ...answer, act })}{' '}
          <span className="mono">{[failureCodes(failure), failure?.facebookMessage].filter(Boolean).join(', ')}</span>
        </li>
      ))}
    </ol>
  )
}

function Words({ text }: { readonly text: string }) {
  return (
    <span className="words" dir="auto">
      {text}
    </span>
  )
}

function Moment({ at }: { readonly at: string }) {
  return <time dateTime={at}>{fullTime(new Date(at))}</time>
}
