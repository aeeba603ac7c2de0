import { DeskError } from '#domain/errors.ts'
import type { ConversationId, InternalCommentId, MessageId } from '#domain/ids.ts'
import { saidSince, type SaidSince } from '#storage/entries/said-since.ts'
import type { Tx } from '#storage/database.ts'
import type { LockedTicket } from '#storage/tickets/lock.ts'
import type { Actor } from '../desk.ts'

type Written = {
  readonly actor: Actor
  readonly ticket: LockedTicket
  readonly conversationId: ConversationId
  /** The newest lines that were seen when it was written; undefined where whoever writes follows no screen. */
  readonly seen: readonly (MessageId | InternalCommentId)[] | undefined
}

/**
 * Holds back what was written to a thread that moved: a colleague answered or commented, or the customer wrote, after whoever writes had last seen it. The
 * ticket is locked, so of two who answer at once the second is told. Who has seen that, too, and sends it again says so by what they have seen then.
 */
export async function requireSeen(tx: Tx, { actor, ticket, conversationId, seen }: Written): Promise<void> {
  if (seen === undefined) {
    return
  }
  const { workspaceId, userId } = actor
  const news = await saidSince(tx, { workspaceId, ticketId: ticket.id, conversationId, userId, seen })
  const newest = news.findLast(({ by }) => by !== 'client') ?? news.at(-1)
  if (newest) {
    const words = `${whoDidWhat(newest)} after you had last seen the conversation. Read what is new, then send it as it is, or change it.`
    throw new DeskError('thread-moved', words, { detail: { lineIds: news.map(({ lineId }) => lineId) } })
  }
}

function whoDidWhat({ by, name }: SaidSince): string {
  switch (by) {
    case 'client':
      return 'The customer wrote'
    case 'member':
      return `${name ?? 'A colleague'} answered`
    case 'internally':
      return `${name ?? 'A colleague'} commented internally`
    case 'elsewhere':
      return 'Somebody answered outside Pagedesk'
  }
}
