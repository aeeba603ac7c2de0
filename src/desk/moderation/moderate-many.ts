import { rightFor } from '#domain/acts/right-for.ts'
import { DeskError, type DeskErrorCode } from '#domain/errors.ts'
import type { MessageId, TicketId } from '#domain/ids.ts'
import { lockConversationsOfTickets } from '#storage/conversations/lock.ts'
import type { Actor, Desk } from '../desk.ts'
import { requirePermission } from '../require-permission.ts'
import { joining, transact } from '../transact.ts'
import { moderate } from './moderate.ts'

type Wish = {
  readonly act: 'hide' | 'remove'
  readonly on: readonly { readonly ticketId: TicketId; readonly messageId: MessageId }[]
}

/** Of each in the order asked: `refusal` is null where it is on its way. */
export type Judged = { readonly messageId: MessageId; readonly refusal: { readonly code: DeskErrorCode; readonly title: string } | null }

/**
 * Hides or deletes several things that everybody reads. Each is judged by itself, as if it had been asked for alone, and one that is refused holds
 * up no other. Their conversations are locked first, in the one order in which the intake does.
 */
export async function moderateMany(desk: Desk, actor: Actor, { act, on }: Wish): Promise<Judged[]> {
  requirePermission(actor, rightFor(act, { isPublic: true }))
  const wanted = act === 'hide' ? ({ kind: 'hide', isHidden: true } as const) : ({ kind: 'remove' } as const)
  return await transact(desk, async (tx) => {
    await lockConversationsOfTickets(
      tx,
      actor.workspaceId,
      on.map(({ ticketId }) => ticketId),
    )
    const judged: Judged[] = []
    for (const { ticketId, messageId } of on) {
      judged.push({ messageId, refusal: await refusalOf(() => moderate(joining(tx, desk), actor, { ticketId, messageId, act: wanted })) })
    }
    return judged
  })
}

/** A refusal is an answer here, and `moderate` refuses before it writes anything. All else ends the whole command. */
async function refusalOf(ask: () => Promise<unknown>): Promise<Judged['refusal']> {
  try {
    await ask()
    return null
  } catch (error) {
    if (error instanceof DeskError) {
      return { code: error.code, title: error.message }
    }
    throw error
  }
}
