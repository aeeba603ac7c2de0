import { REACH, type SubjectKind } from '#domain/conversations/subject.ts'
import { mentionsKept, type Words } from '#domain/entries/mention.ts'
import { DeskError } from '#domain/errors.ts'
import { contentKindOf, modeOf, type Act } from '#domain/acts/act.ts'
import type { ReplyMode } from '#domain/messaging-policy/reply-mode.ts'
import type { ActId, MessageId, WorkspaceId } from '#domain/ids.ts'
import { appendEvents } from '#storage/events.ts'
import { lockActsSaying, type KeptAct } from '#storage/acts.ts'
import { queueAgain } from '#storage/acts-asked-for.ts'
import type { Tx } from '#storage/database.ts'
import type { KeptEntry } from '#storage/entries/kept-entry.ts'
import { lockOwnEntry } from '#storage/entries/lock.ts'
import { saveEntries } from '#storage/entries/save.ts'
import type { Actor, Desk } from '../desk.ts'
import { requirePermission } from '../require-permission.ts'
import { requireRuleConfirmed } from '../tickets/rule-confirmed.ts'
import { fittingText } from '../tickets/fitting-text.ts'
import { statusOfSaid } from '../templates/status-of-said.ts'
import { requireMaySay } from '../tickets/require-verdict.ts'
import { sayableOffer } from '../tickets/sayable-offer.ts'
import { refuseTypedTags } from '../tickets/typed-tags.ts'
import { transact } from '../transact.ts'
import { noSuchMessage, requireTicketOf, type OfTicket } from './require-said.ts'

type Again = OfTicket & {
  /** In place of what it said, in its place among the others. */
  readonly text?: string | undefined
  /** As what it is said now; where nothing is told, as what it was asked for. */
  readonly mode?: ReplyMode | undefined
  readonly confirmsNewsRule?: boolean | undefined
}

/** Queues a failed message once more, as it is or in other words, under the same rules as a new one. An unconfirmed message may have arrived: refused. */
export async function retryMessage(desk: Desk, actor: Actor, { ticketId, messageId, text, ...wish }: Again): Promise<MessageId> {
  requirePermission(actor, 'ticket.reply')
  return await transact(desk, async (tx) => {
    const { workspaceId, userId } = actor
    const ticket = await requireTicketOf(tx, workspaceId, { ticketId, messageId })
    const entry = await lockOwnEntry(tx, workspaceId, messageId)
    const [act] = await lockActsSaying(tx, workspaceId, [messageId])
    if (!entry || !act) {
      throw noSuchMessage()
    }
    if (act.state !== 'failed') {
      throw new DeskError('conflict', 'Only a message that was not sent can be tried again.')
    }
    if (act.sentAgainAs !== undefined) {
      throw new DeskError('conflict', 'This message was sent again already.')
    }
    // A template goes as a utility message, and as nothing else.
    const mode = contentKindOf(act.act) === 'template' ? 'utility' : (wish.mode ?? modeOf(act.act))
    requireRuleConfirmed({ ...wish, mode })
    const template = await statusOfSaid(tx, { workspaceId, kept: act })
    requireMaySay(actor, ticket, { content: contentKindOf(act.act), template, mode, now: desk.now() })
    const kept = text === undefined ? act : await reword(tx, desk, { workspaceId, entry, kept: act, subject: ticket.subjectKind, text })
    await queueAgain(tx, {
      workspaceId,
      kept: { ...kept, act: saidAs(kept.act, mode) },
      id: desk.newId<ActId>(),
      by: userId,
      at: desk.now(),
    })
    await desk.jobs.sendMessages(tx, { workspaceId, conversationId: act.conversationId })
    await appendEvents(tx, workspaceId, [{ type: 'reply.queued', ticketId, actorId: userId, payload: { lineId: messageId } }])
    return messageId
  })
}

function saidAs(act: Act, mode: ReplyMode): Act {
  if (act.kind !== 'say') {
    return act
  }
  const { mode: _before, ...said } = act
  return mode === 'response' ? said : { ...said, mode }
}

type Reword = {
  readonly workspaceId: WorkspaceId
  readonly entry: KeptEntry
  readonly kept: KeptAct
  readonly subject: SubjectKind
  readonly text: string
}

/** It says something else from here on: nobody has read what it said. */
async function reword(tx: Tx, desk: Desk, { workspaceId, entry, kept, subject, text }: Reword): Promise<KeptAct> {
  const before = entry.entry.content?.value
  if (!before || kept.act.kind !== 'say') {
    throw new Error('What is tried again says nothing.')
  }
  const { files, template, offer } = kept.act
  if (template) {
    throw new DeskError('conflict', 'A template keeps its words. Send it again with other values.')
  }
  if (files !== undefined && REACH[subject].files?.goes === 'alone') {
    throw new DeskError('conflict', 'A message of files has no words to change. Try it again as it is, or write a new reply.')
  }
  if (offer?.kind === 'cards') {
    throw new DeskError('conflict', 'A message of cards has no words to change. Try it again as it is, or write a new reply.')
  }
  if (offer) {
    sayableOffer(offer, { text, hasFiles: false })
  }
  if (REACH[subject].isPublic) {
    refuseTypedTags(text)
  }
  const fitting = fittingText(text, { isAlone: files === undefined })
  const words: Words = { text: fitting, mentions: mentionsKept(kept.act, fitting) }
  const content = { value: { ...before, ...words }, at: desk.now() }
  await saveEntries(tx, workspaceId, [{ ...entry, entry: { ...entry.entry, content }, isRewritten: true }])
  return { ...kept, act: { ...kept.act, ...words } }
}
