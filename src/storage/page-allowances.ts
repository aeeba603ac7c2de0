import { sql } from 'kysely'
import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import type { UserId } from '#domain/ids.ts'
import { RECORDED_ALLOWANCES, type RecordedAllowance } from '#domain/messaging-policy/reply-mode.ts'
import type { Db, Tx } from './database.ts'
import { prepared } from './prepared.ts'
import { storableText } from './storable.ts'

/** What an administrator recorded of a Page; `useScenario`: of news that are allowed what the Page is registered for. */
export type PageAllowance = {
  readonly allowance: RecordedAllowance
  readonly isAllowed: boolean
  readonly useScenario: string | undefined
  readonly changedAt: Date | undefined
  readonly changedBy: string | undefined
}

/** All that there is, recorded or not. Empty where there is no such Page. */
export async function pageAllowances(db: Db, { workspaceId, channelId }: ChannelOfWorkspace): Promise<PageAllowance[]> {
  const { rows } = await sql<Row>`
    select kinds.allowance, a.allowed_since, a.use_scenario, a.changed_at, users.name as changed_by
      from channels ch
     cross join unnest(${[...RECORDED_ALLOWANCES]}::text[]) with ordinality as kinds (allowance, place)
      left join page_allowances a on a.workspace_id = ch.workspace_id and a.channel_id = ch.id and a.allowance = kinds.allowance
      left join users on users.id = a.changed_by
     where ch.workspace_id = ${workspaceId} and ch.id = ${channelId} and ch.kind = 'facebook'
     order by kinds.place`.execute(db)
  return rows.map((row) => ({
    allowance: row.allowance,
    isAllowed: row.allowed_since !== null,
    useScenario: row.use_scenario ?? undefined,
    changedAt: row.changed_at ?? undefined,
    changedBy: row.changed_by ?? undefined,
  }))
}

type Row = {
  allowance: RecordedAllowance
  allowed_since: Date | null
  use_scenario: string | null
  changed_at: Date | null
  changed_by: string | null
}

export async function isAllowed(tx: Tx, { workspaceId, channelId }: ChannelOfWorkspace, allowance: RecordedAllowance): Promise<boolean> {
  const { rows } = await sql<{ since: Date | null }>`${prepared}
    select allowed_since as since from page_allowances
     where workspace_id = ${workspaceId} and channel_id = ${channelId} and allowance = ${allowance}`.execute(tx)
  return rows.some(({ since }) => since !== null)
}

export type Recorded = Pick<PageAllowance, 'allowance' | 'isAllowed' | 'useScenario'> & { readonly by: UserId; readonly at: Date }

export async function savePageAllowance(
  tx: Tx,
  { workspaceId, channelId }: ChannelOfWorkspace,
  { allowance, isAllowed, useScenario, by, at }: Recorded,
): Promise<void> {
  const changed = {
    allowed_since: isAllowed ? at : null,
    use_scenario: useScenario === undefined ? null : storableText(useScenario),
    changed_by: by,
    changed_at: at,
  }
  await tx
    .insertInto('page_allowances')
    .values({ workspace_id: workspaceId, channel_id: channelId, allowance, ...changed })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'channel_id', 'allowance']).doUpdateSet(changed))
    .execute()
}
