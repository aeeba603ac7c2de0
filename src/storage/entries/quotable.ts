import type { ChannelId, ConversationId, MessageId, WorkspaceId } from '#domain/ids.ts'
import type { Tx } from '../database.ts'

/** A message as whoever quotes it must know it. */
export async function quotable(
  tx: Tx,
  workspaceId: WorkspaceId,
  id: MessageId,
): Promise<
  { readonly conversationId: ConversationId; readonly externalId: string | undefined; readonly isTakenBack: boolean } | undefined
> {
  const row = await tx
    .selectFrom('entries')
    .select(['conversation_id', 'external_id', 'removed_at'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .where('thing', '=', 'message')
    .where('author_kind', 'is not', null)
    .executeTakeFirst()
  return (
    row && {
      conversationId: row.conversation_id as ConversationId,
      externalId: row.external_id ?? undefined,
      isTakenBack: row.removed_at !== null,
    }
  )
}

/** The message that a channel calls so; undefined where it never came. */
export async function messageCalled(
  tx: Tx,
  { workspaceId, channelId, externalId }: { readonly workspaceId: WorkspaceId; readonly channelId: ChannelId; readonly externalId: string },
): Promise<MessageId | undefined> {
  const row = await tx
    .selectFrom('entries')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('channel_id', '=', channelId)
    .where('thing', '=', 'message')
    .where('external_id', '=', externalId)
    .executeTakeFirst()
  return row?.id as MessageId | undefined
}
