import { judgeLength, MESSAGE_LIMIT } from '#domain/messaging-policy/message-length.ts'

export const COMMENT_LIMIT = 10_000
const NEAR_LIMIT = 1800

/** Always there; amber near the limit, red and in words past it. The same count as the desk's own. `before`: what a mention counts. */
export function ReplyCounter({ text, before }: { readonly text: string; readonly before: number }) {
  const verdict = judgeLength(text, before)
  if (verdict.kind === 'too-long') {
    return (
      <output className="counter" data-level="over" id="composer-counter">
        {verdict.excess} too many. Shorten the text.
      </output>
    )
  }
  const length = verdict.kind === 'empty' ? before : verdict.length
  return (
    <span className="counter" data-level={length >= NEAR_LIMIT ? 'near' : 'plain'} id="composer-counter">
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
