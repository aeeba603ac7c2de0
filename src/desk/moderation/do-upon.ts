import type { Moderation } from '#domain/acts/act.ts'
import type { MessageId, TicketId } from '#domain/ids.ts'
import type { Actor, Desk } from '../desk.ts'
import { moderate } from './moderate.ts'
import { react } from './react.ts'

type Wish = { readonly ticketId: TicketId; readonly messageId: MessageId; readonly act: Moderation }

/** Does something to what was said: a reaction to a private message, or anything to what everybody reads. */
export async function doUpon(desk: Desk, actor: Actor, { act, ...line }: Wish): Promise<MessageId> {
  return act.kind === 'react' && act.isPrivate
    ? await react(desk, actor, { ...line, reaction: act.reaction })
    : await moderate(desk, actor, { ...line, act })
}
