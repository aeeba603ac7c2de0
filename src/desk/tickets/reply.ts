import { REACH } from '#domain/conversations/subject.ts'
import { wordsAlone } from '#domain/entries/content.ts'
import { unheard } from '#domain/entries/entry.ts'
import type { ReplyMode } from '#domain/messaging-policy/reply-mode.ts'
import type { ActId, AttachmentId, MessageId, TicketId } from '#domain/ids.ts'
import { insertAct } from '#storage/acts.ts'
import { appendEvents } from '#storage/events.ts'
import { insertEntries } from '#storage/entries/save.ts'
import { sayUploads } from '#storage/files/uploads.ts'
import type { Actor, Desk } from '../desk.ts'
import { requirePermission } from '../require-permission.ts'
import { transact } from '../transact.ts'
import { addressed } from './addressed.ts'
import { conversationToAnswerIn } from './conversation-to-answer-in.ts'
import { fittingText } from './fitting-text.ts'
import { followSaid } from './follow-said.ts'
import { followAssignee, recordWork } from './record-change.ts'
import { requireRuleConfirmed } from './rule-confirmed.ts'
import { requireMaySay } from './require-verdict.ts'
import { requireTicket } from './require-ticket.ts'
import { sayableFiles } from './sayable-files.ts'

type Saying = {
  readonly ticketId: TicketId
  /** May be empty where files go along. */
  readonly text: string
  /** Files that whoever answers has uploaded. */
  readonly files?: readonly AttachmentId[] | undefined
  /** What is answered, which a ticket of a whole post has to be told. */
  readonly answering?: MessageId | undefined
  /** Whose author is mentioned before the text. */
  readonly mention?: MessageId | undefined
  /** As what it is said; `response` where nothing is told. */
  readonly mode?: ReplyMode | undefined
  /** Whoever answers confirmed that the rule of news is kept: without it none is said. */
  readonly confirmsNewsRule?: boolean | undefined
  /** Of the command, told with the line. */
  readonly key?: string
}

/**
 * Answers the customer: the message is written down as queued together with the job that sends it, a new ticket opens, and one that nobody has is
 * assigned to whoever answers. The customer waits on until the channel has it: then it is an answer. Refused before Facebook would refuse: empty,
 * longer than 1986, window closed, ticket closed, channel disconnected or switched off, as what Facebook does not allow the Page, news without their
 * rule confirmed, or files that cannot be sent there.
 */
export async function replyToTicket(desk: Desk, actor: Actor, reply: Saying): Promise<MessageId> {
  requirePermission(actor, 'ticket.reply')
  const { files: fileIds = [], mode = 'response' } = reply
  requireRuleConfirmed({ ...reply, mode })
  fittingText(reply.text, { isAlone: fileIds.length === 0 })
  return await transact(desk, async (tx) => {
    const ticket = await requireTicket(tx, actor.workspaceId, reply.ticketId)
    requireMaySay(actor, ticket, { mode, now: desk.now() })
    const conversationId = await conversationToAnswerIn(tx, actor.workspaceId, { ticket, answering: reply.answering })
    const there = { ...ticket, conversationId }
    const words = await addressed(tx, { ...actor, ticket: there, text: reply.text, mention: reply.mention, isAlone: fileIds.length === 0 })
    const { files, parts } = await sayableFiles(tx, { actor, subject: ticket.subjectKind, ids: fileIds })
    const id = desk.newId<MessageId>()
    const at = desk.now()
    const { workspaceId, userId } = actor
    const { channelId } = ticket
    const entry = {
      ...unheard(REACH[ticket.subjectKind].isPublic ? 'comment' : 'message', undefined),
      author: { kind: 'member', userId },
      writtenAt: at,
      content: { value: { ...wordsAlone(words.text), ...words, parts }, at },
    } as const
    const kept = { id, conversationId, ticketId: ticket.id, entry, carrying: undefined } as const
    await insertEntries(tx, { workspaceId, channelId }, { at, entries: [kept] })
    await sayUploads(tx, workspaceId, { entryId: id, ids: fileIds })
    const act = { kind: 'say', ...words, ...(files.length === 0 ? {} : { files }), ...(mode === 'response' ? {} : { mode }) } as const
    await insertAct(tx, { workspaceId, id: desk.newId<ActId>(), conversationId, channelId, entryId: id, act, by: userId, at })
    await followSaid(tx, workspaceId, { tickets: [ticket.id], conversations: REACH[ticket.subjectKind].isPublic ? [conversationId] : [] })
    await recordWork(tx, { actor, ticket })
    await followAssignee(tx, { actor, ticket })
    await desk.jobs.sendMessages(tx, { workspaceId, conversationId })
    const payload = { lineId: id, ...(reply.key === undefined ? {} : { key: reply.key }) }
    await appendEvents(tx, workspaceId, [{ type: 'reply.queued', ticketId: ticket.id, actorId: userId, payload }])
    return id
  })
}
