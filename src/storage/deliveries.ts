import { randomBytes } from 'node:crypto'
import { EXTENSION_OF } from '#domain/channels/channel.ts'
import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Pool, PoolClient } from 'pg'
import type { WorkspaceId } from '#domain/ids.ts'
import { REQUESTS } from './connections/bounds.ts'
import type { Db, Tx } from './database.ts'
import { prepared } from './prepared.ts'

/** The channel on which readers are woken. A lost wake costs a moment: readers also look by themselves. */
export const DELIVERIES_CHANNEL = 'facebook_deliveries'

export type NewDelivery = { readonly digest: Buffer; readonly lane: string; readonly body: Buffer }

const DIGEST_BYTES = 32
const STORE = {
  name: 'store-deliveries',
  text: `insert into facebook_deliveries (digest, lane, body)
         select * from unnest($1::bytea[], $2::text[], $3::bytea[]) on conflict do nothing`,
}

/**
 * Stores deliveries in one statement, that is one commit. A body that is there already is left alone. They are sorted,
 * so that two processes that store the same bodies at once wait for each other in one order.
 */
export async function storeDeliveries(pool: Pool | PoolClient, deliveries: readonly NewDelivery[]): Promise<void> {
  const sorted = deliveries.length === 1 ? deliveries : deliveries.toSorted((a, b) => a.digest.compare(b.digest))
  await pool.query({
    ...STORE,
    values: [sorted.map(({ digest }) => digest), sorted.map(({ lane }) => lane), sorted.map(({ body }) => body)],
  })
}

const TRIAL_BYTES = 8192

/** Stores a delivery and takes it back: whether the next real one would be stored. Never throws, never waits longer. */
export async function triesToStore(pool: Pool, withinMs: number): Promise<boolean> {
  const trial = tryToStore(pool, withinMs)
  return await Promise.race([trial, setTimeout(withinMs, false)])
}

async function tryToStore(pool: Pool, withinMs: number): Promise<boolean> {
  // As large as a page and not compressible, so that a full disk shows.
  const body = randomBytes(TRIAL_BYTES)
  let client: PoolClient | undefined
  try {
    client = await pool.connect()
    await client.query(`begin; set local statement_timeout = ${withinMs}`)
    await client.query(STORE.text, [[randomBytes(DIGEST_BYTES)], ['trial'], [body]])
    await client.query('rollback')
    client.release()
    return true
  } catch {
    // That it was not stored is the whole answer; why is in the log of the deliveries that were refused.
    client?.release(true)
    return false
  }
}

/** The settings on which "stored" rests. Only those that a server lets its role see. */
export async function readDurability(pool: Pool): Promise<readonly { readonly name: string; readonly setting: string }[]> {
  const { rows } = await pool.query<{ name: string; setting: string }>(
    "select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit') order by name",
  )
  return rows
}

/** How many deliveries all doors of this database stored since it was made, about: a cheap look at their numbering. */
export async function storedSoFar(db: Db): Promise<number> {
  const { rows } = await sql<{ stored: number }>`
    select coalesce(pg_sequence_last_value(pg_get_serial_sequence('facebook_deliveries', 'id')::regclass), 0)::float8 as stored`.execute(db)
  return rows[0]?.stored ?? 0
}

/** Wakes the readers. It may be lost in a crash, so it need not wait for the disk as the deliveries did. */
export async function wakeReaders(pool: Pool): Promise<void> {
  await pool.query(`begin; set local synchronous_commit = off; notify ${DELIVERIES_CHANNEL}; commit`)
}

/** Until its end this transaction may be silent for so much longer than others: something slow comes before its next statement. */
export async function allowSilence(tx: Tx, ms: number): Promise<void> {
  const bound = String(REQUESTS.idleInTransactionMs + ms)
  await sql`select set_config('idle_in_transaction_session_timeout', ${bound}, true)`.execute(tx)
}

export type ClaimedDelivery = {
  readonly receivedOn: string
  readonly id: number
  readonly lane: string
  readonly receivedAt: Date
  readonly attempts: number
  readonly body: Buffer
}

/** `since`: the oldest day on which something waits; nothing is taken from older ones. */
export type Claim = { readonly since: string; readonly afterLane: string; readonly lanes: number; readonly deliveries: number }

/** The oldest day (UTC, `2026-11-22`) on which something is to be read, else today. */
export async function oldestWaitingDay(db: Db): Promise<string> {
  const { rows } = await sql<{ day: string }>`
    select coalesce(min(received_on), (now() at time zone 'utc')::date)::text as day from facebook_deliveries where state = 'pending'`.execute(
    db,
  )
  return rows[0]?.day ?? '1970-01-01'
}

/**
 * Claims the oldest due deliveries of some lanes, a fair share of each, for as long as the transaction lives. A lane is
 * held by one transaction at a time, so that two workers do not wait for each other's conversations. Lanes, and what waits in
 * each, are found along the partial index of each day, never by reading the backlog: of a lane's days between two dates the planner
 * expects so little that it sorts all that waits in it.
 */
export async function claimDeliveries(tx: Tx, { since, afterLane, lanes, deliveries }: Claim): Promise<ClaimedDelivery[]> {
  const { rows } = await sql<ClaimedDelivery>`${prepared}
    with recursive jump as (
      (select lane from facebook_deliveries where state = 'pending' and lane > ${afterLane} order by lane limit 1)
      union all
      select (select d.lane from facebook_deliveries d where d.state = 'pending' and d.lane > jump.lane order by d.lane limit 1)
        from jump where jump.lane is not null
    ), mine as materialized (
      select lane from jump
       where lane is not null and pg_try_advisory_xact_lock(${LANE_LOCKS}, hashtext(lane))
       limit ${lanes}
    )
    select claimed.* from mine cross join lateral (
      select received_on::text as "receivedOn", id, lane, received_at as "receivedAt", attempts, body
        from facebook_deliveries d
       where d.state = 'pending' and d.received_on >= ${since} and d.lane = mine.lane and d.due_at <= now()
       order by d.id
       limit greatest(1, ${deliveries} / (select count(*) from mine))
         for update skip locked
    ) claimed
    order by claimed.lane, claimed.id`.execute(tx)
  return rows
}

/** The first key of the advisory locks that lanes are held by. */
const LANE_LOCKS = 0x6c61

/** One delivery again, for itself, after its batch failed. */
export async function claimDelivery(tx: Tx, key: DeliveryKey): Promise<ClaimedDelivery | undefined> {
  const { rows } = await sql<ClaimedDelivery>`
    select received_on::text as "receivedOn", id, lane, received_at as "receivedAt", attempts, body
      from facebook_deliveries
     where received_on = ${key.receivedOn} and id = ${key.id} and state = 'pending'
       for update skip locked`.execute(tx)
  return rows[0]
}

export type DeliveryKey = { readonly receivedOn: string; readonly id: number }

/** What became of a delivery. `held`: its workspace has switched Facebook off; it is worked on after switching on. */
export type DeliveryEnd = DeliveryKey & {
  readonly state: 'read' | 'ignored' | 'held' | 'set-aside'
  readonly failure?: string
  readonly heldFor?: WorkspaceId
}

export async function finishDeliveries(tx: Tx, ends: readonly DeliveryEnd[]): Promise<void> {
  const rows = ends.map((end) => ({ r: end.receivedOn, i: end.id, s: end.state, f: end.failure ?? null, h: end.heldFor ?? null }))
  await sql`${prepared}
    update facebook_deliveries d
       set state = e.s, failure = e.f, held_for = e.h
      from json_to_recordset(${JSON.stringify(rows)}) as e(r date, i bigint, s text, f text, h uuid)
     where d.received_on = e.r and d.id = e.i`.execute(tx)
}

/**
 * Counts a failed attempt: the delivery rests, or after the last attempt is set aside where people can see it. An attempt is
 * counted once, however many workers met at it.
 */
export async function recordFailure(
  tx: Tx,
  tried: Pick<ClaimedDelivery, 'receivedOn' | 'id' | 'attempts'>,
  { failure, restMs }: { failure: string; restMs: number | undefined },
): Promise<void> {
  await sql`
    update facebook_deliveries
       set attempts = attempts + 1, failure = ${failure.slice(0, 1000)},
           state = ${restMs === undefined ? 'set-aside' : 'pending'},
           due_at = now() + make_interval(secs => ${(restMs ?? 0) / 1000})
     where received_on = ${tried.receivedOn} and id = ${tried.id} and state = 'pending' and attempts = ${tried.attempts}`.execute(tx)
}

/** Whose switch holds these bodies back. */
const EXTENSION = EXTENSION_OF.facebook

/** Gives back what was held for workspaces that have Facebook switched on again. Returns how many. */
export async function releaseHeld(db: Db): Promise<number> {
  const { numAffectedRows } = await sql`
    update facebook_deliveries d set state = 'pending', held_for = null, due_at = now()
      from extensions e
     where d.state = 'held' and e.workspace_id = d.held_for and e.name = ${EXTENSION} and e.enabled_at is not null`.execute(db)
  return Number(numAffectedRows ?? 0)
}

/** Whether anything waits to be read now. */
export async function hasDueDelivery(db: Db): Promise<boolean> {
  const { rows } = await sql<{ isDue: boolean }>`
    select exists (select from facebook_deliveries where state = 'pending' and due_at <= now()) as "isDue"`.execute(db)
  return rows[0]?.isDue === true
}

export type Backlog = { readonly depth: number; readonly oldestAgeSeconds: number; readonly setAside: number }

/** How much waits to be read, and for how long. */
export async function readBacklog(db: Db): Promise<Backlog> {
  const { rows } = await sql<Backlog>`
    select count(*) filter (where state = 'pending') as depth,
           coalesce(extract(epoch from now() - min(received_at) filter (where state = 'pending')), 0)::float8 as "oldestAgeSeconds",
           count(*) filter (where state = 'set-aside') as "setAside"
      from facebook_deliveries where state in ('pending', 'set-aside')`.execute(db)
  return rows[0] ?? { depth: 0, oldestAgeSeconds: 0, setAside: 0 }
}
