declare const brand: unique symbol
type Id<Noun extends string> = string & { readonly [brand]: Noun }

export type WorkspaceId = Id<'workspace'>
export type UserId = Id<'user'>
export type ChannelId = Id<'channel'>
export type ClientId = Id<'client'>
export type ConversationId = Id<'conversation'>
export type TicketId = Id<'ticket'>
export type MessageId = Id<'message'>
export type InternalCommentId = Id<'internal-comment'>
export type TicketChangeId = Id<'ticket-change'>
export type GroupId = Id<'group'>
