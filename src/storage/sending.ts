import { sql } from 'kysely'
import type { SendFailure } from '#domain/channels/channel-port.ts'
import type { ChannelProblem } from '#domain/channels/channel.ts'
import type { ChannelId, ConversationId, WorkspaceId } from '#domain/ids.ts'
import type { Db, Tx } from './database.ts'

type ChannelOfWorkspace = { readonly workspaceId: WorkspaceId; readonly channelId: ChannelId }

/** Facebook asked this Page to slow down: nothing of the Page is sent before. Never shortens a longer pause. */
export async function pauseChannel(tx: Tx, { workspaceId, channelId, until }: ChannelOfWorkspace & { until: Date }): Promise<void> {
  await tx
    .updateTable('channels')
    .set({ paused_until: sql<Date>`greatest(paused_until, ${until})` })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', channelId)
    .execute()
}

type DeadKey = ChannelOfWorkspace & {
  /** The sealed key that Facebook refused. One that somebody put in its place meanwhile may live. */
  readonly keyEncrypted: Uint8Array
  readonly at: Date
  readonly failure: Pick<SendFailure, 'code' | 'subcode'>
}

/** The key is dead: the channel shows as disconnected with the reason, and what is queued waits. False where that was known, or the key is another by now. */
export async function markKeyDead(tx: Tx, dead: DeadKey): Promise<boolean> {
  const { code, subcode } = dead.failure
  const problem = {
    kind: 'key-dead',
    ...(code === undefined ? {} : { code }),
    ...(subcode === undefined ? {} : { subcode }),
    since: dead.at.toISOString(),
  }
  const { numUpdatedRows } = await tx
    .updateTable('channels')
    .set({ state: 'disconnected', problem: JSON.stringify(problem) })
    .where('workspace_id', '=', dead.workspaceId)
    .where('id', '=', dead.channelId)
    .where('state', '=', 'connected')
    .where('key_encrypted', '=', Buffer.from(dead.keyEncrypted))
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** The problem of a channel, which is locked until the transaction ends. */
export async function lockProblem(tx: Tx, { workspaceId, channelId }: ChannelOfWorkspace): Promise<ChannelProblem | undefined> {
  const row = await tx
    .selectFrom('channels')
    .select('problem')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', channelId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return (row?.problem ?? undefined) as ChannelProblem | undefined
}

export async function saveProblem(
  tx: Tx,
  { workspaceId, channelId }: ChannelOfWorkspace,
  problem: ChannelProblem | undefined,
): Promise<void> {
  await tx
    .updateTable('channels')
    .set({ problem: problem ? JSON.stringify(problem) : null })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', channelId)
    .execute()
}

/** The conversation of every reply that still waits, oldest first, of one channel or of the whole workspace: a turn sends one. */
export async function conversationsOfQueuedReplies(db: Db, workspaceId: WorkspaceId, channelId?: ChannelId): Promise<ConversationId[]> {
  let query = db
    .selectFrom('messages')
    .select('conversation_id')
    .where('workspace_id', '=', workspaceId)
    .where('state', '=', 'queued')
    .where('conversation_id', 'is not', null)
  if (channelId !== undefined) {
    query = query.where('channel_id', '=', channelId)
  }
  const rows = await query.orderBy('created_at').orderBy('id').execute()
  return rows.map((row) => row.conversation_id as ConversationId)
}
