import { sql } from 'kysely'
import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import type { UserId } from '#domain/ids.ts'
import type { CommentTickets } from '#domain/tickets/routing.ts'
import type { Db, Tx } from './database.ts'
import { prepared } from './prepared.ts'

/** Of what a channel makes one ticket where people comment, and who chose that; undefined where there is no such Page. */
export type ChosenCommentTickets = {
  readonly onePer: CommentTickets
  readonly changedAt: Date | undefined
  readonly changedBy: string | undefined
}

export async function commentTicketsOf(db: Db, { workspaceId, channelId }: ChannelOfWorkspace): Promise<CommentTickets> {
  const { rows } = await sql<{ onePer: CommentTickets }>`${prepared}
    select one_per as "onePer" from comment_tickets where workspace_id = ${workspaceId} and channel_id = ${channelId}`.execute(db)
  return rows[0]?.onePer ?? 'thread'
}

export async function chosenCommentTickets(
  db: Db,
  { workspaceId, channelId }: ChannelOfWorkspace,
): Promise<ChosenCommentTickets | undefined> {
  const { rows } = await sql<{ onePer: CommentTickets | null; changedAt: Date | null; changedBy: string | null }>`
    select c.one_per as "onePer", c.changed_at as "changedAt", users.name as "changedBy"
      from channels ch
      left join comment_tickets c on c.workspace_id = ch.workspace_id and c.channel_id = ch.id
      left join users on users.id = c.changed_by
     where ch.workspace_id = ${workspaceId} and ch.id = ${channelId} and ch.kind = 'facebook'`.execute(db)
  return rows.map(({ onePer, changedAt, changedBy }) => ({
    onePer: onePer ?? ('thread' as const),
    changedAt: changedAt ?? undefined,
    changedBy: changedBy ?? undefined,
  }))[0]
}

export type Choice = { readonly onePer: CommentTickets; readonly by: UserId; readonly at: Date }

export async function saveCommentTickets(
  tx: Tx,
  { workspaceId, channelId }: ChannelOfWorkspace,
  { onePer, by, at }: Choice,
): Promise<void> {
  const changed = { one_per: onePer, changed_by: by, changed_at: at }
  await tx
    .insertInto('comment_tickets')
    .values({ workspace_id: workspaceId, channel_id: channelId, ...changed })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'channel_id']).doUpdateSet(changed))
    .execute()
}
