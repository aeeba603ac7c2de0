import { judgeLength, MESSAGE_LIMIT } from '#domain/messaging-policy/message-length.ts'

export const COMMENT_LIMIT = 10_000
const NEAR_LIMIT = 1800

type ReplyCounterProps = {
  readonly text: string
  /** What a mention counts. */
  readonly before: number
  readonly id?: string
  /** What can be done where it is too much. */
  readonly remedy?: string | undefined
}

/** Always there; amber near the limit, red and in words past it. The same count as the desk's own. */
export function ReplyCounter({ text, before, id = 'composer-counter', remedy = 'Shorten the text.' }: ReplyCounterProps) {
  const verdict = judgeLength(text, before)
  if (verdict.kind === 'too-long') {
    return (
      <output className="counter" data-level="over" id={id}>
        {[`${verdict.excess} too many.`, remedy].join(' ').trimEnd()}
      </output>
    )
  }
  const length = verdict.kind === 'empty' ? before : verdict.length
  return (
    <span className="counter" data-level={length >= NEAR_LIMIT ? 'near' : 'plain'} id={id}>
      {length} / {MESSAGE_LIMIT}
    </span>
  )
}

/** A comment may be long; it is counted only past its limit. */
export function CommentCounter({ text }: { readonly text: string }) {
  const excess = text.trim().length - COMMENT_LIMIT
  return (
    <output className="counter" data-level="over" id="composer-counter">
      {excess > 0 ? `${excess} too many. Shorten the text.` : ''}
    </output>
  )
}
