import { IconEyeOff } from '@tabler/icons-react'
import { clockTime, fullTime } from '../../ui/format-time.ts'
import { authorHeading } from './author-words.ts'
import type { LineOf } from './line-of.ts'
import { MessageText } from './message-text.tsx'

export function InternalComment({ line }: { readonly line: LineOf<'internal-comment'> }) {
  const at = new Date(line.occurredAt)
  return (
    <div className="note">
      <p className="meta">
        <IconEyeOff size={14} aria-hidden="true" />
        <b>Internal comment</b>
        <span title={fullTime(at)}>
          {authorHeading(line.author)} · {clockTime(at)} · only colleagues see this
        </span>
      </p>
      <p className="say" dir="auto">
        <MessageText text={line.text} />
      </p>
    </div>
  )
}
