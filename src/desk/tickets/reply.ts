import { REACH } from '#domain/conversations/subject.ts'
import type { ContentKind } from '#domain/messaging-policy/content-kind.ts'
import type { ReplyMode } from '#domain/messaging-policy/reply-mode.ts'
import type { InternalCommentId, MessageId, TicketId } from '#domain/ids.ts'
import { appendEvents } from '#storage/events.ts'
import { placesOf } from '#storage/files/uploads.ts'
import { undoSeconds } from '#storage/undo.ts'
import type { Actor, Desk } from '../desk.ts'
import { emptySaidDraft } from '../drafts/empty-said.ts'
import { followFiles } from '../drafts/follow-files.ts'
import { requirePermission } from '../require-permission.ts'
import { requireTemplate } from '../templates/filled-template.ts'
import { transact } from '../transact.ts'
import { conversationToAnswerIn } from './conversation-to-answer-in.ts'
import { followSaid } from './follow-said.ts'
import { messagesOf, requireWords, type Said } from './messages-of-reply.ts'
import { followAssignee, recordWork } from './record-change.ts'
import { quotedName } from './quoted-name.ts'
import { requireRuleConfirmed } from './rule-confirmed.ts'
import { requireMaySay } from './require-verdict.ts'
import { requireSeen } from './require-seen.ts'
import { requireTicket } from './require-ticket.ts'
import { sayAll } from './say.ts'

type Saying = Said & {
  readonly ticketId: TicketId
  /** What is answered, which a ticket of a whole post has to be told. */
  readonly answering?: MessageId | undefined
  /** A message of the conversation that the first of these quotes. */
  readonly quoting?: MessageId | undefined
  /** As what it is said; `response` where nothing is told. */
  readonly mode?: ReplyMode | undefined
  /** Whoever answers confirmed that the rule of news is kept: without it none is said. */
  readonly confirmsNewsRule?: boolean | undefined
  /** The newest lines that whoever answers had seen when they wrote it; undefined where they follow no screen. */
  readonly seen?: readonly (MessageId | InternalCommentId)[] | undefined
  /** It is held for as long as the workspace lets one take back what one has sent. */
  readonly undo?: boolean | undefined
  /** Of the command, told with the line. */
  readonly key?: string
}

/**
 * Answers the customer: what is said is written down as queued together with the job that sends it, a new ticket opens, and one that nobody has is
 * assigned to whoever answers. The customer waits on until the channel has it: then it is an answer. Refused before Facebook would refuse: empty,
 * longer than 1986, offering what Facebook does not take, window closed, ticket closed, channel disconnected or switched off, as what Facebook does not allow the Page, news without their
 * rule confirmed, files that cannot be sent there, or to a thread that moved since `seen`. Answers with the first message.
 */
export async function replyToTicket(desk: Desk, actor: Actor, reply: Saying): Promise<MessageId> {
  requirePermission(actor, 'ticket.reply')
  const { mode = 'response' } = reply
  requireRuleConfirmed({ ...reply, mode })
  requireWords(reply)
  return await transact(desk, async (tx) => {
    const { workspaceId, userId } = actor
    const ticket = await requireTicket(tx, workspaceId, reply.ticketId)
    const template = reply.template && (await requireTemplate(tx, { workspaceId, ticket, id: reply.template.id }))
    requireMaySay(actor, ticket, { content: contentOf(reply), template: template?.status, mode, now: desk.now() })
    const conversationId = await conversationToAnswerIn(tx, workspaceId, { ticket, answering: reply.answering })
    await requireSeen(tx, { actor, ticket, conversationId, seen: reply.seen })
    const there = { ...ticket, conversationId }
    const repliesTo = await quotedName(tx, { workspaceId, ticket: there, quoting: reply.quoting })
    const messages = await messagesOf(tx, { actor, ticket: there, reply, template })
    const seconds = reply.undo === true ? await undoSeconds(tx, workspaceId) : 0
    const heldUntil = seconds === 0 ? undefined : new Date(desk.now().getTime() + seconds * 1000)
    const places = await placesOf(tx, actor, reply.files ?? [])
    const [id, ...behind] = await sayAll(tx, desk, { actor, ticket: there, mode, messages, heldUntil, repliesTo })
    if (id === undefined) {
      throw new Error('A reply says nothing.')
    }
    await emptySaidDraft(tx, desk, {
      actor,
      ticketId: ticket.id,
      mode: 'reply',
      conversationId,
      texts: [reply.text, ...(reply.more ?? [])],
      offer: reply.offer,
    })
    await followFiles(tx, desk, { ...actor, places })
    const conversations = REACH[ticket.subjectKind].isPublic ? [conversationId] : []
    await followSaid(tx, workspaceId, { tickets: [ticket.id], conversations, now: desk.now() })
    await recordWork(tx, { actor, ticket })
    await followAssignee(tx, { actor, ticket })
    await desk.jobs.sendMessages(tx, { workspaceId, conversationId }, heldUntil && { afterMs: seconds * 1000 })
    const first = { lineId: id, ...(reply.key === undefined ? {} : { key: reply.key }) }
    const lines = [first, ...behind.map((lineId) => ({ lineId }))]
    await appendEvents(
      tx,
      workspaceId,
      lines.map((payload) => ({ type: 'reply.queued', ticketId: ticket.id, actorId: userId, payload }) as const),
    )
    return id
  })
}

function contentOf({ template, files = [], offer }: Said): ContentKind {
  return template === undefined ? (offer?.kind ?? (files.length === 0 ? 'text' : 'files')) : 'template'
}
