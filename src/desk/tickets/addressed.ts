import { REACH } from '#domain/conversations/subject.ts'
import { addressedTo, mentionLength, type Words } from '#domain/entries/mention.ts'
import { DeskError } from '#domain/errors.ts'
import type { MessageId, WorkspaceId } from '#domain/ids.ts'
import { namedAuthor } from '#storage/authors.ts'
import type { Tx } from '#storage/database.ts'
import type { LockedTicket } from '#storage/tickets/lock.ts'
import { fittingText } from './fitting-text.ts'
import { refuseTypedTags } from './typed-tags.ts'

type Addressed = {
  readonly workspaceId: WorkspaceId
  readonly ticket: Pick<LockedTicket, 'conversationId' | 'subjectKind'>
  readonly text: string
  /** The line whose author is named before the text. */
  readonly mention: MessageId | undefined
  /** Nothing else goes along. */
  readonly isAlone: boolean
}

/** The words as they go out, to whoever wrote a line of the same conversation. Who that is the channel told, and never whoever asks. */
export async function addressed(tx: Tx, { workspaceId, ticket, text, mention, isAlone }: Addressed): Promise<Words> {
  if (REACH[ticket.subjectKind].isPublic) {
    refuseTypedTags(text)
  }
  if (mention === undefined) {
    return { text: fittingText(text, { isAlone }) }
  }
  if (!REACH[ticket.subjectKind].canMention) {
    throw new DeskError('conflict', 'Nobody can be mentioned in such a conversation.')
  }
  const author = await namedAuthor(tx, workspaceId, { entryId: mention, conversationId: ticket.conversationId })
  if (!author) {
    throw new DeskError('conflict', 'Facebook does not tell who wrote this: nobody can be mentioned. Reply without the mention.')
  }
  return addressedTo(author, fittingText(text, { before: mentionLength(author), isAlone }))
}
