import { clientName, shortName } from '../../clients/client-name.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Origin } from '../parts/origin.tsx'
import type { Talk } from '../talk.ts'
import { lineElementId } from './line-element.ts'
import type { LineOf } from './line-of.ts'
import { Said } from './said.tsx'

type CustomerMessageProps = {
  readonly line: LineOf<'customer-message'>
  readonly client: Talk['client']
  readonly follows: boolean
  readonly isFollowed: boolean
}

export function CustomerMessage({ line, client, follows, isFollowed }: CustomerMessageProps) {
  const name = clientName(client)
  const origins = line.parts.filter((part) => part.part === 'referral')
  return (
    <>
      {origins.map((origin, index) => (
        <Origin key={index} referral={origin} occurredAt={line.occurredAt} />
      ))}
      <div className="msg" id={lineElementId(line.id)} tabIndex={-1} data-follows={(follows && origins.length === 0) || undefined}>
        {isFollowed ? <span /> : <Avatar name={name} size={28} pictureUrl={client.pictureUrl ?? undefined} />}
        <div className="body">
          {follows ? <span className="sr">{name}</span> : null}
          <Said line={line} by={{ shown: follows ? undefined : name, name }} client={shortName(client)} />
        </div>
      </div>
    </>
  )
}
