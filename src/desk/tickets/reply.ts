import { REACH } from '#domain/conversations/subject.ts'
import { DeskError } from '#domain/errors.ts'
import { inMessages } from '#domain/files/in-messages.ts'
import type { ContentKind } from '#domain/messaging-policy/content-kind.ts'
import type { MessageTemplate } from '#domain/templates/message-template.ts'
import type { ReplyMode } from '#domain/messaging-policy/reply-mode.ts'
import type { AttachmentId, InternalCommentId, MessageId, TicketId } from '#domain/ids.ts'
import { appendEvents } from '#storage/events.ts'
import type { Tx } from '#storage/database.ts'
import type { LockedTicket } from '#storage/tickets/lock.ts'
import { undoSeconds } from '#storage/undo.ts'
import type { Actor, Desk } from '../desk.ts'
import { requirePermission } from '../require-permission.ts'
import { filledTemplate, requireTemplate, type WantedTemplate } from '../templates/filled-template.ts'
import { transact } from '../transact.ts'
import { addressed } from './addressed.ts'
import { conversationToAnswerIn } from './conversation-to-answer-in.ts'
import { fittingText } from './fitting-text.ts'
import { followSaid } from './follow-said.ts'
import { followAssignee, recordWork } from './record-change.ts'
import { quotedName } from './quoted-name.ts'
import { requireRuleConfirmed } from './rule-confirmed.ts'
import { requireMaySay } from './require-verdict.ts'
import { requireSeen } from './require-seen.ts'
import { requireTicket } from './require-ticket.ts'
import { sayableFiles } from './sayable-files.ts'
import { sayAll, type Message } from './say.ts'

type Saying = {
  readonly ticketId: TicketId
  /** May be empty where files are said. */
  readonly text: string
  /** Messages of their own behind it, each of which waits for the one before. */
  readonly more?: readonly string[] | undefined
  /** In place of words and files, as a utility message: a template that Facebook approved, with its values. */
  readonly template?: WantedTemplate | undefined
  /** Files that whoever answers has uploaded: in public with the words, in private behind them, each message of them waiting for the one before. */
  readonly files?: readonly AttachmentId[] | undefined
  /** What is answered, which a ticket of a whole post has to be told. */
  readonly answering?: MessageId | undefined
  /** Whose author is mentioned before the text. */
  readonly mention?: MessageId | undefined
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
 * longer than 1986, window closed, ticket closed, channel disconnected or switched off, as what Facebook does not allow the Page, news without their
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
    const [id, ...behind] = await sayAll(tx, desk, { actor, ticket: there, mode, messages, heldUntil, repliesTo })
    if (id === undefined) {
      throw new Error('A reply says nothing.')
    }
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

function contentOf({ template, files = [] }: Saying): ContentKind {
  return template === undefined ? (files.length === 0 ? 'text' : 'files') : 'template'
}

/** A template brings its own. */
function requireWords({ text, template, files = [], more = [], mention }: Saying): void {
  if (template === undefined) {
    fittingText(text, { isAlone: files.length === 0 })
    more.forEach((next) => fittingText(next))
  } else if (text.trim() !== '' || files.length > 0 || more.length > 0 || mention !== undefined) {
    throw new DeskError('invalid', 'A template is sent alone: without a text, files or a mention of its own.')
  }
}

type Asked = {
  readonly actor: Actor
  readonly ticket: LockedTicket
  readonly reply: Saying
  readonly template: MessageTemplate | undefined
}

/** The first names whoever is mentioned. Files stand beside its words, or are messages of their own behind all words, as the channel takes them. */
async function messagesOf(tx: Tx, { actor, ticket, reply, template }: Asked): Promise<Message[]> {
  const { workspaceId } = actor
  if (template && reply.template) {
    const filled = filledTemplate(template, reply.template.values)
    return [{ words: { text: fittingText(filled.text) }, files: [], template: filled.template }]
  }
  const { text, mention, files: ids = [], more = [] } = reply
  const words = await addressed(tx, { workspaceId, ticket, text, mention, isAlone: ids.length === 0 })
  const files = await sayableFiles(tx, { actor, subject: ticket.subjectKind, ids })
  const behind: Message[] = []
  for (const next of more) {
    behind.push({ words: await addressed(tx, { workspaceId, ticket, text: next, mention: undefined, isAlone: true }), files: [] })
  }
  if (REACH[ticket.subjectKind].files?.goes !== 'alone') {
    return [{ words, files }, ...behind]
  }
  const first: Message[] = words.text === '' ? [] : [{ words, files: [] }]
  return [...first, ...behind, ...inMessages(files).map((together) => ({ words: NO_WORDS, files: together }))]
}

const NO_WORDS = { text: '' }
