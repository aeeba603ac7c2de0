import { sql } from 'kysely'
import type { Db } from './database.ts'

const DAYS_AHEAD = 7
const DAYS_KEPT = 30
const PREFIX = 'facebook_deliveries_'
const MAINTENANCE_LOCK = 0x6c616d

/**
 * Makes the partitions of the coming days and drops those older than 30 days. A day on which something still waits
 * (Facebook is switched off, or it could not be read) is kept whole. One process at a time; the others skip.
 */
export async function keepDeliveryDays(db: Db, today: Date): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ isMine: boolean }>`select pg_try_advisory_xact_lock(${MAINTENANCE_LOCK}) as "isMine"`.execute(tx)
    if (!rows[0]?.isMine) {
      return
    }
    const there = new Set(await partitionDays(tx))
    for (let ahead = 0; ahead <= DAYS_AHEAD; ahead += 1) {
      const day = dayAfter(today, ahead)
      if (!there.has(day) && !(await isInDefault(tx, day))) {
        await makeDay(tx, day)
      }
    }
    const oldest = dayAfter(today, -DAYS_KEPT)
    for (const day of [...there].filter((one) => one < oldest)) {
      await dropDay(tx, day)
    }
  })
}

async function partitionDays(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = 'facebook_deliveries'::regclass`.execute(db)
  return rows.flatMap(({ name }) => {
    const day = /^facebook_deliveries_(\d{4})_(\d{2})_(\d{2})$/.exec(name)
    return day ? [`${day[1]}-${day[2]}-${day[3]}`] : []
  })
}

/** A day that began before its partition was made stays where it is: its rows cannot be moved under the door. */
async function isInDefault(db: Db, day: string): Promise<boolean> {
  const { rows } = await sql<{ isThere: boolean }>`
    select exists (select from facebook_deliveries_other where received_on = ${day}) as "isThere"`.execute(db)
  return rows[0]?.isThere === true
}

async function makeDay(db: Db, day: string): Promise<void> {
  const [from, to] = [sql.lit(day), sql.lit(dayAfter(new Date(`${day}T00:00:00Z`), 1))]
  await sql`create table ${sql.table(tableOf(day))} partition of facebook_deliveries for values from (${from}) to (${to})`.execute(db)
}

async function dropDay(db: Db, day: string): Promise<void> {
  const { rows } = await sql<{ isThere: boolean }>`
    select exists (select from ${sql.table(tableOf(day))} where state in ('pending', 'held', 'set-aside')) as "isThere"`.execute(db)
  if (rows[0]?.isThere !== true) {
    await sql`drop table ${sql.table(tableOf(day))}`.execute(db)
  }
}

function tableOf(day: string): string {
  return `${PREFIX}${day.replaceAll('-', '_')}`
}

function dayAfter(date: Date, days: number): string {
  return new Date(date.getTime() + days * 86_400_000).toISOString().slice(0, 10)
}
