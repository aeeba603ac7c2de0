import { sql, type RawBuilder } from 'kysely'
import type { Profile } from '#domain/channels/profile-port.ts'
import type { ChannelId, ClientId, ConversationId, WorkspaceId } from '#domain/ids.ts'
import type { ChannelScope } from './conversations/lock.ts'
import type { Db, Tx } from './database.ts'
import { prepared } from './prepared.ts'
import { storableText } from './storable.ts'

/** Of whoever a conversation of private messages is with, `co`, the name that its channel has for them, `i`. */
const PERSON_OF = sql`i.workspace_id = co.workspace_id and i.channel_id = co.channel_id and i.kind = 'person' and i.external_id = co.subject ->> 'personId'`

/** Facebook counts questions, and a person in trouble writes many messages. */
const ASKED_AGAIN_AFTER_MS = 60_000
/** Names change, and the address of a picture dies after some weeks. */
const PROFILE_LASTS_MS = 30 * 24 * 3_600_000

/**
 * Which of these persons are to be asked for: of whom the channel did not answer for good within the last 30 days, and was not asked just
 * now. They are noted as asked at `now`. A moment that is still to come was noted before the clock was turned back: that is
 * long ago.
 */
export async function claimProfilesToAsk(
  tx: Tx,
  { workspaceId, channelId }: ChannelScope,
  { personIds, now }: { personIds: readonly string[]; now: Date },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`${prepared}
    update identities set profile_asked_at = ${now}
     where workspace_id = ${workspaceId} and channel_id = ${channelId} and kind = 'person' and external_id = any(${[...personIds]}::text[])
       and (profile_checked_at is null or profile_checked_at > ${now} or profile_checked_at < ${new Date(now.getTime() - PROFILE_LASTS_MS)})
       and (profile_asked_at is null or profile_asked_at > ${now} or profile_asked_at < ${new Date(now.getTime() - ASKED_AGAIN_AFTER_MS)})
    returning external_id as id`.execute(tx)
  return rows.map(({ id }) => id)
}

/** The conversations of a channel whose clients have no name, who wrote last first. */
export async function namelessConversations(
  db: Db,
  { workspaceId, channelId }: { workspaceId: WorkspaceId; channelId: ChannelId },
  atMost: number,
): Promise<ConversationId[]> {
  const { rows } = await sql<{ id: ConversationId }>`
    select co.id from conversations co join clients c on c.workspace_id = co.workspace_id and c.id = co.client_id
     where co.workspace_id = ${workspaceId} and co.channel_id = ${channelId} and c.name is null
     order by co.window_opens_at desc nulls last, co.id limit ${atMost}`.execute(db)
  return rows.map(({ id }) => id)
}

export type KnownPerson = {
  readonly channelId: ChannelId
  readonly personId: string
  /** Their own client, whomever that joined. */
  readonly clientId: ClientId
  readonly isConnected: boolean
  readonly checkedAt: Date | undefined
}

/** The person that a conversation is with; undefined where it is with nobody in particular. */
export async function personOfConversation(
  db: Db,
  workspaceId: WorkspaceId,
  conversationId: ConversationId,
): Promise<KnownPerson | undefined> {
  const { rows } = await sql<Omit<KnownPerson, 'checkedAt'> & { checkedAt: Date | null }>`
    select i.channel_id as "channelId", i.external_id as "personId", i.client_id as "clientId", i.profile_checked_at as "checkedAt",
           w.way = 'connected' as "isConnected"
      from conversations co join identities i on ${PERSON_OF}
      join channel_ways w on w.workspace_id = co.workspace_id and w.channel_id = co.channel_id
     where co.workspace_id = ${workspaceId} and co.id = ${conversationId}`.execute(db)
  const [row] = rows
  return row && { ...row, checkedAt: row.checkedAt ?? undefined }
}

type Told = { readonly workspaceId: WorkspaceId; readonly person: KnownPerson; readonly at: Date }

/**
 * The channel answered for good. What it once told is kept when a later answer has none of it, and so is the name of a client that a
 * colleague wrote; any other client is called as the first of its identities that has a name.
 */
export async function saveProfile(tx: Tx, { workspaceId, person, at }: Told, profile: Partial<Profile>): Promise<void> {
  const { channelId, personId, clientId } = person
  const name = profile.name === undefined ? null : storableText(profile.name.slice(0, 500))
  const pictureUrl = profile.pictureUrl ?? null
  await sql`
    update identities set profile_checked_at = ${at}, name = coalesce(${name}, name), picture_url = coalesce(${pictureUrl}, picture_url),
           locale = coalesce(${profile.locale ?? null}, locale),
           utc_offset_minutes = coalesce(${profile.utcOffsetMinutes ?? null}, utc_offset_minutes)
     where workspace_id = ${workspaceId} and channel_id = ${channelId} and kind = 'person' and external_id = ${personId}`.execute(tx)
  await sql`
    update clients c set name = case when c.name_written_at is null then coalesce(${toldNameOf('c')}, c.name) else c.name end,
           picture_url = coalesce(${pictureUrl}, c.picture_url)
     where c.workspace_id = ${workspaceId} and c.id = ${clientId}`.execute(tx)
}

/** What channels call the client of this alias; of several names the oldest. */
export function toldNameOf(alias: 'c' | 'cl'): RawBuilder<string | null> {
  return sql`(
    select i.name from identities i
     where i.workspace_id = ${sql.ref(`${alias}.workspace_id`)} and i.client_id = ${sql.ref(`${alias}.id`)} and i.name is not null
     order by i.created_at, i.external_id limit 1)`
}
