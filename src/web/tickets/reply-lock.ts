import { isFinal } from '#domain/tickets/status.ts'
import type { Ticket } from '../api/types.ts'
import { permitOf } from './window-view.ts'

/** Why nobody may answer the customer at this moment; the composer says so before the desk has to refuse. */
export type ReplyLock =
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'ticket-over' }
  | { readonly kind: 'switched-off' }
  | { readonly kind: 'disconnected' }
  | { readonly kind: 'never-opened' }
  | { readonly kind: 'window-closed'; readonly since: Date }

type Asked = { readonly ticket: Pick<Ticket, 'status' | 'channel' | 'window'>; readonly mayReply: boolean; readonly now: Date }

/** The first reason in the order in which it can be mended: role, ticket, extension, channel, window. */
export function replyLock({ ticket, mayReply, now }: Asked): ReplyLock | undefined {
  if (!mayReply) {
    return { kind: 'not-allowed' }
  }
  if (isFinal(ticket.status)) {
    return { kind: 'ticket-over' }
  }
  if (ticket.channel.state !== 'connected') {
    return { kind: ticket.channel.state }
  }
  const permit = permitOf(ticket.window, now)
  switch (permit.kind) {
    case 'open':
      return undefined
    case 'closed':
      return { kind: 'window-closed', since: permit.since }
    case 'never-opened':
      return { kind: 'never-opened' }
  }
}
