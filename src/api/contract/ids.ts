import { z } from 'zod'
import type { AttachmentId, ChannelId, ClientId, MemberId, MessageId, TemplateId, TicketId, UserId } from '#domain/ids.ts'

/** Ids come in as text. Whoever has read one by these holds the id of a thing, and of no other: they are minted here and nowhere else. */
export const AnyTicketId = idOf<TicketId>()
export const AnyMessageId = idOf<MessageId>()
export const AnyClientId = idOf<ClientId>()
export const AnyChannelId = idOf<ChannelId>()
export const AnyMemberId = idOf<MemberId>()
export const AnyUserId = idOf<UserId>()
export const AnyAttachmentId = idOf<AttachmentId>()
export const AnyTemplateId = idOf<TemplateId>()

function idOf<Id extends string>(): z.ZodType<Id, string> {
  return z.uuid() as z.ZodType<string, string> as z.ZodType<Id, string>
}
