import { diffWordsWithSpace } from 'diff'
import { clockTime, fullTime } from '../../ui/format-time.ts'
import type { MessageLine } from './line-of.ts'

/** What it said one after the other, the newest first, each with what changed. */
export function Edits({ edits }: { readonly edits: MessageLine['edits'] }) {
  return (
    <ol className="edits" aria-label="Wordings, the newest first">
      {edits
        .map(({ text, at }, index) => ({ text, at, before: edits[index - 1]?.text }))
        .toReversed()
        .map(({ text, at, before }) => (
          <li key={at}>
            <time className="num" dateTime={at} title={fullTime(new Date(at))}>
              {clockTime(new Date(at))}
            </time>
            <span dir="auto">{before === undefined ? text : <Changes before={before} after={text} />}</span>
          </li>
        ))}
    </ol>
  )
}

function Changes({ before, after }: { readonly before: string; readonly after: string }) {
  return diffWordsWithSpace(before, after).map(({ value, added, removed }, index) => {
    if (added) {
      return <ins key={index}>{value}</ins>
    }
    return removed ? <del key={index}>{value}</del> : value
  })
}
