declare const brand: unique symbol
type Id<Noun extends string> = string & { readonly [brand]: Noun }

export type WorkspaceId = Id<'workspace'>
/** A person, who may work in several workspaces. */
export type UserId = Id<'user'>
/** A person in one workspace: who acts there, and whom tickets are assigned to. */
export type MemberId = Id<'member'>
export type ChannelId = Id<'channel'>
export type ClientId = Id<'client'>
export type ConversationId = Id<'conversation'>
export type TicketId = Id<'ticket'>
export type MessageId = Id<'message'>
/** A file that somebody was told of. */
export type AttachmentId = Id<'attachment'>
/** Something that the desk asked of a channel. */
export type ActId = Id<'act'>
export type InternalCommentId = Id<'internal-comment'>
export type TicketChangeId = Id<'ticket-change'>
/** A template for utility messages. */
export type TemplateId = Id<'template'>
export type GroupId = Id<'group'>
