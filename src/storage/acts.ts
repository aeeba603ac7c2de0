import { sql, type RawBuilder } from 'kysely'
import type { Act } from '#domain/acts/act.ts'
import type { SendFailure } from '#domain/acts/outcome.ts'
import { resultOf } from '#domain/acts/result.ts'
import type { Saw } from '#domain/acts/sight.ts'
import type { Series } from '#domain/acts/series.ts'
import type { MessageState } from '#domain/acts/state.ts'
import type { Thing } from '#domain/facts/fact.ts'
import type { ActId, ChannelId, ConversationId, MessageId, TicketId, UserId, WorkspaceId } from '#domain/ids.ts'
import type { Db, Tx } from './database.ts'
import { logAnswers, logAsked } from './moderation-log/write.ts'
import { prepared } from './prepared.ts'
import { storableJson } from './storable.ts'

/** How far carrying came. */
export type Carrying = { readonly state: MessageState; readonly stateAt: Date }

export type KeptAct = Carrying & {
  readonly id: ActId
  readonly conversationId: ConversationId
  readonly channelId: ChannelId
  /** What it says, or is done to. */
  readonly entryId: MessageId
  readonly act: Act
  /** Who asked for it. */
  readonly by: UserId
  /** Not to be called before. */
  readonly notBefore: Date | undefined
  readonly createdAt: Date
  /** How often the channel was called. */
  readonly tries: number
  /** An earlier call may have done it. */
  readonly isDoubted: boolean
  /** The message that somebody sent in its place, though it may have arrived. */
  readonly sentAgainAs: MessageId | undefined
  readonly series: Series | undefined
  /** Until then whoever asked for it may take it back. */
  readonly heldUntil: Date | undefined
}

export type NewAct = Pick<KeptAct, 'id' | 'conversationId' | 'channelId' | 'entryId' | 'act' | 'by'> & {
  readonly workspaceId: WorkspaceId
  readonly at: Date
  readonly series?: Series | undefined
  readonly heldUntil?: Date | undefined
}

/** Queues an act behind those of its conversation, and notes in the moderation log what is asked for in public. */
export async function insertAct(tx: Tx, asked: NewAct): Promise<void> {
  const {
    act: { kind, ...body },
    series,
    ...act
  } = asked
  await tx
    .insertInto('acts')
    .values({
      workspace_id: act.workspaceId,
      id: act.id,
      conversation_id: act.conversationId,
      channel_id: act.channelId,
      kind,
      body: storableJson(body),
      entry_id: act.entryId,
      by: act.by,
      state: 'queued',
      state_at: act.at,
      created_at: act.at,
      series_id: series?.id,
      series_place: series?.place,
      series_size: series?.size,
      held_until: act.heldUntil,
    })
    .execute()
  await logAsked(tx, { ...asked, actId: act.id })
}

type Again = { readonly workspaceId: WorkspaceId; readonly kept: KeptAct; readonly id: ActId; readonly by: UserId; readonly at: Date }

/** Queues an act that was refused once more, as `kept` asks for it now. Who asks for it again is told by a row of its own in the moderation log, under `id`. */
export async function queueAgain(tx: Tx, { workspaceId, kept, id, by, at }: Again): Promise<void> {
  await logAsked(tx, { workspaceId, id, actId: kept.id, entryId: kept.entryId, act: kept.act, by, at })
  const { kind: _kind, ...body } = kept.act
  await tx
    .updateTable('acts')
    .set({ body: storableJson(body) })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', kept.id)
    .execute()
  await saveActState(tx, { workspaceId, id: kept.id }, { state: 'queued', at })
}

export type ActRow = {
  readonly id: string
  readonly conversation_id: string
  readonly channel_id: string
  readonly entry_id: string
  readonly kind: Act['kind']
  readonly by: string
  readonly body: object
  readonly state: MessageState
  readonly state_at: Date
  readonly not_before: Date | null
  readonly created_at: Date
  readonly tries: number
  readonly doubted_at: Date | null
  readonly sent_again_as: string | null
  readonly series_id: string | null
  readonly series_place: number | null
  readonly series_size: number | null
  readonly held_until: Date | null
}

export const ACT = sql`id, conversation_id, channel_id, entry_id, kind, by, body, state, state_at, not_before, created_at, tries, doubted_at, sent_again_as,
  series_id, series_place, series_size, held_until`

export function actOf(row: ActRow): KeptAct {
  return {
    id: row.id as ActId,
    conversationId: row.conversation_id as ConversationId,
    channelId: row.channel_id as ChannelId,
    entryId: row.entry_id as MessageId,
    by: row.by as UserId,
    act: { ...row.body, kind: row.kind } as Act,
    state: row.state,
    stateAt: row.state_at,
    notBefore: row.not_before ?? undefined,
    createdAt: row.created_at,
    tries: row.tries,
    isDoubted: row.doubted_at !== null,
    sentAgainAs: (row.sent_again_as ?? undefined) as MessageId | undefined,
    series: seriesOf(row),
    heldUntil: row.held_until ?? undefined,
  }
}

function seriesOf({ series_id: id, series_place: place, series_size: size }: ActRow): Series | undefined {
  return id === null || place === null || size === null ? undefined : { id: id as ActId, place, size }
}

export async function readAct(db: Db, workspaceId: WorkspaceId, id: ActId): Promise<KeptAct | undefined> {
  const { rows } = await sql<ActRow>`select ${ACT} from acts where workspace_id = ${workspaceId} and id = ${id}`.execute(db)
  return rows[0] && actOf(rows[0])
}

/** An act, locked: whoever changes its state holds it. */
export async function lockAct(tx: Tx, workspaceId: WorkspaceId, id: ActId): Promise<KeptAct | undefined> {
  const { rows } = await sql<ActRow>`select ${ACT} from acts where workspace_id = ${workspaceId} and id = ${id} for update`.execute(tx)
  return rows[0] && actOf(rows[0])
}

/** The acts that say these entries, locked. */
export async function lockActsSaying(tx: Tx, workspaceId: WorkspaceId, entryIds: readonly MessageId[]): Promise<KeptAct[]> {
  if (entryIds.length === 0) {
    return []
  }
  const { rows } = await sql<ActRow>`${prepared}
    select ${ACT} from acts
     where workspace_id = ${workspaceId} and entry_id = any(${[...entryIds]}::uuid[]) and kind = 'say' order by id for update`.execute(tx)
  return rows.map(actOf)
}

export type StateChange = {
  readonly state: MessageState
  readonly at: Date
  readonly failure?: SendFailure
  readonly notBefore?: Date | undefined
  /** Nobody knows whether the last call did it. */
  readonly isDoubted?: boolean
  /** It was tried without having been under way: what it needs could not be brought. */
  readonly isTried?: boolean
}

/** What became of an act. Each time it is under way counts as a try. */
export async function saveActState(
  tx: Tx,
  key: { readonly workspaceId: WorkspaceId; readonly id: ActId },
  change: StateChange,
): Promise<void> {
  await tx
    .updateTable('acts')
    .set((eb) => ({
      state: change.state,
      state_at: change.at,
      // Whoever set it aside knew no more than what was so then.
      set_aside_at: null,
      set_aside_by: null,
      failure: change.failure ? JSON.stringify(change.failure) : null,
      not_before: change.notBefore ?? null,
      doubted_at: change.isDoubted === true ? eb.fn.coalesce('doubted_at', eb.val(change.at)) : eb.ref('doubted_at'),
      tries: change.state === 'sending' || change.isTried === true ? eb('tries', '+', 1) : eb.ref('tries'),
    }))
    .where('workspace_id', '=', key.workspaceId)
    .where('id', '=', key.id)
    .execute()
  if (change.failure || resultOf(change.state) !== 'waiting') {
    await logAnswers(tx, key.workspaceId, [{ ...change, actId: key.id, result: resultOf(change.state) }])
  }
}

type SettledRow = Pick<ActRow, 'id' | 'entry_id' | 'state' | 'state_at' | 'series_id'> & { readonly thing: Thing }

export type SettledEntry = { readonly entryId: MessageId; readonly carrying: Carrying }

/** What the channel told of entries tells what became of carrying them. What went has no failure. Answers those of a series: others may wait behind them. */
export async function settleActs(tx: Tx, workspaceId: WorkspaceId, settled: readonly SettledEntry[]): Promise<MessageId[]> {
  if (settled.length === 0) {
    return []
  }
  const rows = settled.map(({ entryId, carrying }) => ({ entry_id: entryId, state: carrying.state, state_at: carrying.stateAt }))
  const { rows: acts } = await sql<SettledRow>`${prepared}
    update acts a set state = n.state, state_at = n.state_at, failure = case when n.state = 'sent' then null else a.failure end
      from json_to_recordset(${JSON.stringify(rows)}) as n(entry_id uuid, state text, state_at timestamptz)
      join entries e on e.workspace_id = ${workspaceId} and e.id = n.entry_id
     where a.workspace_id = ${workspaceId} and a.entry_id = n.entry_id and a.kind = 'say'
    returning a.id, a.entry_id, a.state, a.state_at, a.series_id, e.thing`.execute(tx)
  // What is said in private is in no log.
  const answers = acts
    .filter(({ thing }) => thing !== 'message')
    .map(({ id, state, state_at: at }) => ({ actId: id as ActId, at, result: resultOf(state) }))
  await logAnswers(
    tx,
    workspaceId,
    answers.filter(({ result }) => result !== 'waiting'),
  )
  return acts.flatMap(({ entry_id: id, series_id: series }) => (series === null ? [] : [id as MessageId]))
}

/** Nobody needs to look after what failed, or is in doubt, of this entry any more. Answers whether there was such. */
export async function setActsAside(
  tx: Tx,
  { workspaceId, entryId }: { readonly workspaceId: WorkspaceId; readonly entryId: MessageId },
  by: { readonly userId: UserId; readonly at: Date },
): Promise<boolean> {
  const { rows } = await sql`
    update acts a set set_aside_at = ${by.at}, set_aside_by = ${by.userId}
      from unsettled_acts u
     where u.workspace_id = ${workspaceId} and u.entry_id = ${entryId} and a.workspace_id = u.workspace_id and a.id = u.act_id
    returning a.id`.execute(tx)
  return rows.length > 0
}

type Ways = { readonly workspaceId: WorkspaceId; readonly channelId?: ChannelId | undefined }

/**
 * The way is open again: what waits rests no longer. The conversation of each act that waits, and of each that is under way or was left behind so by a
 * process that died: it may have to wait yet. The oldest first: a turn carries one. Whoever is carrying holds what is under way, so it is not locked.
 */
export async function endRests(tx: Tx, { workspaceId, channelId }: Ways): Promise<ConversationId[]> {
  const { rows } = await sql<{ conversation_id: ConversationId }>`
    with rested as (
      update acts a set not_before = null where workspace_id = ${workspaceId} and ${isMeant(channelId)} and state = 'queued'
      returning conversation_id, created_at, id
    ), under_way as (
      select conversation_id, created_at, id from acts a where workspace_id = ${workspaceId} and ${isMeant(channelId)} and state = 'sending'
    )
    select conversation_id from (select * from rested union all select * from under_way) resumed order by created_at, id`.execute(tx)
  return rows.map((row) => row.conversation_id)
}

function isMeant(channelId: ChannelId | undefined): RawBuilder<unknown> {
  return channelId === undefined ? sql`true` : sql`a.channel_id = ${channelId}`
}

/** The acts of which nobody knows whether they were done, the oldest first. */
export async function unconfirmedActs(tx: Tx, { workspaceId, channelId }: Ways): Promise<ActId[]> {
  const { rows } = await sql<{ id: ActId }>`
    select a.id from acts a
     where a.workspace_id = ${workspaceId} and ${isMeant(channelId)} and a.state = 'unconfirmed' order by a.created_at, a.id`.execute(tx)
  return rows.map(({ id }) => id)
}

type InDoubt = { readonly workspaceId: WorkspaceId; readonly id: ActId }

/** Somebody looked for an act in doubt, and saw this. */
export async function saveLook(tx: Tx, { workspaceId, id }: InDoubt, { saw, at }: { readonly saw: Saw; readonly at: Date }): Promise<void> {
  await sql`
    update acts set looks = looks + 1, looked_at = ${at}, looked_saw = ${saw}
     where workspace_id = ${workspaceId} and id = ${id}`.execute(tx)
}

/** Somebody sent this message in its place. */
export async function saveSentAgain(tx: Tx, { workspaceId, id }: InDoubt, as: MessageId): Promise<void> {
  await sql`update acts set sent_again_as = ${as} where workspace_id = ${workspaceId} and id = ${id}`.execute(tx)
}

/** What came of an act that says nothing here: whom it reached, and by which name. */
export async function saveActResult(
  tx: Tx,
  { workspaceId, id }: { readonly workspaceId: WorkspaceId; readonly id: ActId },
  result: { readonly personId: string | undefined; readonly externalId: string | undefined },
): Promise<void> {
  await tx
    .updateTable('acts')
    .set({ result: storableJson(result) })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}

/** Whether somebody answered this entry privately, is about to, or may have. */
export async function isAnsweredPrivately(tx: Tx, workspaceId: WorkspaceId, entryId: MessageId): Promise<boolean> {
  const { rows } = await sql`
    select 1 from acts where workspace_id = ${workspaceId} and entry_id = ${entryId} and kind = 'say-privately'
       and (state <> 'failed' or failure ->> 'reason' = 'answered-privately') limit 1`.execute(tx)
  return rows.length > 0
}

/** What was answered privately with a message to these persons: the entries, and the tickets in which they stand. */
export async function answeredPrivatelyTo(
  tx: Tx,
  { workspaceId, channelId }: { readonly workspaceId: WorkspaceId; readonly channelId: ChannelId },
  personIds: readonly string[],
): Promise<{ readonly entryId: MessageId; readonly ticketId: TicketId }[]> {
  const { rows } = await sql<{ entryId: MessageId; ticketId: TicketId }>`
    select e.id as "entryId", e.ticket_id as "ticketId" from acts a join entries e on e.workspace_id = a.workspace_id and e.id = a.entry_id
     where a.workspace_id = ${workspaceId} and a.channel_id = ${channelId} and a.kind = 'say-privately'
       and a.result ->> 'personId' = any(${[...personIds]}::text[]) and e.ticket_id is not null`.execute(tx)
  return rows
}
