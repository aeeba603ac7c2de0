import { Link } from '@tanstack/react-router'
import { shortName } from '../../clients/client-name.ts'
import { ModerationBar } from '../public/moderation-bar.tsx'
import type { Talk } from '../talk.ts'
import { authorHeading } from './author-words.ts'
import { LineActs } from './line-acts.tsx'
import { lineElementId } from './line-element.ts'
import type { LineOf } from './line-of.ts'
import { ModeMark } from './mode-mark.tsx'
import { MessageStateLine } from './message-state-line.tsx'
import { Said } from './said.tsx'

type OurMessageProps = {
  readonly line: LineOf<'our-message'>
  readonly talk: Talk
  readonly follows: boolean
  readonly isFollowed: boolean
}

export function OurMessage({ line, talk, follows, isFollowed }: OurMessageProps) {
  const needsWords = line.state !== 'sent' && line.state !== 'delivered' && line.state !== 'read'
  const name = authorHeading(line.author)
  return (
    <div className="msg" id={lineElementId(line.id)} tabIndex={-1} data-us data-state={line.state} data-follows={follows || undefined}>
      <div className="body">
        <LineActs line={line} talk={talk}>
          <Said line={line} by={{ shown: follows ? undefined : name, name }} client={shortName(talk.client)} />
        </LineActs>
        <ModeMark mode={line.mode} />
        {isFollowed && !needsWords ? null : <MessageStateLine message={line} talk={talk} />}
        {line.answeredComment === null ? null : (
          <p className="mark-line">
            Private reply to a comment.{' '}
            <Link className="link" to="/tickets/$folder/$ticketId" params={{ folder: 'all', ticketId: line.answeredComment.ticketId }}>
              Open the comment
            </Link>
          </p>
        )}
        {line.isPublic ? <ModerationBar line={line} talk={talk} who={name} asksAhead={false} /> : null}
      </div>
    </div>
  )
}
