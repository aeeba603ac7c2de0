import { sql } from 'kysely'
import type { Part } from '#domain/entries/part.ts'
import type { ChannelName } from '#domain/facts/fact.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import type { Tx } from '../database.ts'

/** An entry of which a part was not understood, with what it takes to read it again. */
export type UnreadEntry = {
  readonly workspaceId: WorkspaceId
  readonly id: string
  readonly channel: ChannelName
  readonly personId: string
  readonly externalId: string
  readonly isFromPage: boolean
  readonly appId: string | null
  readonly text: string
  /** What an older reader understood beside the words. */
  readonly parts: readonly Part[]
  readonly repliesTo: string | null
  readonly asides: unknown
  readonly unread: { readonly label: string; readonly raw: unknown }
  readonly at: Date
  readonly receivedAt: Date
}

type Older = { readonly version: number; readonly limit: number }

/**
 * Private messages of which only readers before this version saw a part, of channels whose extension is on; oldest first.
 * Not locked: taking in what is read locks them, conversations first.
 */
export async function entriesOfOlderReaders(tx: Tx, { version, limit }: Older): Promise<UnreadEntry[]> {
  const { rows } = await sql<Omit<UnreadEntry, 'channel'> & { kind: ChannelName['kind']; pageId: string }>`
    select e.workspace_id as "workspaceId", e.id, c.kind, c.external_id as "pageId", co.subject ->> 'personId' as "personId",
           e.external_id as "externalId", e.author_kind <> 'client' as "isFromPage", e.app_id as "appId", e.text, e.unread,
           coalesce(e.content -> 'parts', '[]') as parts, e.replies_to as "repliesTo", e.content -> 'asides' as asides, e.occurred_at as at,
           e.created_at as "receivedAt"
      from entries e
      join conversations co on co.workspace_id = e.workspace_id and co.id = e.conversation_id and co.subject_kind = 'direct'
      join channels c on c.workspace_id = e.workspace_id and c.id = e.channel_id and c.external_id is not null
      join channel_ways w on w.workspace_id = e.workspace_id and w.channel_id = e.channel_id and w.way <> 'switched-off'
     where e.unread is not null and (e.unread ->> 'reader')::int < ${version} and e.thing = 'message' and e.external_id is not null
     order by e.workspace_id, e.id limit ${limit}`.execute(tx)
  return rows.map(({ kind, pageId, ...entry }) => ({ ...entry, channel: { kind, externalId: pageId } }))
}

/** A reader of this version looked at these entries; what it could not read stays. */
export async function saveEntriesReadAgain(tx: Tx, entries: readonly UnreadEntry[], version: number): Promise<void> {
  const rows = entries.map(({ workspaceId, id }) => ({ w: workspaceId, i: id }))
  await sql`
    update entries e set unread = jsonb_set(e.unread, '{reader}', to_jsonb(${version}::int))
      from json_to_recordset(${JSON.stringify(rows)}) as n(w uuid, i uuid)
     where e.workspace_id = n.w and e.id = n.i and (e.unread ->> 'reader')::int < ${version}`.execute(tx)
}
