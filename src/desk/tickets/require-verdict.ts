import { DeskError } from '#domain/errors.ts'
import { may } from '#domain/members/permissions.ts'
import type { ActKind } from '#domain/conversations/subject.ts'
import { verdictOn, type Obstacle } from '#domain/messaging-policy/verdict.ts'
import type { LockedTicket } from '#storage/tickets/lock.ts'
import type { Actor } from '../desk.ts'

type Asked = Pick<LockedTicket, 'subjectKind' | 'status' | 'way' | 'window'>

/** Says no before Facebook does, by the verdict that the screens speak by. Throws the refusal in words. */
export function requireMaySay(actor: Pick<Actor, 'role'>, ticket: Asked, now: Date): void {
  requireMay(actor, ticket, { act: 'say', now })
}

/** The same of anything that is asked of the channel in the ticket's conversation. */
export function requireMay(actor: Pick<Actor, 'role'>, ticket: Asked, { act, now }: { readonly act: ActKind; readonly now: Date }): void {
  const by = { kind: 'person', mayReply: may(actor.role, act === 'say' ? 'ticket.reply' : 'comment.moderate') } as const
  const { subjectKind: subject, status, way, window } = ticket
  const verdict = verdictOn({ act, by, subject, ticket: status, channel: way, window, now })
  if (verdict.kind !== 'may') {
    throw refusalOf(verdict, status)
  }
}

function refusalOf(obstacle: Obstacle, status: LockedTicket['status']): DeskError {
  switch (obstacle.kind) {
    case 'not-here':
      return new DeskError('conflict', 'Nobody can do that in such a conversation.')
    case 'role':
      return new DeskError('not-allowed', 'Only agents can reply. An administrator can change your role.')
    case 'ticket-over':
      return new DeskError('ticket-closed', `This ticket is ${status}. A new message from the customer opens a new ticket.`)
    case 'switched-off':
      return new DeskError('extension-disabled', 'Facebook is switched off in Settings, Extensions. An administrator can switch it on.')
    case 'disconnected':
      return new DeskError('channel-disconnected', 'This Page is disconnected. An administrator can reconnect it in Settings, Channels.')
    case 'never-opened':
      return new DeskError('reply-window-closed', 'The customer has to write first: Facebook lets a Page only answer.')
    case 'window-closed':
      return new DeskError('reply-window-closed', 'The 24 hours ended. A new message from the customer starts another 24 hours.', {
        detail: { closedAt: obstacle.since.toISOString() },
      })
  }
}
