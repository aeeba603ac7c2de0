import { Avatar } from '../../ui/avatar.tsx'
import { Origin } from '../parts/origin.tsx'
import { SenderProvider } from '../parts/sender-context.ts'
import { ModerationBar } from '../public/moderation-bar.tsx'
import { writerOf } from '../public/writer.ts'
import type { Talk } from '../talk.ts'
import { LineActs } from './line-acts.tsx'
import { lineElementId } from './line-element.ts'
import type { LineOf } from './line-of.ts'
import { Said } from './said.tsx'

type CustomerMessageProps = {
  readonly line: LineOf<'customer-message'>
  readonly talk: Talk
  readonly follows: boolean
  readonly isFollowed: boolean
  /** The last that the customer said: what the ticket waits for. */
  readonly isNewest: boolean
}

export function CustomerMessage({ line, talk, follows, isFollowed, isNewest }: CustomerMessageProps) {
  const { name, firstName, pictureUrl } = writerOf(line, talk)
  const origins = line.parts.filter((part) => part.part === 'referral')
  return (
    <>
      {origins.map((origin, index) => (
        <Origin key={index} referral={origin} occurredAt={line.occurredAt} />
      ))}
      <div
        className="msg"
        id={lineElementId(line.id)}
        tabIndex={-1}
        data-follows={(follows && origins.length === 0) || undefined}
        data-public={line.isPublic || undefined}
        data-answer={(line.isPublic && line.quote !== null) || undefined}
      >
        {isFollowed ? <span /> : <Avatar name={name} size={28} pictureUrl={pictureUrl} />}
        <div className="body">
          {follows ? <span className="sr">{name}</span> : null}
          <LineActs line={line} talk={talk}>
            <SenderProvider value={firstName}>
              <Said line={line} by={{ shown: follows ? undefined : name, name }} client={firstName} />
            </SenderProvider>
          </LineActs>
          {line.isPublic ? <ModerationBar line={line} talk={talk} who={firstName} asksAhead={isNewest} /> : null}
        </div>
      </div>
    </>
  )
}
