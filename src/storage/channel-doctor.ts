import { sql } from 'kysely'
import { EXTENSION_OF, type ChannelOfWorkspace } from '#domain/channels/channel.ts'
import type { Findings } from '#domain/channels/findings.ts'
import type { Db, Tx } from './database.ts'

/** What a doctor has to go on, beside what a channel's card shows. */
export type Chart = {
  /** Undefined before the first check with the key that the channel has. */
  readonly findings: Findings | undefined
  readonly checkedAt: Date | undefined
  readonly alarmHours: number | undefined
  /** Since when the channel's extension is switched on; undefined while it is off. */
  readonly switchedOnAt: Date | undefined
  /** Conversations that another app answers; so many at most are counted. */
  readonly elsewhere: number
  /** What left the desk last, or failed to. */
  readonly sent: { readonly at: Date; readonly hasFailed: boolean } | undefined
}

const MOST_COUNTED = 1000

/** Undefined where there is no such Page. */
export async function chartOf(db: Db, { workspaceId, channelId }: ChannelOfWorkspace): Promise<Chart | undefined> {
  const { rows } = await sql<{
    findings: Findings | null
    checkedAt: Date | null
    alarmHours: number | null
    switchedOnAt: Date | null
    elsewhere: number
    sentAt: Date | null
    hasFailed: boolean | null
  }>`
    select f.findings, f.findings_at as "checkedAt", c.alarm_hours as "alarmHours", x.enabled_at as "switchedOnAt", sent.at as "sentAt", sent.failed as "hasFailed",
           (select count(*)::int from (
              select from conversations v
               where v.workspace_id = c.workspace_id and v.channel_id = c.id and v.owner_is_us = false limit ${MOST_COUNTED}) as elsewhere) as elsewhere
      from channels c
      left join facebook_connections f on f.workspace_id = c.workspace_id and f.channel_id = c.id
      left join extensions x on x.workspace_id = c.workspace_id and x.name = ${EXTENSION_OF.facebook}
      left join lateral (
        select a.state_at as at, a.state = 'failed' as failed from acts a
         where a.workspace_id = c.workspace_id and a.channel_id = c.id and a.state in ('sent', 'failed')
         order by a.state_at desc limit 1) as sent on true
     where c.workspace_id = ${workspaceId} and c.id = ${channelId} and c.kind = 'facebook'`.execute(db)
  const [row] = rows
  return (
    row && {
      findings: row.findings ?? undefined,
      checkedAt: row.checkedAt ?? undefined,
      alarmHours: row.alarmHours ?? undefined,
      switchedOnAt: row.switchedOnAt ?? undefined,
      elsewhere: row.elsewhere,
      sent: (row.sentAt && { at: row.sentAt, hasFailed: row.hasFailed === true }) || undefined,
    }
  )
}

/** False where there is no such Page. */
export async function saveAlarmHours(tx: Tx, { workspaceId, channelId }: ChannelOfWorkspace, hours: number | undefined): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update channels set alarm_hours = ${hours ?? null}, alarmed_at = null
     where workspace_id = ${workspaceId} and id = ${channelId} and kind = 'facebook'`.execute(tx)
  return numAffectedRows === 1n
}

/** Nothing came from a channel for as many hours as were set. */
export type Silence = ChannelOfWorkspace & { readonly channelName: string; readonly hours: number; readonly since: Date }

/**
 * Notes the channels from which nothing came for as many hours as were set, and answers with those that nobody noted before: one silence once. A channel that was connected
 * or switched on since begins anew. What has no key is told of otherwise, and what is switched off is told of when it is on again. What was noted in the future was noted
 * before the clock was turned back; within a minute it was another process.
 */
export async function noteSilences(tx: Tx, now: Date): Promise<readonly Silence[]> {
  const { rows } = await sql<Silence>`
    with listening as (
      select c.workspace_id, c.id, c.alarm_hours, c.alarmed_at, greatest(c.last_event_at, c.connected_at, x.enabled_at) as since
        from channels c
        join channel_ways w on w.workspace_id = c.workspace_id and w.channel_id = c.id and w.way = 'connected'
        join extensions x on x.workspace_id = w.workspace_id and x.name = w.extension
       where c.alarm_hours is not null
       order by c.workspace_id, c.id
         for no key update of c
    ), silent as (
      select workspace_id, id, since from listening
       where since <= ${now}::timestamptz - make_interval(hours => alarm_hours)
         and (alarmed_at is null or alarmed_at < since or alarmed_at > ${now}::timestamptz + interval '1 minute')
    )
    update channels c set alarmed_at = ${now} from silent
     where c.workspace_id = silent.workspace_id and c.id = silent.id
    returning c.workspace_id as "workspaceId", c.id as "channelId", c.name as "channelName", c.alarm_hours as hours, silent.since`.execute(
    tx,
  )
  return rows
}
