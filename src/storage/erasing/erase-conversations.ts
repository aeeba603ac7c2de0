import { sql } from 'kysely'
import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import type { TicketId, WorkspaceId } from '#domain/ids.ts'
import type { Tx } from '../database.ts'
import { erase, eraseAttachments } from './erase.ts'
import { eraseLeftClients } from './erase-left-clients.ts'

/** What a step took away. `files`: contents that it referred to, by their digests. */
export type Erased = {
  readonly count: number
  /** Lines and tickets among it: what people think of as the whole. */
  readonly lines: number
  readonly tickets: readonly TicketId[]
  readonly files: readonly string[]
}

export const NOTHING: Erased = { count: 0, lines: 0, tickets: [], files: [] }

type Batch = {
  readonly workspaceId: WorkspaceId
  readonly conversations: readonly string[]
  readonly tickets: readonly TicketId[]
  readonly clients: readonly string[]
  readonly since: Date
}

const CONVERSATIONS_AT_ONCE = 20

/**
 * Erases at most about so many rows of the channel's first conversations, in the order of their names: what is said there and all that hangs on it, then their tickets
 * and they themselves, once nothing is left in them. `since`: mails that were written later are looked through for their tickets. `count` is 0 where the channel
 * has no conversation left.
 */
export async function eraseConversations(
  tx: Tx,
  channel: ChannelOfWorkspace,
  { most, since }: { readonly most: number; readonly since: Date },
): Promise<Erased> {
  const batch = await lockBatch(tx, channel, since)
  if (batch.conversations.length === 0) {
    return NOTHING
  }
  const said = await eraseSaid(tx, batch, most)
  const kept = said.count < most ? await eraseKept(tx, batch, most - said.count) : NOTHING
  const isEmpty = said.count + kept.count < most
  const files = [...said.files, ...kept.files, ...(isEmpty ? await eraseEmpty(tx, batch) : [])]
  const [conversations, tickets] = isEmpty ? [batch.conversations.length, batch.tickets] : [0, []]
  return { count: said.count + kept.count + conversations, lines: said.lines + tickets.length, tickets, files }
}

async function lockBatch(tx: Tx, { workspaceId, channelId }: ChannelOfWorkspace, since: Date): Promise<Batch> {
  const { rows: conversations } = await sql<{ id: string; client_id: string | null }>`
    select id, client_id from conversations where workspace_id = ${workspaceId} and channel_id = ${channelId}
     order by subject_key limit ${CONVERSATIONS_AT_ONCE} for update`.execute(tx)
  const ids = conversations.map(({ id }) => id)
  const { rows: tickets } = await sql<{ id: TicketId; client_id: string }>`
    select id, client_id from tickets where workspace_id = ${workspaceId} and conversation_id = any(${ids}::uuid[])
     order by id for update`.execute(tx)
  const clients = [...conversations, ...tickets].flatMap(({ client_id: id }) => id ?? [])
  return { workspaceId, conversations: ids, tickets: tickets.map(({ id }) => id), clients: [...new Set(clients)], since }
}

/** Entries, with what was to be done about them and their files. A ticket of a whole post holds those of other conversations, too. */
async function eraseSaid(tx: Tx, { workspaceId, conversations, tickets }: Batch, most: number): Promise<Erased> {
  const { rows } = await sql<{ id: string }>`
    select id from entries
     where workspace_id = ${workspaceId} and (ticket_id = any(${[...tickets]}::uuid[]) or conversation_id = any(${[...conversations]}::uuid[]))
     limit ${most} for update`.execute(tx)
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) {
    return NOTHING
  }
  await sql`delete from acts where workspace_id = ${workspaceId} and entry_id = any(${ids}::uuid[])`.execute(tx)
  const files = await eraseAttachments(tx, workspaceId, sql`entry_id = any(${ids}::uuid[])`)
  await sql`delete from entries where workspace_id = ${workspaceId} and id = any(${ids}::uuid[])`.execute(tx)
  return { count: ids.length, lines: ids.length, tickets: [], files }
}

/** What else is kept with tickets and conversations, as far as there is room for it. */
async function eraseKept(tx: Tx, { workspaceId, conversations, tickets, since }: Batch, most: number): Promise<Erased> {
  const inTickets = sql`workspace_id = ${workspaceId} and ticket_id = any(${[...tickets]}::uuid[])`
  const inConversations = sql`workspace_id = ${workspaceId} and conversation_id = any(${[...conversations]}::uuid[])`
  const kinds = [
    ['acts', inConversations],
    ['internal_comments', inTickets],
    ['ticket_changes', inTickets],
    ['drafts', inTickets],
    ['reminders', inTickets],
    ['events', inTickets],
    ['threads', inConversations],
  ] as const
  let count = 0
  for (const [table, where] of kinds) {
    count += count < most ? await erase(tx, table, { where, most: most - count }) : 0
  }
  if (count >= most) {
    return { ...NOTHING, count }
  }
  const uploads = await eraseAttachments(tx, workspaceId, sql`meant_for = any(${[...tickets]}::uuid[])`)
  const notes = await eraseNotes(tx, workspaceId, { where: inConversations, most: most - count })
  const mails = await eraseMailsAbout(tx, { workspaceId, tickets, since })
  return { ...NOTHING, count: count + notes.count + mails, files: [...uploads, ...notes.files] }
}

/** What happened without being said, with its pictures. */
export async function eraseNotes(
  tx: Tx,
  workspaceId: WorkspaceId,
  { where, most }: { readonly where: ReturnType<typeof sql>; readonly most: number },
): Promise<{ readonly count: number; readonly files: readonly string[] }> {
  const { rows } = await sql<{ id: string }>`select id from notes where ${where} limit ${most} for update`.execute(tx)
  const ids = rows.map(({ id }) => id)
  const files = await eraseAttachments(tx, workspaceId, sql`note_id = any(${ids}::uuid[])`)
  await sql`delete from notes where workspace_id = ${workspaceId} and id = any(${ids}::uuid[])`.execute(tx)
  return { count: ids.length, files }
}

/** Reminders by mail that were written since it began: those before it are looked through at once. */
async function eraseMailsAbout(tx: Tx, { workspaceId, tickets, since }: Pick<Batch, 'workspaceId' | 'tickets' | 'since'>): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from sent_mails m
     where workspace_id = ${workspaceId} and created_at >= ${since}
       and exists (select from unnest(${[...tickets]}::text[]) as t(id) where position('/tickets/ending-soon/' || t.id in m.body_text) > 0)
       and not exists (select from invitations i where i.workspace_id = m.workspace_id and i.mail_id = m.id)`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

/** The tickets and the conversations themselves, and who was known by nothing else. Answers the contents of their pictures. */
async function eraseEmpty(tx: Tx, { workspaceId, conversations, tickets, clients }: Batch): Promise<readonly string[]> {
  await sql`delete from tickets where workspace_id = ${workspaceId} and id = any(${[...tickets]}::uuid[])`.execute(tx)
  await sql`delete from conversations where workspace_id = ${workspaceId} and id = any(${[...conversations]}::uuid[])`.execute(tx)
  return await eraseLeftClients(tx, workspaceId, clients)
}
