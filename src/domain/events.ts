import type { ChannelKind } from './channels/channel.ts'
import type { ToldReceipts } from './conversations/marks.ts'
import type { ExtensionName } from './extensions/extension.ts'
import type { StorageReason } from './files/attachment.ts'
import type { ChannelId, ClientId, ConversationId, TicketId, UserId } from './ids.ts'
import type { DeadlineKind } from './messaging-policy/deadline.ts'
import type { MessageState } from './acts/state.ts'
import type { ShownGestures } from './messaging-policy/gesture.ts'
import type { Role } from './members/permissions.ts'
import type { CommentTickets, SwitchedKind } from './tickets/routing.ts'
import type { TicketPriority, TicketStatus, TicketType } from './tickets/status.ts'

/**
 * Everything that the desk tells, `noun.past-participle`: what happened, to what, and no more. Whoever shows it reads the rest
 * when it is told. The list is closed: an event that is not on it does not compile, and one that is added does not until
 * the stream (`api/events/`) and the screen (`web/live/`) know it.
 */
export type DeskEvent = TicketEvent | ClientEvent | ChannelEvent | MemberEvent | HouseEvent

/** Of a union of events the one of a type. */
export type EventOf<Type, Event> = Event extends { readonly type: infer Of } ? (Type extends Of ? Event : never) : never

/** `lineId`: the line of the conversation that appeared or changed, of whatever kind. */
type TicketEvent =
  | OfTicket<'ticket.created', { readonly after?: TicketId }>
  /** `hasMoreLines`: what stood elsewhere, or waited without a ticket, stands in it since. */
  | OfTicket<'ticket.changed', TicketMoves & { readonly lineId?: string; readonly hasMoreLines?: true }>
  /** What ends in it soon: those whom it is to be told in their browsers were told. */
  | OfTicket<'ticket.reminded', { readonly userIds: readonly UserId[]; readonly kind: DeadlineKind; readonly until: string }>
  /**
   * There is no such ticket any more: what is said in it turned out to be part of another conversation. `into`: the ticket in which it stands since;
   * without one the channel makes no tickets of what it turned out to be. `isErased`: its channel was deleted with all that was said, and it is nowhere.
   */
  | OfTicket<'ticket.removed', { readonly into?: TicketId; readonly isErased?: true }>
  | OfTicket<'entry.added' | 'entry.changed', { readonly lineId: string }>
  /** `key`: of the command that wrote it. By it the writer's browser knows that the text has arrived, also where the answer was lost. */
  | OfTicket<'reply.queued' | 'internal-comment.written', { readonly lineId: string; readonly key?: string }>
  | OfTicket<'reply.state-changed', { readonly lineId: string; readonly state: MessageState; readonly at: string }>
  /** Somebody has begun to write in it, wrote on, or no longer has anything there that is not sent. */
  | OfTicket<'draft.saved', { readonly userId: UserId }>
  /** All that we sent up to these moments reached the person, or was read; `before`, which older events lack: up to which it had been. */
  | OfTicket<'conversation.marked', ToldReceipts & { readonly before?: ToldReceipts }>
  /** Something happened in the conversation that nobody said; its picture came. */
  | OfTicket<'note.added' | 'note.changed', { readonly lineId: string }>
  /** Something arrived that is not understood yet. It may be news of an entry that is there already. */
  | OfTicket<'piece.kept', { readonly lineId: string; readonly label: string }>
  /** A newer reader understood it: what it says stands where it belongs, and its placeholder nowhere. */
  | OfTicket<'piece.understood', { readonly lineId: string }>

/** What was set to what, as the line in the conversation tells it. */
type TicketMoves = {
  readonly status?: Move<TicketStatus>
  readonly priority?: Move<TicketPriority>
  readonly type?: Move<TicketType>
  /** By name. */
  readonly assignee?: Move<string | null> & { readonly isOwn?: boolean }
}
type Move<Value> = { readonly from: Value; readonly to: Value }

type ClientEvent =
  | OfDesk<'client.changed', { readonly clientId: ClientId }>
  /** `clientId` stayed. */
  | OfDesk<'client.merged', { readonly clientId: ClientId; readonly joinedId: ClientId }>
  /** `splitOffId` is a client by itself again. */
  | OfDesk<'client.split', { readonly clientId: ClientId; readonly splitOffId: ClientId }>

type ChannelEvent =
  | OfDesk<'channel.connected' | 'channel.changed', { readonly channelId: ChannelId; readonly kind?: ChannelKind }>
  | OfDesk<'channel.removed', { readonly channelId: ChannelId }>
  /** It makes tickets of this kind of what everybody reads since, or none. */
  | OfDesk<'channel.switched', { readonly channelId: ChannelId; readonly kind: SwitchedKind; readonly isOn: boolean }>
  /** New comments make one ticket per this since. */
  | OfDesk<'comment-tickets.changed', { readonly channelId: ChannelId; readonly onePer: CommentTickets }>
  /** Of what a channel told more or less is not understood, once for all that came together. */
  | OfDesk<'not-understood.changed', { readonly channelId: ChannelId }>
  /**
   * What everybody reads in this conversation is more, or other, and no line of a ticket tells so: it stands in none, has got one, or stands in another
   * conversation since.
   */
  | OfDesk<'thread.changed', { readonly conversationId: ConversationId }>
  /** What is known of a post is more, or other. */
  | OfDesk<'post.changed', { readonly channelId: ChannelId; readonly postId: string }>
  | OfDesk<'extension.switched', { readonly name: ExtensionName; readonly isEnabled: boolean }>

/** Those that end sessions, or change what a person may do, name whom they concern: open streams hear it here. */
type MemberEvent =
  | OfDesk<'member.joined', { readonly userId: UserId; readonly role: Role }>
  | OfDesk<'member.renamed' | 'member.email-changed', { readonly userId: UserId }>
  | OfDesk<'member.role-changed', { readonly memberId: string; readonly userId: UserId; readonly from: Role; readonly to: Role }>
  | OfDesk<'member.removed', { readonly memberId: string; readonly userId: UserId }>
  | OfDesk<'member.signed-out', { readonly sessionId: string; readonly userId: UserId }>
  | OfDesk<'member.signed-out-everywhere' | 'member.password-changed', { readonly userId: UserId }>
  | OfDesk<'member.invited', { readonly invitationId: string; readonly role: Role }>
  | OfDesk<'invitation.cancelled', { readonly invitationId: string }>

type HouseEvent =
  /** For so many seconds one may take back what one has sent. */
  | OfDesk<'undo.changed', { readonly seconds: number }>
  /** When people of the workspace work. */
  | OfDesk<'business-hours.changed', object>
  /** Somebody wants to be told otherwise before something ends. */
  | OfDesk<'reminders.changed', { readonly userId: UserId }>
  /** By Enter alone they send what they write since, or no longer. */
  | OfDesk<'enter-sends.changed', { readonly userId: UserId; readonly isOn: boolean }>
  /** These gestures customers see since. */
  | OfDesk<'gestures.changed', ShownGestures>
  | OfDesk<'desk.set-up', { readonly workspaceName: string }>
  | OfDesk<'mail.written' | 'mail.kept' | 'mail.sent' | 'mail.failed', { readonly mailId: string }>
  /** Our own storage takes no files since, or takes them again: null. */
  | OfDesk<'file-storage.changed', { readonly problem: StorageReason | null }>
  /** A webhook that was set aside is to be read again. */
  | OfDesk<'delivery.returned', { readonly deliveryId: string }>

type OfTicket<Type extends string, Payload> = { readonly type: Type; readonly ticketId: TicketId; readonly payload: Payload }
type OfDesk<Type extends string, Payload> = { readonly type: Type; readonly ticketId?: undefined; readonly payload: Payload }
