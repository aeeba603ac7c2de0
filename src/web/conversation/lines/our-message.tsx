import type { Talk } from '../talk.ts'
import { authorHeading } from './author-words.ts'
import type { LineOf } from './line-of.ts'
import { MessageStateLine } from './message-state-line.tsx'
import { Said, SaidBy } from './said.tsx'

type OurMessageProps = {
  readonly line: LineOf<'our-message'>
  readonly talk: Talk
  readonly follows: boolean
  readonly isFollowed: boolean
}

export function OurMessage({ line, talk, follows, isFollowed }: OurMessageProps) {
  const needsWords = line.state !== 'sent' && line.state !== 'delivered' && line.state !== 'read'
  return (
    <div className="msg" data-us data-state={line.state} data-follows={follows || undefined}>
      <div className="body">
        {follows ? null : <SaidBy name={authorHeading(line.author)} occurredAt={line.occurredAt} />}
        <Said line={line} />
        {isFollowed && !needsWords ? null : <MessageStateLine message={line} talk={talk} />}
      </div>
    </div>
  )
}
