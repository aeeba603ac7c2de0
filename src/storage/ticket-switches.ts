import { sql } from 'kysely'
import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import type { UserId } from '#domain/ids.ts'
import { subjectKindOf } from '#domain/tickets/kind.ts'
import { SWITCHED_KINDS, type SwitchedKind } from '#domain/tickets/routing.ts'
import type { Db, Tx } from './database.ts'
import { prepared } from './prepared.ts'
import { countWaiting } from './tickets/waiting.ts'

/** Of which kinds a channel makes no tickets. */
export async function kindsOff(db: Db, { workspaceId, channelId }: ChannelOfWorkspace): Promise<ReadonlySet<SwitchedKind>> {
  const { rows } = await sql<{ kind: SwitchedKind }>`${prepared}
    select kind from ticket_switches where workspace_id = ${workspaceId} and channel_id = ${channelId} and off_since is not null`.execute(
    db,
  )
  return new Set(rows.map(({ kind }) => kind))
}

export type Switched = { readonly kind: SwitchedKind; readonly isOn: boolean; readonly by: UserId; readonly at: Date }

export async function saveTicketSwitch(
  tx: Tx,
  { workspaceId, channelId }: ChannelOfWorkspace,
  { kind, isOn, by, at }: Switched,
): Promise<void> {
  const changed = { off_since: isOn ? null : at, changed_by: by, changed_at: at }
  await tx
    .insertInto('ticket_switches')
    .values({ workspace_id: workspaceId, channel_id: channelId, kind, ...changed })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'channel_id', 'kind']).doUpdateSet(changed))
    .execute()
}

export type TicketSwitch = {
  readonly kind: SwitchedKind
  readonly isOn: boolean
  readonly changedAt: Date | undefined
  readonly changedBy: string | undefined
  /** Conversations without a ticket in which a customer waits for an answer, counted up to a thousand. */
  readonly waitingCount: number
}

/** The switches of a Page with who changed them and what waits behind them. Empty where there is no such Page. */
export async function ticketSwitches(db: Db, { workspaceId, channelId }: ChannelOfWorkspace): Promise<TicketSwitch[]> {
  const { rows } = await sql<Row>`
    select kinds.kind, s.off_since, s.changed_at, users.name as changed_by,
      case when s.kind is null then 0 else ${countWaiting('kinds.subject')} end as waiting_count
      from channels ch
     cross join unnest(${[...SWITCHED_KINDS]}::text[], ${SWITCHED_KINDS.map(subjectKindOf)}::text[]) with ordinality as kinds (kind, subject, place)
      left join ticket_switches s on s.workspace_id = ch.workspace_id and s.channel_id = ch.id and s.kind = kinds.kind
      left join users on users.id = s.changed_by
     where ch.workspace_id = ${workspaceId} and ch.id = ${channelId} and ch.kind = 'facebook'
     order by kinds.place`.execute(db)
  return rows.map((row) => ({
    kind: row.kind,
    isOn: row.off_since === null,
    changedAt: row.changed_at ?? undefined,
    changedBy: row.changed_by ?? undefined,
    waitingCount: row.waiting_count,
  }))
}

type Row = {
  kind: SwitchedKind
  off_since: Date | null
  changed_at: Date | null
  changed_by: string | null
  waiting_count: number
}
