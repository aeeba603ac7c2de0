import { rightFor } from '#domain/acts/right-for.ts'
import { DeskError } from '#domain/errors.ts'
import type { Thing } from '#domain/facts/fact.ts'
import type { MessageId, TicketId } from '#domain/ids.ts'
import { moderationVerdict } from '#domain/messaging-policy/moderation.ts'
import { isFinal } from '#domain/tickets/status.ts'
import { isAnsweredPrivately } from '#storage/private-replies.ts'
import { lockEntry } from '#storage/entries/lock.ts'
import { claimPrivateReplyQuestion } from '#storage/private-replies.ts'
import { lockTicket } from '#storage/tickets/lock.ts'
import type { Actor, Desk } from '../desk.ts'
import { requirePermission } from '../require-permission.ts'
import { transact } from '../transact.ts'

/** Facebook tells it of comments and of what visitors post. */
const IS_TOLD_OF: ReadonlySet<Thing> = new Set(['comment', 'post'])

type Asked = { readonly ticketId: TicketId; readonly messageId: MessageId }

/** What Facebook said is believed for as long: somebody may reply in Facebook at any time, and a no without a reason may pass. */
const BELIEVED_FOR_MS = 10 * 60_000

/**
 * Somebody is about to answer a comment or a post privately: Facebook is asked whether that can be, by a job, so that nobody writes in vain. Asked once in
 * ten minutes, and never again after somebody did. Asks nothing where the desk knows itself that it cannot be.
 */
export async function askPrivateReply(desk: Desk, actor: Actor, { ticketId, messageId }: Asked): Promise<void> {
  requirePermission(actor, rightFor('say-privately', { isPublic: true }))
  const { workspaceId } = actor
  await transact(desk, async (tx) => {
    const ticket = await lockTicket(tx, workspaceId, ticketId)
    const target = ticket && (await lockEntry(tx, workspaceId, messageId))
    if (!ticket || target?.ticketId !== ticketId) {
      throw new DeskError('not-found', 'There is no such message.')
    }
    const at = desk.now()
    const key = { workspaceId, entryId: messageId }
    const isAnswered = await isAnsweredPrivately(tx, workspaceId, messageId)
    const verdict = moderationVerdict(
      { kind: 'say-privately' },
      { entry: { ...target.entry, removedAt: target.removedAt }, isAnsweredPrivately: isAnswered, channelSays: undefined, now: at },
    )
    const since = new Date(at.getTime() - BELIEVED_FOR_MS)
    const canBeAsked = IS_TOLD_OF.has(target.entry.thing) && verdict.kind === 'may' && !isFinal(ticket.status)
    if (canBeAsked && (await claimPrivateReplyQuestion(tx, key, { at, since }))) {
      await desk.jobs.askPrivateReply(tx, key)
    }
  })
}
