import type { ActResult } from '#domain/acts/result.ts'
import { REACH } from '#domain/conversations/subject.ts'
import { mentionLength, type Named } from '#domain/entries/mention.ts'
import { DeskError } from '#domain/errors.ts'
import type { AttachmentId, MessageId, WorkspaceId } from '#domain/ids.ts'
import { valuesOf } from '#domain/templates/message-template.ts'
import type { Offer } from '#domain/offers/offer.ts'
import type { KeptAct } from '#storage/acts.ts'
import { entryOfAuthor } from '#storage/authors.ts'
import type { Tx } from '#storage/database.ts'
import { appendEvents } from '#storage/events.ts'
import { placesOf } from '#storage/files/uploads.ts'
import { logAnswers } from '#storage/moderation-log/write.ts'
import type { LockedTicket } from '#storage/tickets/lock.ts'
import { deleteUnsaid, lockTogether, releaseActs } from '#storage/undo.ts'
import type { Actor, Desk } from '../desk.ts'
import { followFiles } from '../drafts/follow-files.ts'
import { requirePermission } from '../require-permission.ts'
import type { WantedTemplate } from '../templates/filled-template.ts'
import { followSaid, movedEvents } from '../tickets/follow-said.ts'
import { transact } from '../transact.ts'
import { noSuchMessage, requireTicketOf, type OfTicket } from './require-said.ts'

/** What was taken back: the words, whoever was mentioned before them, the files, and what could be tapped; or a template with its values, which has no words of its own. */
export type TakenBack = {
  /** Without the name of whoever was mentioned. */
  readonly text: string
  readonly mention: TakenMention | undefined
  readonly files: readonly AttachmentId[]
  readonly offer: Offer | undefined
  readonly template: WantedTemplate | undefined
}

/** By which message they can be mentioned again, as what they were called, and how much of the text that takes. */
type TakenMention = { readonly messageId: MessageId; readonly name: string; readonly length: number }

/**
 * Takes back what one has sent and the desk still holds: nobody has called the channel for it. It is as if it had not been sent, with all the messages that are one text with
 * it. Whichever locks the act first, this or the turn that carries it, decides: `conflict` once it is on its way.
 */
export async function takeBack(desk: Desk, actor: Actor, said: OfTicket): Promise<TakenBack> {
  return await transact(desk, async (tx) => {
    const { workspaceId, userId } = actor
    const { ticket, acts } = await heldActs(tx, actor, said)
    const at = desk.now()
    const refused: ActResult = 'refused'
    const answers = acts.map(({ id: actId }) => ({ actId, at, result: refused, failure: { reason: 'taken-back' } as const }))
    await logAnswers(tx, workspaceId, answers)
    const entryIds = acts.map(({ entryId }) => entryId)
    await deleteUnsaid(tx, workspaceId, { userId, entryIds })
    const files = acts.flatMap(({ act }) => (act.kind === 'say' ? (act.files ?? []) : [])).map(({ id }) => id)
    await followFiles(tx, desk, { ...actor, places: await placesOf(tx, actor, files) })
    const conversations = REACH[ticket.subjectKind].isPublic ? [...new Set(acts.map(({ conversationId }) => conversationId))] : []
    const moves = await followSaid(tx, workspaceId, { tickets: [ticket.id], conversations, now: desk.now() })
    await appendEvents(tx, workspaceId, [
      ...movedEvents(moves),
      ...entryIds.map((lineId) => ({ type: 'entry.changed', ticketId: ticket.id, actorId: userId, payload: { lineId } }) as const),
    ])
    return {
      text: acts
        .map(wordsOf)
        .filter((words) => words !== '')
        .join('\n\n'),
      mention: await mentionOf(tx, workspaceId, acts),
      files,
      template: acts.map(templateOf).find((template) => template !== undefined),
      offer: acts.map(({ act }) => (act.kind === 'say' ? act.offer : undefined)).find((offer) => offer !== undefined),
    }
  })
}

/** Does not wait any longer: what the desk holds goes now. */
export async function sendNow(desk: Desk, actor: Actor, said: OfTicket): Promise<MessageId> {
  return await transact(desk, async (tx) => {
    const { workspaceId, userId } = actor
    const { ticket, acts } = await heldActs(tx, actor, said)
    await releaseActs(
      tx,
      workspaceId,
      acts.map(({ id }) => id),
    )
    for (const conversationId of new Set(acts.map((act) => act.conversationId))) {
      await desk.jobs.sendMessages(tx, { workspaceId, conversationId })
    }
    const lines = acts.map(
      ({ entryId: lineId }) => ({ type: 'entry.changed', ticketId: ticket.id, actorId: userId, payload: { lineId } }) as const,
    )
    await appendEvents(tx, workspaceId, lines)
    return said.messageId
  })
}

type Held = { readonly ticket: LockedTicket; readonly acts: readonly KeptAct[] }

/** What one has sent and was never carried, with what belongs to it. */
async function heldActs(tx: Tx, actor: Actor, said: OfTicket): Promise<Held> {
  requirePermission(actor, 'ticket.reply')
  const { workspaceId, userId } = actor
  const ticket = await requireTicketOf(tx, workspaceId, said)
  const acts = await lockTogether(tx, workspaceId, said.messageId)
  if (acts.length === 0) {
    throw noSuchMessage()
  }
  if (acts.some(({ by }) => by !== userId)) {
    throw new DeskError('not-allowed', 'Only whoever sent it can take it back.')
  }
  if (acts.some(({ state, tries, heldUntil }) => state !== 'queued' || tries > 0 || heldUntil === undefined)) {
    throw new DeskError('conflict', 'It is on its way already, and can’t be taken back.')
  }
  return { ticket, acts }
}

function wordsOf({ act }: KeptAct): string {
  return act.kind !== 'say' || act.template !== undefined ? '' : act.text.slice(namedFirst(act)?.name.length ?? 0).trim()
}

/** With whose name the words begin. */
function namedFirst(act: KeptAct['act']): Named | undefined {
  if (act.kind !== 'say') {
    return undefined
  }
  const named = act.mentions?.find(({ offset }) => offset === 0)
  return named && { externalId: named.externalId, name: act.text.slice(0, named.length) }
}

async function mentionOf(tx: Tx, workspaceId: WorkspaceId, acts: readonly KeptAct[]): Promise<TakenMention | undefined> {
  const [first] = acts
  const named = first && namedFirst(first.act)
  if (first === undefined || named === undefined) {
    return undefined
  }
  const { conversationId } = first
  const messageId = await entryOfAuthor(tx, workspaceId, { externalId: named.externalId, conversationId })
  return messageId && { messageId, name: named.name, length: mentionLength(named) }
}

function templateOf({ act }: KeptAct): WantedTemplate | undefined {
  return act.kind === 'say' && act.template ? { id: act.template.id, values: valuesOf(act.template) } : undefined
}
