import { sql } from 'kysely'
import { v7 } from 'uuid'
import type { AttachmentKind, GoneReason } from '#domain/files/attachment.ts'
import type { ChannelId, ClientId, MessageId, WorkspaceId } from '#domain/ids.ts'
import type { Db, Tx } from './database.ts'
import { ATTACHMENT, attachmentOf, type Attachment, type AttachmentRow } from './files/attachment-row.ts'

export type { Attachment } from './files/attachment-row.ts'
import { prepared } from './prepared.ts'
import { storableText } from './storable.ts'

/** The channel on which downloaders are woken. A lost wake costs a moment: they also look by themselves. */
export const ATTACHMENTS_CHANNEL = 'attachments'

/** A file that came with something that was said. */
export type NotedAttachment = {
  readonly entryId: MessageId
  /** It came with an edit, and is shown in the place of what came first. */
  readonly isOfEdit?: boolean
  /** Its place among the files of that entry, or of its last edit. */
  readonly position: number
  readonly what: AttachmentKind
  /** The channel's address. Undefined: it told none, so there is nothing to keep. */
  readonly url: string | undefined
  readonly name?: string | undefined
}

/**
 * Notes files, to be fetched once this is committed. Again with the same address changes nothing; another address takes the place of
 * one that led to nothing so far. What is kept stays as it is, but for what an edit brought: a later edit brings something else. Where it brings what
 * was there from the beginning, that is not fetched again.
 */
export async function noteAttachments(tx: Tx, workspaceId: WorkspaceId, attachments: readonly NotedAttachment[]): Promise<void> {
  const rows = new Map(
    attachments.map((attachment) => [`${attachment.entryId} ${attachment.isOfEdit === true} ${attachment.position}`, rowOf(attachment)]),
  )
  if (rows.size === 0) {
    return
  }
  await sql`${prepared}
    with noted as (
      insert into attachments as a (workspace_id, id, entry_id, is_of_edit, lane, position, what, url, name, state, reason, next_try_at, file)
      -- What was brought along from before has a lane of its own: what comes now waits for none of it.
      select ${workspaceId}::uuid, n.id, n.entry_id, n.is_of_edit, case when e.arrival = 0 then e.workspace_id else e.channel_id end, n.position, n.what, n.url, n.name,
             case when said.file is not null then 'kept' when n.url is null then 'gone' else 'waiting' end,
             case when n.url is null then ${'no-address' satisfies GoneReason} end,
             case when n.url is not null and said.file is null then now() end,
             said.file
        from json_to_recordset(${JSON.stringify([...rows.values()])})
          as n(id uuid, entry_id uuid, is_of_edit boolean, position int, what text, url text, name text)
        join entries e on e.workspace_id = ${workspaceId} and e.id = n.entry_id
        left join lateral (
          select first.file from attachments first
           where n.is_of_edit and first.workspace_id = e.workspace_id and first.entry_id = e.id and not first.is_of_edit and first.url = n.url
             and first.state = 'kept' limit 1) said on true
      on conflict (workspace_id, entry_id, is_of_edit, position) do update
         -- Whoever fetches what an earlier edit brought has lost it.
         set id = case when a.is_of_edit then excluded.id else a.id end, what = excluded.what, name = excluded.name, url = excluded.url,
             state = excluded.state, reason = excluded.reason, file = excluded.file, tries = 0, noted_at = now(), next_try_at = excluded.next_try_at,
             claimed_until = null
       where a.url is distinct from excluded.url and (a.is_of_edit or (a.state <> 'kept' and excluded.url is not null))
      returning state)
    select pg_notify(${ATTACHMENTS_CHANNEL}, '') from (select 1 from noted where state = 'waiting' limit 1) due`.execute(tx)
}

/** What earlier edits brought and the last one did not. `positions`: of what that brought. */
export async function forgetEarlierEdits(
  tx: Tx,
  workspaceId: WorkspaceId,
  edited: readonly { readonly entryId: MessageId; readonly positions: readonly number[] }[],
): Promise<void> {
  if (edited.length === 0) {
    return
  }
  await sql`${prepared}
    delete from attachments a using json_to_recordset(${JSON.stringify(edited)}) as n("entryId" uuid, positions int[])
     where a.workspace_id = ${workspaceId} and a.entry_id = n."entryId" and a.is_of_edit and a.position <> all(n.positions)`.execute(tx)
}

function rowOf({ entryId, isOfEdit = false, position, what, url, name }: NotedAttachment) {
  return {
    id: v7(),
    entry_id: entryId,
    is_of_edit: isOfEdit,
    position,
    what,
    url: url === undefined ? null : storableText(url),
    name: name === undefined ? null : storableText(name),
  }
}

/** The pictures that notes tell of, of ads. A note never changes, so each is noted once. */
export async function noteNotePictures(
  tx: Tx,
  workspaceId: WorkspaceId,
  pictures: readonly { readonly noteId: string; readonly url: string }[],
): Promise<void> {
  if (pictures.length === 0) {
    return
  }
  const rows = pictures.map(({ noteId, url }) => ({ id: v7(), note_id: noteId, url: storableText(url) }))
  await sql`${prepared}
    with noted as (
      insert into attachments (workspace_id, id, note_id, lane, what, url, state, next_try_at)
      select ${workspaceId}::uuid, n.id, n.note_id, k.channel_id, 'picture', n.url, 'waiting', now()
        from json_to_recordset(${JSON.stringify(rows)}) as n(id uuid, note_id uuid, url text)
        join notes k on k.workspace_id = ${workspaceId} and k.id = n.note_id
      returning 1)
    select pg_notify(${ATTACHMENTS_CHANNEL}, '') from (select 1 from noted limit 1) due`.execute(tx)
}

/** Whose picture: a client's, of whom a channel told, or a channel's own (a Page's). Undefined `url`: there is none any more. */
export type NotedPicture = {
  readonly owner: { readonly clientId: ClientId; readonly channelId: ChannelId } | { readonly channelId: ChannelId }
  readonly url: string | undefined
}

/**
 * Notes the picture of a client or of a channel. Another address is fetched as a newer picture; the copy that is there is shown until
 * that is kept. Without an address the copy goes.
 */
export async function notePicture(tx: Tx, workspaceId: WorkspaceId, { owner, url }: NotedPicture): Promise<void> {
  const [column, id] = 'clientId' in owner ? (['client_id', owner.clientId] as const) : (['channel_id', owner.channelId] as const)
  if (url === undefined) {
    await tx.deleteFrom('attachments').where('workspace_id', '=', workspaceId).where(column, '=', id).execute()
    return
  }
  const name = sql.ref(column)
  await sql`${prepared}
    with noted as (
      insert into attachments as a (workspace_id, id, ${name}, lane, what, url, state, next_try_at)
      values (${workspaceId}, ${v7()}, ${id}, ${owner.channelId}, 'picture', ${storableText(url)}, 'waiting', now())
      on conflict (workspace_id, ${name}) do update
         set url = excluded.url, lane = excluded.lane, state = 'waiting', reason = null, tries = 0, noted_at = now(), next_try_at = now(),
             claimed_until = null
       where a.url is distinct from excluded.url
      returning 1)
    select pg_notify(${ATTACHMENTS_CHANNEL}, '') from noted`.execute(tx)
}

/** The files of these messages and notes as they stand, in the order of their places: of what was edited what the last edit brought, where it told that. */
export async function attachmentsOfLines(db: Db, workspaceId: WorkspaceId, lineIds: readonly string[]): Promise<Attachment[]> {
  if (lineIds.length === 0) {
    return []
  }
  const { rows } = await sql<AttachmentRow>`${prepared}
    select ${ATTACHMENT} from attachments a left join files f on f.workspace_id = a.workspace_id and f.digest = a.file
     where a.workspace_id = ${workspaceId} and (a.entry_id = any(${[...lineIds]}::uuid[]) or a.note_id = any(${[...lineIds]}::uuid[]))
       and (a.entry_id is null
         or a.is_of_edit = (select e.parts_now is not null from entries e where e.workspace_id = a.workspace_id and e.id = a.entry_id))
     order by a.entry_id, a.note_id, a.position`.execute(db)
  return rows.map(attachmentOf)
}
