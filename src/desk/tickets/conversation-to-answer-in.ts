import { DeskError } from '#domain/errors.ts'
import type { ConversationId, MessageId, WorkspaceId } from '#domain/ids.ts'
import type { Tx } from '#storage/database.ts'
import { lockEntry } from '#storage/entries/lock.ts'
import type { LockedTicket } from '#storage/tickets/lock.ts'

type Asked = {
  readonly ticket: Pick<LockedTicket, 'id' | 'conversationId' | 'subjectKind'>
  readonly answering: MessageId | undefined
}

/**
 * The conversation in which something of a ticket is answered: its own one. A ticket of a whole post holds several, of which nobody but the writer can
 * tell the one that is meant. Throws `conflict` where it is not told, and `not-found` where the ticket holds no such thing.
 */
export async function conversationToAnswerIn(tx: Tx, workspaceId: WorkspaceId, { ticket, answering }: Asked): Promise<ConversationId> {
  const answered = answering === undefined ? undefined : await lockEntry(tx, workspaceId, answering)
  if (answering !== undefined && (!answered?.entry.author || answered.ticketId !== ticket.id)) {
    throw new DeskError('not-found', 'There is no such message.')
  }
  if (ticket.subjectKind !== 'whole-post') {
    return ticket.conversationId
  }
  if (!answered) {
    throw new DeskError('conflict', 'Several people wrote under this post. Choose the comment that you answer.')
  }
  return answered.conversationId
}
