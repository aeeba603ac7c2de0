import { sql } from 'kysely'
import type { KeyMailEvent } from '#domain/channels/history.ts'
import type { KeyCause } from '#domain/channels/key-cause.ts'
import type { ChannelId, WorkspaceId } from '#domain/ids.ts'
import type { Tx } from './database.ts'
import { prepared } from './prepared.ts'

/** Administrators are to be told of the key of a channel. */
export type KeyNews = {
  readonly workspaceId: WorkspaceId
  readonly channelId: ChannelId
  readonly channelName: string
  readonly event: KeyMailEvent
  /** When it ends, or since when it is of no use. */
  readonly at: Date
  /** Who allowed it at Facebook. */
  readonly personName: string | null
  /** Of a key that died; null of one that the desk cannot open. */
  readonly cause: KeyCause | null
  readonly code: number | null
  readonly subcode: number | null
}

/**
 * Notes of which keys somebody is to be told by now, and answers with those alone that nobody noted before: once for each key and 14, 7 and 1 days before its end, the
 * nearest one only, and once for each time that one was found dead and nobody put another in its place since. What is switched off is told of when it is on again.
 */
export async function noteKeyMails(tx: Tx, now: Date): Promise<readonly KeyNews[]> {
  const { rows } = await sql<KeyNews>`${prepared}
    with due as materialized (
      select f.workspace_id, f.channel_id, encode(sha256(f.key_encrypted), 'hex') as about, f.key_valid_until as at,
             case when f.key_valid_until <= ${now}::timestamptz + interval '1 day' then 'ends-in-1-day'
                  when f.key_valid_until <= ${now}::timestamptz + interval '7 days' then 'ends-in-7-days'
                  else 'ends-in-14-days' end as event,
             '{}'::jsonb as detail
        from facebook_connections f
        join channel_ways w on w.workspace_id = f.workspace_id and w.channel_id = f.channel_id and w.way = 'connected'
       where f.key_valid_until > ${now} and f.key_valid_until <= ${now}::timestamptz + interval '14 days'
      union all
      select p.workspace_id, p.channel_id, p.id::text, p.since, 'died', p.detail
        from channel_problems p
        join channel_ways w on w.workspace_id = p.workspace_id and w.channel_id = p.channel_id and w.way = 'disconnected'
       where p.kind in ('key-dead', 'key-unreadable') and p.mended_at is null
    ), noted as (
      insert into key_mails (workspace_id, channel_id, about, event, written_at)
      select workspace_id, channel_id, about, event, ${now} from due order by workspace_id, channel_id, about, event
      on conflict do nothing
      returning workspace_id, channel_id, about, event
    )
    select due.workspace_id as "workspaceId", due.channel_id as "channelId", c.name as "channelName", due.event, due.at,
           f.person_name as "personName", due.detail ->> 'cause' as cause, (due.detail ->> 'code')::int as code,
           (due.detail ->> 'subcode')::int as subcode
      from due
      join noted using (workspace_id, channel_id, about, event)
      join channels c on c.workspace_id = due.workspace_id and c.id = due.channel_id
      join facebook_connections f on f.workspace_id = due.workspace_id and f.channel_id = due.channel_id
     order by due.workspace_id, due.at, due.channel_id`.execute(tx)
  return rows
}
