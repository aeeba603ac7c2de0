import { rightFor } from '#domain/acts/right-for.ts'
import { DeskError } from '#domain/errors.ts'
import type { ActId, MessageId, TicketId } from '#domain/ids.ts'
import { reactionVerdict, type ReactionObstacle } from '#domain/messaging-policy/reaction.ts'
import { insertAct } from '#storage/acts-asked-for.ts'
import { lockEntry } from '#storage/entries/lock.ts'
import { appendEvents } from '#storage/events.ts'
import { lockTicket } from '#storage/tickets/lock.ts'
import type { Actor, Desk } from '../desk.ts'
import { requirePermission } from '../require-permission.ts'
import { recordWork } from '../tickets/record-change.ts'
import { requireMay } from '../tickets/require-verdict.ts'
import { transact } from '../transact.ts'

/** `reaction`: an emoji; undefined: what the Page reacted with is taken back. */
type Wish = { readonly ticketId: TicketId; readonly messageId: MessageId; readonly reaction: string | undefined }

/**
 * Hangs an emoji on what a customer wrote in private, in place of the one before, or takes it off. It answers nothing: the ticket waits on. Written
 * down together with the job that carries it to the channel, and refused before Facebook would refuse.
 */
export async function react(desk: Desk, actor: Actor, { ticketId, messageId, reaction }: Wish): Promise<MessageId> {
  requirePermission(actor, rightFor('react', { isPublic: false }))
  const { workspaceId, userId } = actor
  return await transact(desk, async (tx) => {
    const ticket = await lockTicket(tx, workspaceId, ticketId)
    const target = ticket && (await lockEntry(tx, workspaceId, messageId))
    if (!ticket || !target || target.ticketId !== ticketId) {
      throw new DeskError('not-found', 'There is no such message.')
    }
    const verdict = reactionVerdict({ ...target.entry, removedAt: target.removedAt })
    if (verdict !== 'may') {
      throw new DeskError('conflict', WORDS[verdict])
    }
    const at = desk.now()
    requireMay(actor, ticket, { act: 'react', now: at })
    const { channelId } = ticket
    const { conversationId } = target
    const act = { kind: 'react', reaction, isPrivate: true } as const
    await insertAct(tx, { workspaceId, id: desk.newId<ActId>(), conversationId, channelId, entryId: messageId, act, by: userId, at })
    await recordWork(tx, { actor, ticket })
    await desk.jobs.sendMessages(tx, { workspaceId, conversationId })
    await appendEvents(tx, workspaceId, [{ type: 'entry.changed', ticketId, actorId: userId, payload: { lineId: messageId } }])
    return messageId
  })
}

const WORDS: Readonly<Record<ReactionObstacle, string>> = {
  public: 'Everybody reads it: there it can be liked.',
  unknown: 'Facebook has not told what this is yet.',
  'of-the-page': 'The Page wrote it: you can react to what customers write.',
  'taken-back': 'It was taken back. Nobody can react to it any more.',
}
