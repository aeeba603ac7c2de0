import { sql } from 'kysely'
import type { ChannelId, ClientId, TicketId, UserId, WorkspaceId } from '#domain/ids.ts'
import type { TicketStatus } from '#domain/tickets/status.ts'
import type { Db } from '../database.ts'
import type { KeptPicture } from '../files/pictures.ts'
import { toldNameOf } from '../identities.ts'
import { MESSAGE_TIE } from '../lines.ts'
import { readCameFrom, type CameFrom } from './came-from.ts'
import { LIVING, OWN_PICTURE, SHOWN_NAME, SHOWN_PICTURE } from './shown.ts'

/** What is known of a client by itself, whoever it is one person with. */
type OwnFacts = {
  readonly id: ClientId
  readonly name: string | null
  readonly note: string
  readonly vipSince: Date | null
  readonly phone: string | null
  readonly email: string | null
  readonly createdAt: Date
}

/** A person as the desk knows them: the living client, and all that joined it. */
export type ClientCard = OwnFacts & {
  readonly shownName: string | null
  readonly shownPicture: KeptPicture | null
  /** What the channel calls the living client, where a colleague wrote another name. */
  readonly toldName: string | null
  readonly isNameWritten: boolean
  readonly merged: readonly MergedClient[]
  readonly identities: readonly KnownAs[]
  readonly tickets: readonly TicketOfClient[]
  readonly ticketCount: number
  readonly cameFrom: CameFrom | undefined
}

export type MergedClient = OwnFacts & {
  /** Its own, whatever is shown of all of them. */
  readonly picture: KeptPicture | null
  readonly mergeId: string
  readonly survivorId: ClientId
  readonly mergedAt: Date
  readonly mergedBy: UserId
  /** Null: who did it is no colleague any more. */
  readonly mergedByName: string | null
}

export type KnownAs = {
  readonly clientId: ClientId
  readonly channelId: ChannelId
  readonly channelName: string
  readonly kind: 'person' | 'author' | 'visitor'
  readonly externalId: string
  readonly name: string | null
  readonly locale: string | null
  readonly utcOffsetMinutes: number | null
  readonly checkedAt: Date | null
}

type TicketOfClient = {
  readonly id: TicketId
  readonly number: number
  readonly status: TicketStatus
  readonly createdAt: Date
  readonly text: string | null
}

const MOST_TICKETS = 50

/** The person that this client is, joined or living. */
export async function readClient(db: Db, workspaceId: WorkspaceId, clientId: ClientId): Promise<ClientCard | undefined> {
  const living = await readLiving(db, workspaceId, clientId)
  if (!living) {
    return undefined
  }
  const merged = await readMerged(db, workspaceId, living.id)
  const ids = [living.id, ...merged.map(({ id }) => id)]
  const [identities, tickets, ticketCount, cameFrom] = await Promise.all([
    readIdentities(db, workspaceId, ids),
    readTickets(db, workspaceId, ids),
    countTickets(db, workspaceId, ids),
    readCameFrom(db, workspaceId, ids),
  ])
  return { ...living, merged, identities, tickets, ticketCount, cameFrom }
}

const OWN_FACTS = sql`c.id, c.name, c.note, c.vip_since as "vipSince", c.phone, c.email, c.created_at as "createdAt"`

type Living = Omit<ClientCard, 'merged' | 'identities' | 'tickets' | 'ticketCount' | 'cameFrom'>

async function readLiving(db: Db, workspaceId: WorkspaceId, clientId: ClientId): Promise<Living | undefined> {
  const { rows } = await sql<Living>`
    select cl.id, cl.name, cl.note, cl.vip_since as "vipSince", cl.phone, cl.email, cl.created_at as "createdAt",
           ${SHOWN_NAME} as "shownName", ${SHOWN_PICTURE} as "shownPicture", cl.name_written_at is not null as "isNameWritten",
           ${toldNameOf('cl')} as "toldName"
      from clients own join clients cl on ${LIVING}
     where own.workspace_id = ${workspaceId} and own.id = ${clientId}`.execute(db)
  return rows[0]
}

async function readMerged(db: Db, workspaceId: WorkspaceId, livingId: ClientId): Promise<MergedClient[]> {
  const { rows } = await sql<MergedClient>`
    select ${OWN_FACTS}, ${OWN_PICTURE} as picture, m.id as "mergeId", m.survivor_id as "survivorId", m.merged_at as "mergedAt", m.merged_by as "mergedBy",
           u.name as "mergedByName"
      from clients c join client_merges m on m.workspace_id = c.workspace_id and m.joined_id = c.id and m.split_at is null
      left join users u on u.id = m.merged_by
     where c.workspace_id = ${workspaceId} and c.merged_into = ${livingId}
     order by m.merged_at, m.id`.execute(db)
  return rows
}

async function readIdentities(db: Db, workspaceId: WorkspaceId, ids: readonly ClientId[]): Promise<KnownAs[]> {
  const { rows } = await sql<KnownAs>`
    select i.client_id as "clientId", i.channel_id as "channelId", c.name as "channelName", i.kind, i.external_id as "externalId", i.name,
           i.locale, i.utc_offset_minutes as "utcOffsetMinutes", i.profile_checked_at as "checkedAt"
      from identities i join channels c on c.workspace_id = i.workspace_id and c.id = i.channel_id
     where i.workspace_id = ${workspaceId} and i.client_id = any(${[...ids]}::uuid[])
     order by array_position(${[...ids]}::uuid[], i.client_id), i.created_at, i.external_id`.execute(db)
  return rows
}

/** The newest of all of them: of each the newest, by its index. */
async function readTickets(db: Db, workspaceId: WorkspaceId, ids: readonly ClientId[]): Promise<TicketOfClient[]> {
  // An internal comment would read like something that was said between us and the customer, and nobody reads here what was taken back.
  const { rows } = await sql<TicketOfClient>`
    select t.id, t.number, t.status, t.created_at as "createdAt", last.text
      from (select newest.* from unnest(${[...ids]}::uuid[]) as asked(id) cross join lateral (
              select id, number, status, created_at from tickets
               where workspace_id = ${workspaceId} and client_id = asked.id order by created_at desc limit ${MOST_TICKETS}) newest
             order by newest.created_at desc, newest.number desc limit ${MOST_TICKETS}) t
      left join lateral (
        select case when m.removed_at is null then coalesce(m.edited_text, m.text) else '' end as text from entries m where m.workspace_id = ${workspaceId} and m.ticket_id = t.id
         order by m.occurred_at desc, ${MESSAGE_TIE} desc limit 1) last on true
     order by t.created_at desc, t.number desc`.execute(db)
  return rows
}

async function countTickets(db: Db, workspaceId: WorkspaceId, ids: readonly ClientId[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from tickets where workspace_id = ${workspaceId} and client_id = any(${[...ids]}::uuid[])`.execute(db)
  return rows[0]?.count ?? 0
}
