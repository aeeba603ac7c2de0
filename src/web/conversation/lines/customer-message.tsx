import { clientName } from '../../clients/client-name.ts'
import { Avatar } from '../../ui/avatar.tsx'
import type { Talk } from '../talk.ts'
import type { LineOf } from './line-of.ts'
import { Said, SaidBy } from './said.tsx'

type CustomerMessageProps = {
  readonly line: LineOf<'customer-message'>
  readonly client: Talk['client']
  readonly follows: boolean
  readonly isFollowed: boolean
}

export function CustomerMessage({ line, client, follows, isFollowed }: CustomerMessageProps) {
  const name = clientName(client)
  return (
    <div className="msg" data-follows={follows || undefined}>
      {isFollowed ? <span /> : <Avatar name={name} size={28} pictureUrl={client.pictureUrl ?? undefined} />}
      <div className="body">
        {follows ? <span className="sr">{name}</span> : <SaidBy name={name} occurredAt={line.occurredAt} />}
        <Said line={line} />
      </div>
    </div>
  )
}
