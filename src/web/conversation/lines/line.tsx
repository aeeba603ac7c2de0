import type { Line } from '../../api/types.ts'
import type { Talk } from '../talk.ts'
import { AssigneeChange } from './assignee-change.tsx'
import { CustomerMessage } from './customer-message.tsx'
import { InternalComment } from './internal-comment.tsx'
import { NotUnderstood } from './not-understood.tsx'
import { NoteLine } from './note-line.tsx'
import { OurMessage } from './our-message.tsx'
import { PriorityChange } from './priority-change.tsx'
import { StatusChange } from './status-change.tsx'
import { TypeChange } from './type-change.tsx'

type ConversationLineProps = {
  readonly line: Line
  readonly talk: Talk
  /** The same person wrote the line before, moments ago. */
  readonly follows: boolean
  readonly isFollowed: boolean
  /** The last that the customer said. */
  readonly isNewest: boolean
}

/** One line of a conversation, whoever wrote it. */
export function ConversationLine({ line, talk, follows, isFollowed, isNewest }: ConversationLineProps) {
  switch (line.line) {
    case 'customer-message':
      return <CustomerMessage line={line} talk={talk} follows={follows} isFollowed={isFollowed} isNewest={isNewest} />
    case 'our-message':
      return <OurMessage line={line} talk={talk} follows={follows} isFollowed={isFollowed} />
    case 'internal-comment':
      return <InternalComment line={line} />
    case 'status-change':
      return <StatusChange line={line} />
    case 'priority-change':
      return <PriorityChange line={line} />
    case 'type-change':
      return <TypeChange line={line} />
    case 'assignee-change':
      return <AssigneeChange line={line} />
    case 'not-understood':
      return <NotUnderstood line={line} talk={talk} />
    case 'note':
      return <NoteLine line={line} client={talk.client} />
  }
}
