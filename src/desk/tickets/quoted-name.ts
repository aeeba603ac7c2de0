import { DeskError } from '#domain/errors.ts'
import type { MessageId, WorkspaceId } from '#domain/ids.ts'
import { quotable } from '#storage/entries/quotable.ts'
import type { Tx } from '#storage/database.ts'
import type { LockedTicket } from '#storage/tickets/lock.ts'
import { REACH } from '#domain/conversations/subject.ts'

type Asked = {
  readonly workspaceId: WorkspaceId
  readonly ticket: Pick<LockedTicket, 'conversationId' | 'subjectKind'>
  /** The message that is quoted; undefined: none. */
  readonly quoting: MessageId | undefined
}

/** What the channel calls the message that is quoted. Refused before the channel would: elsewhere than in private, of another conversation, taken back, or not sent yet. */
export async function quotedName(tx: Tx, { workspaceId, ticket, quoting }: Asked): Promise<string | undefined> {
  if (quoting === undefined) {
    return undefined
  }
  if (!REACH[ticket.subjectKind].canQuote) {
    throw new DeskError('conflict', 'Only a private message can quote another.')
  }
  const quoted = await quotable(tx, workspaceId, quoting)
  if (quoted?.conversationId !== ticket.conversationId) {
    throw new DeskError('not-found', 'The message that is quoted is not in this conversation.')
  }
  if (quoted.isTakenBack) {
    throw new DeskError('conflict', 'The message that is quoted was taken back. Send yours without it.')
  }
  if (quoted.externalId === undefined) {
    throw new DeskError('conflict', 'The message that is quoted is not on Facebook yet. Wait until it is sent, or send yours without it.')
  }
  return quoted.externalId
}
