import { clientName, shortName } from '../../clients/client-name.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { firstNameOf } from '../../ui/first-name.ts'
import { Origin } from '../parts/origin.tsx'
import { ModerationBar } from '../public/moderation-bar.tsx'
import { isPublic } from '../public/place-words.ts'
import type { Talk } from '../talk.ts'
import { lineElementId } from './line-element.ts'
import type { LineOf } from './line-of.ts'
import { Said } from './said.tsx'

type CustomerMessageProps = {
  readonly line: LineOf<'customer-message'>
  readonly talk: Talk
  readonly follows: boolean
  readonly isFollowed: boolean
}

export function CustomerMessage({ line, talk, follows, isFollowed }: CustomerMessageProps) {
  const { client } = talk
  // In public anybody may write in somebody's ticket.
  const name = isPublic(talk) ? (line.author.name ?? 'Unknown person') : clientName(client)
  const isTheClient = name === clientName(client)
  const origins = line.parts.filter((part) => part.part === 'referral')
  return (
    <>
      {origins.map((origin, index) => (
        <Origin key={index} referral={origin} occurredAt={line.occurredAt} />
      ))}
      <div className="msg" id={lineElementId(line.id)} tabIndex={-1} data-follows={(follows && origins.length === 0) || undefined}>
        {isFollowed ? <span /> : <Avatar name={name} size={28} pictureUrl={isTheClient ? (client.pictureUrl ?? undefined) : undefined} />}
        <div className="body">
          {follows ? <span className="sr">{name}</span> : null}
          <Said line={line} by={{ shown: follows ? undefined : name, name }} client={isTheClient ? shortName(client) : firstNameOf(name)} />
          {line.isPublic ? <ModerationBar line={line} talk={talk} who={isTheClient ? shortName(client) : firstNameOf(name)} /> : null}
        </div>
      </div>
    </>
  )
}
