import { DeskError } from '#domain/errors.ts'
import { modeOf, type Act } from '#domain/acts/act.ts'
import type { ReplyMode } from '#domain/messaging-policy/reply-mode.ts'
import type { ActId, MessageId, TicketId } from '#domain/ids.ts'
import { appendEvents } from '#storage/events.ts'
import { lockActsSaying, queueAgain } from '#storage/acts.ts'
import { ticketOfEntry } from '#storage/entries/lock.ts'
import { lockTicket } from '#storage/tickets/lock.ts'
import type { Actor, Desk } from '../desk.ts'
import { requirePermission } from '../require-permission.ts'
import { requireRuleConfirmed } from '../tickets/rule-confirmed.ts'
import { requireMaySay } from '../tickets/require-verdict.ts'
import { transact } from '../transact.ts'

type Again = {
  readonly ticketId: TicketId
  readonly messageId: MessageId
  /** As what it is said now; where nothing is told, as what it was asked for. */
  readonly mode?: ReplyMode | undefined
  readonly confirmsNewsRule?: boolean | undefined
}

/** Queues a failed message once more, under the same rules as a new one. An unconfirmed message may have arrived: refused. */
export async function retryMessage(desk: Desk, actor: Actor, { ticketId, messageId, ...wish }: Again): Promise<MessageId> {
  requirePermission(actor, 'ticket.reply')
  return await transact(desk, async (tx) => {
    const ticket = await lockTicket(tx, actor.workspaceId, ticketId)
    const [act] = await lockActsSaying(tx, actor.workspaceId, [messageId])
    if (!ticket || !act || (await ticketOfEntry(tx, actor.workspaceId, messageId)) !== ticketId) {
      throw new DeskError('not-found', 'There is no such message.')
    }
    if (act.state !== 'failed') {
      throw new DeskError('conflict', 'Only a message that was not sent can be tried again.')
    }
    if (act.sentAgainAs !== undefined) {
      throw new DeskError('conflict', 'This message was sent again already.')
    }
    const mode = wish.mode ?? modeOf(act.act)
    requireRuleConfirmed({ ...wish, mode })
    requireMaySay(actor, ticket, { mode, now: desk.now() })
    const { workspaceId, userId } = actor
    await queueAgain(tx, { workspaceId, kept: { ...act, act: saidAs(act.act, mode) }, id: desk.newId<ActId>(), by: userId, at: desk.now() })
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
