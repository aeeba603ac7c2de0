import type { AnswerOf } from '#api/contract/endpoints.ts'

/** The contract's shapes by the names that the screens use. */
export type {
  Authorisation,
  Channel,
  ChannelQueue,
  CommentTickets,
  OfferedPage,
  PageAllowance,
  TicketSwitch,
} from '#api/channels/contract.ts'
export type { Client, FoundClient } from '#api/clients/contract.ts'
export type { FilePart, MessagePart, Note, PartSummary } from '#api/contract/message-parts.ts'
export type { TicketPriority, TicketStatus, TicketType } from '#api/contract/ticket-words.ts'
export type { LastLine, Line, MessageFailure, MessageFailureReason, MessageState } from '#api/conversation/contract.ts'
export type { Extension, ExtensionName } from '#api/extensions/contract.ts'
export type { FileStorage } from '#api/files/contract.ts'
export type { FirstStep } from '#api/first-steps/contract.ts'
export type { MailSummary } from '#api/mails/contract.ts'
export type { LogEntry } from '#api/moderation-log/contract.ts'
export type { Invitation, Member } from '#api/members/contract.ts'
export type { Post, PostRow, Thread } from '#api/posts/contract.ts'
export type { Role, Session } from '#api/session/contract.ts'
export type { Folder, TicketSummary as Ticket, Window as WindowTimes } from '#api/tickets/contract.ts'
export type FolderCounts = AnswerOf<'GET /api/v1/ticket-folders'>
