import { sql, type RawBuilder } from 'kysely'
import type { ChannelProblem, DatedProblem } from '#domain/channels/channel-problem.ts'
import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import type { PolicyProblem, ToldPolicy } from '#domain/channels/policy.ts'
import type { Tx } from './database.ts'
import { prepared } from './prepared.ts'
import { storableJson } from './storable.ts'

type NewProblem = { readonly id: string; readonly problem: ChannelProblem; readonly at: Date }

/** Writes down that something is wrong. False where that stands there already: it is wrong since it was told first. */
export async function noteProblem(
  tx: Tx,
  { workspaceId, channelId }: ChannelOfWorkspace,
  { id, problem, at }: NewProblem,
): Promise<boolean> {
  const { kind, ...detail } = problem
  const { numAffectedRows } = await sql`
    insert into channel_problems (workspace_id, id, channel_id, kind, detail, since)
    values (${workspaceId}, ${id}, ${channelId}, ${kind}, ${JSON.stringify(detail)}, ${at})
    on conflict (workspace_id, channel_id, kind, (coalesce(detail ->> 'permission', ''))) where mended_at is null do nothing`.execute(tx)
  return numAffectedRows === 1n
}

/** It is over. False where it did not stand. What else is wrong stays. */
export async function mendProblem(tx: Tx, channel: ChannelOfWorkspace, { problem, at }: Omit<NewProblem, 'id'>): Promise<boolean> {
  const { numAffectedRows } = await sql`${prepared}
    update channel_problems set mended_at = ${at} where ${isStanding(channel, problem.kind)}
       and coalesce(detail ->> 'permission', '') = ${problem.kind === 'permission-missing' ? problem.permission : ''}`.execute(tx)
  return numAffectedRows === 1n
}

/** How many warnings, blocks and ends of blocks of a channel are looked at: the last. */
const MOST_TOLD = 100

/** What a channel was told of its network's rules, by the notes that are kept. */
export async function toldPolicies(tx: Tx, { workspaceId, channelId }: ChannelOfWorkspace): Promise<ToldPolicy[]> {
  const { rows } = await sql<{ action: string | null; reason: string | null; at: Date }>`
    select detail ->> 'action' as action, detail ->> 'reason' as reason, occurred_at as at from notes
     where workspace_id = ${workspaceId} and channel_id = ${channelId} and what = 'policy' order by occurred_at desc, digest limit ${MOST_TOLD}`.execute(
    tx,
  )
  return rows.map(({ action, reason, at }) => ({ action: action ?? undefined, reason: reason ?? undefined, at }))
}

const OF_POLICY = ['sending-blocked', 'warned'] satisfies PolicyProblem['kind'][]

/** What the network told of its rules takes the place of what it had told. The channel is locked. */
export async function replacePolicyProblems(
  tx: Tx,
  { workspaceId, channelId }: ChannelOfWorkspace,
  problems: readonly { readonly id: string; readonly problem: PolicyProblem }[],
): Promise<void> {
  const rows = problems.map(({ id, problem: { kind, since, mendedAt, ...detail } }) => ({ id, k: kind, d: detail, s: since, m: mendedAt }))
  await sql`
    delete from channel_problems where workspace_id = ${workspaceId} and channel_id = ${channelId} and kind = any(${OF_POLICY})`.execute(tx)
  await sql`
    insert into channel_problems (workspace_id, id, channel_id, kind, detail, since, mended_at)
    select ${workspaceId}::uuid, id, ${channelId}::uuid, k, d, s, m
      from json_to_recordset(${storableJson(rows)}) as n(id uuid, k text, d jsonb, s timestamptz, m timestamptz)`.execute(tx)
}

/** Whatever else a new key mends is over; what is wrong now and stood there before is so since then. */
export async function replaceProblems(
  tx: Tx,
  { workspaceId, channelId }: ChannelOfWorkspace,
  { problems, at }: { readonly problems: readonly Omit<NewProblem, 'at'>[]; readonly at: Date },
): Promise<void> {
  const rows = problems.map(({ problem }) => ({ k: problem.kind, p: problem.kind === 'permission-missing' ? problem.permission : '' }))
  await sql`
    update channel_problems set mended_at = ${at}
     where workspace_id = ${workspaceId} and channel_id = ${channelId} and mended_at is null and kind <> all(${OF_POLICY})
       and (kind, coalesce(detail ->> 'permission', '')) not in (
         select k, p from json_to_recordset(${JSON.stringify(rows)}) as n(k text, p text))`.execute(tx)
  for (const each of problems) {
    await noteProblem(tx, { workspaceId, channelId }, { ...each, at })
  }
}

/** For a `where` on channel_problems. */
function isStanding({ workspaceId, channelId }: ChannelOfWorkspace, kind: ChannelProblem['kind']): RawBuilder<boolean> {
  return sql`workspace_id = ${workspaceId} and channel_id = ${channelId} and kind = ${kind} and mended_at is null`
}

/** The problems of the channel that a query calls by this alias: those that stand, and those mended since a moment. The first is the oldest. */
export function problemsOf(channel: string, mendedSince: Date): RawBuilder<unknown> {
  return sql`(select coalesce(jsonb_agg(jsonb_build_object('kind', p.kind, 'detail', p.detail, 'since', p.since, 'mendedAt', p.mended_at)
                                        order by p.since, p.id), '[]')
     from channel_problems p
    where p.workspace_id = ${sql.ref(`${channel}.workspace_id`)} and p.channel_id = ${sql.ref(`${channel}.id`)}
      and (p.mended_at is null or p.mended_at > ${mendedSince}))`
}

/** As `problemsOf` tells them. */
export type ProblemRow = {
  readonly kind: ChannelProblem['kind']
  readonly detail: object
  readonly since: string
  readonly mendedAt: string | null
}

export function problemOf({ kind, detail, since, mendedAt }: ProblemRow): DatedProblem {
  // What lies in `detail` was written by `noteProblem` for this kind, or moved there by the migration.
  const problem = { kind, ...detail } as ChannelProblem
  return { ...problem, since: new Date(since), mendedAt: mendedAt === null ? undefined : new Date(mendedAt) }
}
