import { foremostProblem, type ChannelProblem } from '#domain/channels/channel-problem.ts'
import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import type { UserId, WorkspaceId } from '#domain/ids.ts'
import type { Desk } from '#desk/desk.ts'
import { noteProblem } from '#storage/channel-problems.ts'
import { channelSummaries } from '#storage/channels.ts'
import { saveConnection } from '#storage/facebook-connections.ts'

/** The Page has this sealed key, as somebody's connecting leaves it. */
export async function giveKey(desk: Desk, channel: ChannelOfWorkspace, keyEncrypted: Uint8Array): Promise<void> {
  const { external_id: pageId } = await desk.db
    .selectFrom('channels')
    .select('external_id')
    .where('id', '=', channel.channelId)
    .executeTakeFirstOrThrow()
  const check = { keyValidUntil: undefined, keyCheckedAt: desk.now(), checkDueAt: desk.now(), heardSince: desk.now() }
  const connection = { ...check, keyEncrypted, grantedScopes: [], person: { id: '1', name: 'Maja Holm' } }
  await desk.db
    .transaction()
    .execute((tx) => saveConnection(tx, channel, { ...connection, pageId: pageId ?? '', by: desk.newId<UserId>() }))
}

/** Something is wrong with the channel since a moment. */
export async function trouble(
  desk: Desk,
  channel: ChannelOfWorkspace,
  { problem, since }: { readonly problem: ChannelProblem; readonly since: string },
): Promise<void> {
  const note = { id: desk.newId(), problem, at: new Date(since) }
  await desk.db.transaction().execute((tx) => noteProblem(tx, channel, note))
}

/** The only channel as the API tells it, with its pause. */
export async function onlyChannel(desk: Desk, workspaceId: WorkspaceId) {
  const row = await desk.db.selectFrom('channels').select(['state', 'paused_until']).executeTakeFirstOrThrow()
  const [summary] = await channelSummaries(desk.db, { workspaceId, mendedSince: new Date(0) })
  const foremost = foremostProblem(summary?.problems ?? [])
  if (!foremost) {
    return { ...row, problem: null, problems: summary?.problems }
  }
  const { since, mendedAt: _mendedAt, ...problem } = foremost
  return { ...row, problem: { ...problem, since: since.toISOString() }, problems: summary?.problems }
}
