import { sql } from 'kysely'
import type { Act } from '#domain/acts/act.ts'
import type { SendFailure } from '#domain/acts/outcome.ts'
import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import type { ActId, TicketId } from '#domain/ids.ts'
import type { Db, Tx } from './database.ts'

/** Something that waits to be asked of a channel. */
export type Waiting = {
  readonly id: ActId
  readonly ticketId: TicketId | undefined
  readonly ticketNumber: number | undefined
  readonly act: Act
  /** Who asked for it, and since when it waits. */
  readonly by: string | undefined
  readonly since: Date
  readonly failure: SendFailure | undefined
}

/** What waits in a channel, the oldest first, at most so many, and how much there is in all. */
export async function channelQueue(
  db: Db,
  { workspaceId, channelId }: ChannelOfWorkspace,
  limit: number,
): Promise<{ readonly count: number; readonly waiting: readonly Waiting[] }> {
  const { rows } = await sql<Row>`
    select a.id, a.kind, a.body, a.created_at as since, a.failure, e.ticket_id, t.number, u.name as by, count(*) over ()::int as count
      from acts a
      join entries e on e.workspace_id = a.workspace_id and e.id = a.entry_id
      left join tickets t on t.workspace_id = e.workspace_id and t.id = e.ticket_id
      left join users u on u.id = a.by
     where a.workspace_id = ${workspaceId} and a.channel_id = ${channelId} and a.state = 'queued'
     order by a.created_at, a.id limit ${limit}`.execute(db)
  return { count: rows[0]?.count ?? 0, waiting: rows.map(waitingOf) }
}

type Row = {
  readonly id: string
  readonly kind: Act['kind']
  readonly body: object
  readonly since: Date
  readonly failure: SendFailure | null
  readonly ticket_id: string | null
  readonly number: number | null
  readonly by: string | null
  readonly count: number
}

function waitingOf(row: Row): Waiting {
  return {
    id: row.id as ActId,
    ticketId: (row.ticket_id ?? undefined) as TicketId | undefined,
    ticketNumber: row.number ?? undefined,
    act: { ...row.body, kind: row.kind } as Act,
    by: row.by ?? undefined,
    since: row.since,
    failure: row.failure ?? undefined,
  }
}

/** All that waits in a channel, locked in one order. */
export async function lockChannelQueue(tx: Tx, { workspaceId, channelId }: ChannelOfWorkspace): Promise<ActId[]> {
  const { rows } = await sql<{ id: ActId }>`
    select id from acts
     where workspace_id = ${workspaceId} and channel_id = ${channelId} and state = 'queued' order by id for update`.execute(tx)
  return rows.map(({ id }) => id)
}
