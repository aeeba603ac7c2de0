import type { InternalCommentId, TicketId, UserId, WorkspaceId } from '#domain/ids.ts'
import type { Tx } from './database.ts'
import { storableText } from './storable.ts'

export type NewInternalComment = {
  readonly workspaceId: WorkspaceId
  readonly id: InternalCommentId
  readonly ticketId: TicketId
  readonly text: string
  readonly authorId: UserId
  readonly at: Date
}

export async function insertInternalComment(tx: Tx, comment: NewInternalComment): Promise<void> {
  await tx
    .insertInto('internal_comments')
    .values({
      workspace_id: comment.workspaceId,
      id: comment.id,
      ticket_id: comment.ticketId,
      text: storableText(comment.text),
      author_id: comment.authorId,
      written_at: comment.at,
    })
    .execute()
}
