import { sql } from 'kysely'
import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import type { Deletion } from '../channel-deletions.ts'
import type { Tx } from '../database.ts'
import { NOTHING, eraseConversations, eraseNotes, type Erased } from './erase-conversations.ts'
import { eraseLeftClients } from './erase-left-clients.ts'
import { erase, eraseAttachments } from './erase.ts'

/** Tables whose rows are of a channel and of no conversation, and may be many. What is set for it is little and goes with the channel's own row. */
const OF_CHANNEL = [
  'posts',
  'not_understood',
  'moderation_log',
  'blocked_authors',
  'brought_files',
  'message_templates',
  'channel_history',
  'channel_problems',
  'key_mails',
] as const

/** Erases at most about so many rows of a channel: what is said first, then what is known of it. `count` is 0 where nothing but the channel itself is left. */
export async function eraseRows(tx: Tx, deletion: Deletion, most: number): Promise<Erased> {
  const said = await eraseConversations(tx, deletion, { most, since: deletion.mailsUntil })
  return said.count > 0 ? said : await eraseKnown(tx, deletion, most)
}

async function eraseKnown(tx: Tx, { workspaceId, channelId }: ChannelOfWorkspace, most: number): Promise<Erased> {
  const where = sql`workspace_id = ${workspaceId} and channel_id = ${channelId}`
  for (const table of OF_CHANNEL) {
    const count = await erase(tx, table, { where, most })
    if (count > 0) {
      return { ...NOTHING, count }
    }
  }
  const notes = await eraseNotes(tx, workspaceId, { where, most })
  if (notes.count > 0) {
    return { ...NOTHING, ...notes }
  }
  // Brought for a reply of which nothing else is left.
  const uploads = await eraseAttachments(tx, workspaceId, sql`uploaded_by is not null and lane = ${channelId}`)
  return uploads.length > 0
    ? { ...NOTHING, count: uploads.length, files: uploads }
    : await erasePeople(tx, { workspaceId, channelId }, most)
}

/** As whom the channel knows people, and who was known by nothing else. */
async function erasePeople(tx: Tx, { workspaceId, channelId }: ChannelOfWorkspace, most: number): Promise<Erased> {
  const { rows } = await sql<{ client_id: string }>`
    delete from identities where ctid = any(array(
      select ctid from identities where workspace_id = ${workspaceId} and channel_id = ${channelId} limit ${most} for update))
    returning client_id`.execute(tx)
  const files = await eraseLeftClients(tx, workspaceId, [...new Set(rows.map((row) => row.client_id))])
  return { ...NOTHING, count: rows.length, files }
}

/** The channel itself, its picture, and what is set for it. Fails where anything that is said is left. Answers the contents of the picture. */
export async function eraseChannelItself(tx: Tx, { workspaceId, channelId }: ChannelOfWorkspace): Promise<readonly string[]> {
  const files = await eraseAttachments(tx, workspaceId, sql`channel_id = ${channelId}`)
  await sql`delete from channels where workspace_id = ${workspaceId} and id = ${channelId}`.execute(tx)
  return files
}

/**
 * Mails that name the channel, or one of its tickets, by a link. Called before the tickets go. Those of invitations name neither.
 */
export async function eraseMails(tx: Tx, { workspaceId, channelId }: ChannelOfWorkspace, most: number): Promise<number> {
  const where = sql`
    workspace_id = ${workspaceId} and id in (
      select m.id from sent_mails m
       where m.workspace_id = ${workspaceId} and (
               position(${`/settings/channels/${channelId}`} in m.body_text) > 0
               or exists (
                 select from regexp_matches(m.body_text, '/tickets/ending-soon/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})', 'g') as named(ids)
                   join tickets t on t.workspace_id = m.workspace_id and t.id = named.ids[1]::uuid and t.channel_id = ${channelId})))
    and not exists (select from invitations i where i.workspace_id = sent_mails.workspace_id and i.mail_id = sent_mails.id)`
  return await erase(tx, 'sent_mails', { where, most })
}

/** How far raw deliveries were looked through. */
type RawWalk = Pick<Deletion, 'rawOn' | 'rawId'> & { readonly isOver: boolean }

/**
 * Looks through the next so many raw deliveries for the Page and erases what was delivered for it while the channel held its name. One that has another Page's news,
 * too, goes once it was read; one that waits for another workspace stays.
 */
export async function eraseRaw(tx: Tx, deletion: Deletion, most: number): Promise<RawWalk> {
  const { rows } = await sql<{ on: string; id: string; isTheirs: boolean }>`
    select received_on::text as on, id::text as id,
           exists (
             select from channel_route_spans s
              where s.workspace_id = ${deletion.workspaceId} and s.channel_id = ${deletion.channelId} and received_at between s.since and s.until) and case
             when state in ('read', 'ignored') then lane = ${deletion.pageId} or position(convert_to(${`"${deletion.pageId}"`}, 'UTF8') in body) > 0
             when state = 'held' then lane = ${deletion.pageId} and held_for = ${deletion.workspaceId}
             else lane = ${deletion.pageId}
           end as "isTheirs"
      from facebook_deliveries
     where (received_on, id) > (coalesce(${deletion.rawOn ?? null}::date, '-infinity'), coalesce(${deletion.rawId ?? null}::bigint, 0))
     order by received_on, id limit ${most}`.execute(tx)
  const theirs = rows.filter(({ isTheirs }) => isTheirs).map(({ on, id }) => ({ on, id }))
  await sql`
    delete from facebook_deliveries d using json_to_recordset(${JSON.stringify(theirs)}) as gone("on" date, id bigint)
     where d.received_on = gone."on" and d.id = gone.id`.execute(tx)
  const last = rows.at(-1)
  return { rawOn: last?.on ?? deletion.rawOn, rawId: last?.id ?? deletion.rawId, isOver: rows.length < most }
}
