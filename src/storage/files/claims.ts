import { sql } from 'kysely'
import type { AttachmentReason } from '#domain/files/attachment.ts'
import type { Thing } from '#domain/facts/fact.ts'
import type { AttachmentId, ChannelId, ClientId, ConversationId, MessageId, TicketId, WorkspaceId } from '#domain/ids.ts'
import type { Db, Tx } from '../database.ts'
import { ATTACHMENTS_CHANNEL } from '../attachments.ts'
import { prepared } from '../prepared.ts'

/** An attachment that somebody fetches until its claim ends. */
export type ClaimedAttachment = {
  readonly workspaceId: WorkspaceId
  readonly id: AttachmentId
  /** The channel that told of it, or where it was brought along from before, the workspace. */
  readonly lane: string
  readonly url: string
  /** This try included. Whoever settles names it, and the address: a claim that ended and was taken over has another number, a new address begins at one again. */
  readonly tries: number
  /** How long ago its address was told. */
  readonly ageMs: number
}

/** Whoever fetches a file says more often that they still do (`renewClaims`). Who was killed no longer does, and another takes it. By the database's clock. */
const CLAIM_SECONDS = 20
const CLAIMED_UNTIL = sql`now() + make_interval(secs => ${sql.lit(CLAIM_SECONDS)})`

/** What tells a claim apart. */
type Claim = Pick<ClaimedAttachment, 'workspaceId' | 'id' | 'tries' | 'url'>

export type AttachmentClaim = {
  readonly atMost: number
  /** How many of one lane may be under way: whose files come slowly must not have all the room there is. */
  readonly ofOneLane: number
  /** Of which lanes the caller has some under way. */
  readonly underWay: readonly Pick<ClaimedAttachment, 'workspaceId' | 'lane'>[]
}

/**
 * Claims what is due: in turn from each workspace, there in turn from each lane, of a lane the longest due first. What is under way counts as
 * a turn that was had. Lanes, and what waits in each, are found along the index, never by reading all that waits.
 */
export async function claimAttachments(db: Db, { atMost, ofOneLane, underWay }: AttachmentClaim): Promise<ClaimedAttachment[]> {
  const { rows } = await sql<ClaimedAttachment>`${prepared}
    with recursive lanes as (
      select w.id as workspace_id, (select a.lane from attachments a where a.workspace_id = w.id and a.state = 'waiting' order by a.lane limit 1) as lane
        from workspaces w
      union all
      select workspace_id, (select a.lane from attachments a
                             where a.workspace_id = lanes.workspace_id and a.state = 'waiting' and a.lane > lanes.lane order by a.lane limit 1)
        from lanes where lane is not null
    ), under_way as (
      select "workspaceId" as workspace_id, lane from json_to_recordset(${JSON.stringify(underWay)}) as n("workspaceId" uuid, lane uuid)
    ), held as (
      select l.workspace_id, l.lane, (select count(*) from under_way u where u.workspace_id = l.workspace_id and u.lane = l.lane) as of_lane,
             (select count(*) from under_way u where u.workspace_id = l.workspace_id) as of_workspace
        from lanes l where l.lane is not null
    ), due as materialized (
      select found.workspace_id, found.id,
             held.of_workspace + row_number() over (partition by found.workspace_id order by held.of_lane + found.turn, found.next_try_at, found.id) as place
        from held cross join lateral (
          select a.*, row_number() over (order by a.next_try_at, a.id) as turn from (
            select workspace_id, id, next_try_at from attachments
             where workspace_id = held.workspace_id and lane = held.lane and state = 'waiting' and next_try_at <= now()
               and (claimed_until is null or claimed_until <= now())
             order by next_try_at, id limit greatest(0, least(${atMost}, ${ofOneLane} - held.of_lane)) for update skip locked) a) found
       order by place, found.next_try_at, found.id limit ${atMost})
    update attachments a set claimed_until = ${CLAIMED_UNTIL}, tries = a.tries + 1
      from due where a.workspace_id = due.workspace_id and a.id = due.id
    returning a.workspace_id as "workspaceId", a.id, a.lane, a.url, a.tries, (extract(epoch from now() - a.noted_at) * 1000)::double precision as "ageMs"`.execute(
    db,
  )
  return rows
}

/** These are still being fetched. A claim that was lost meanwhile stays lost. */
export async function renewClaims(db: Db, claims: readonly Claim[]): Promise<void> {
  const held = JSON.stringify(claims.map(({ workspaceId, id, tries, url }) => ({ workspaceId, id, tries, url })))
  await sql`
    update attachments a set claimed_until = ${CLAIMED_UNTIL} from json_to_recordset(${held}) as n("workspaceId" uuid, id uuid, tries int, url text)
     where a.workspace_id = n."workspaceId" and a.id = n.id and a.tries = n.tries and a.url = n.url and a.state = 'waiting' and a.claimed_until is not null`.execute(
    db,
  )
}

/** Whether something is due, or is being fetched. */
export async function hasAttachmentAtWork(db: Db): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from workspaces w cross join lateral (
      select from attachments where workspace_id = w.id and state = 'waiting' and (next_try_at <= now() or claimed_until > now()) limit 1) a) as found`.execute(
    db,
  )
  return rows[0]?.found ?? false
}

/** What became of a try. */
export type Settled =
  /** `isStored`: its bytes were brought to our storage, which had none of this content. */
  | { readonly state: 'kept'; readonly digest: string; readonly isStored: boolean }
  | { readonly state: 'waiting'; readonly reason: AttachmentReason; readonly restMs: number }
  | { readonly state: 'refused' | 'gone'; readonly reason: AttachmentReason }

/** Whose attachment it is. */
export type AttachmentOwner = {
  readonly entry: OwningEntry | undefined
  readonly noteId: string | undefined
  /** Of the entry or the note, where it stands in one. */
  readonly ticketId: TicketId | undefined
  readonly clientId: ClientId | undefined
  readonly channelId: ChannelId | undefined
}

export type OwningEntry = {
  readonly id: MessageId
  readonly thing: Thing
  readonly externalId: string | undefined
  readonly conversationId: ConversationId
  readonly channelId: ChannelId
  readonly isOfThePage: boolean
}

/** And why it waited until now. */
export type SettledOwner = AttachmentOwner & { readonly before: { readonly reason: AttachmentReason | undefined } }

type OwnerRow = {
  readonly entry: (Omit<OwningEntry, 'externalId'> & { readonly externalId: string | null }) | null
  readonly note_id: string | null
  readonly ticket_id: TicketId | null
  readonly client_id: ClientId | null
  readonly channel_id: ChannelId | null
}

/** The ticket in which the entry or the note of the row `held` is shown (`timeline.ts`): a note in the first of its conversation that had not ended. */
const SHOWN_IN = sql`coalesce(
  (select e.ticket_id from entries e where e.workspace_id = held.workspace_id and e.id = held.entry_id),
  (select t.id from notes n join tickets t on t.workspace_id = n.workspace_id and t.conversation_id = n.conversation_id
     left join lateral (
       select l.created_at from tickets l
        where l.workspace_id = t.workspace_id and l.conversation_id = t.conversation_id and l.number > t.number
        order by l.number limit 1) after on true
    where n.workspace_id = held.workspace_id and n.id = held.note_id
      and (after.created_at is null or n.occurred_at < least(t.closed_at, after.created_at))
    order by t.number limit 1))`

/** The entry of the row `held`. */
const ENTRY = sql`(
  select jsonb_build_object('id', e.id, 'thing', e.thing, 'externalId', e.external_id, 'conversationId', e.conversation_id, 'channelId', e.channel_id,
                            'isOfThePage', coalesce(e.author_kind, 'client') <> 'client')
    from entries e where e.workspace_id = held.workspace_id and e.id = held.entry_id)`

/** Writes down what became of a claimed attachment. Undefined: the claim was lost, or the attachment is gone, and nothing is written. */
export async function settleAttachment(
  tx: Tx,
  { workspaceId, id, tries, url }: Claim,
  settled: Settled,
): Promise<SettledOwner | undefined> {
  const { rows } = await sql<OwnerRow & { readonly reason: AttachmentReason | null }>`${prepared}
    with held as (
      select workspace_id, id, reason, entry_id, note_id from attachments
       where workspace_id = ${workspaceId} and id = ${id} and state = 'waiting' and tries = ${tries} and url = ${url} for no key update)
    update attachments a
       set state = ${settled.state}, reason = ${'reason' in settled ? settled.reason : null}, claimed_until = null,
           file = coalesce(${'digest' in settled ? settled.digest : null}, a.file),
           next_try_at = now() + make_interval(secs => ${'restMs' in settled ? settled.restMs / 1000 : null}::double precision)
      from held where a.workspace_id = held.workspace_id and a.id = held.id
    returning ${ENTRY} as entry, a.note_id, ${SHOWN_IN} as ticket_id, a.client_id, a.channel_id, held.reason`.execute(tx)
  const [row] = rows
  return row && { ...ownerOf(row), before: { reason: row.reason ?? undefined } }
}

function ownerOf(row: OwnerRow): AttachmentOwner {
  return {
    entry: row.entry ? { ...row.entry, externalId: row.entry.externalId ?? undefined } : undefined,
    noteId: row.note_id ?? undefined,
    ticketId: row.ticket_id ?? undefined,
    clientId: row.client_id ?? undefined,
    channelId: row.channel_id ?? undefined,
  }
}

/**
 * Makes a file due at once that waits, or is gone though it has an address. `settled`: it is neither. One that is being fetched just now goes on being
 * fetched.
 */
export async function makeAttachmentDue(
  tx: Tx,
  workspaceId: WorkspaceId,
  id: AttachmentId,
): Promise<AttachmentOwner | 'missing' | 'settled'> {
  const { rows } = await sql<OwnerRow & { readonly is_due: boolean }>`
    with held as (
      select workspace_id, id, entry_id, note_id, client_id, channel_id, state in ('waiting', 'gone') and url is not null as is_due
        from attachments where workspace_id = ${workspaceId} and id = ${id} for no key update),
    moved as (
      update attachments a
         set next_try_at = now(), state = 'waiting', reason = null, tries = case when a.state = 'gone' then 0 else a.tries end,
             noted_at = case when a.state = 'gone' then now() else a.noted_at end
        from held where held.is_due and a.workspace_id = held.workspace_id and a.id = held.id
      returning pg_notify(${ATTACHMENTS_CHANNEL}, ''))
    select ${ENTRY} as entry, held.note_id, held.client_id, held.channel_id, held.is_due, ${SHOWN_IN} as ticket_id, (select count(*) from moved)
      from held`.execute(tx)
  const [row] = rows
  if (!row) {
    return 'missing'
  }
  return row.is_due ? ownerOf(row) : 'settled'
}
