import { setTimeout } from 'node:timers/promises'
import { Client } from 'pg'

/** What a desk is held at: the moment in which it writes this. */
export type Held = {
  readonly table: 'acts' | 'entries' | 'brought_files' | 'reminders' | 'sent_mails' | 'tickets' | 'pgboss.job'
  readonly on: 'insert' | 'update'
  /** In SQL, of the row that is written (`new`, `old`). */
  readonly when: string
}

export type Gate = {
  /** Resolves once the desk stands before it. */
  reached(): Promise<void>
  /** Whoever stands before it loses their connection, and what they wrote is gone; others pass from here on. */
  open(): Promise<void>
}

const LOCK = 11_461
const LOOK_AGAIN_MS = 10
const REACHED_WITHIN_MS = 60_000

/** Holds whoever writes such a row, as long as the gate is shut, in the middle of their transaction. */
export async function shutGate(url: string, { table, on, when }: Held): Promise<Gate> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(`select pg_advisory_lock(${LOCK})`)
  await client.query(`
    create or replace function hold_at_gate() returns trigger language plpgsql as $$
    begin
      perform pg_advisory_xact_lock(${LOCK});
      return new;
    end $$;
    create trigger held before ${on} on ${table} for each row when (${when}) execute function hold_at_gate()`)
  const standing = `select pid from pg_locks where locktype = 'advisory' and objid = ${LOCK} and not granted`
  return {
    reached: async () => {
      for (const began = performance.now(); performance.now() - began < REACHED_WITHIN_MS; await setTimeout(LOOK_AGAIN_MS)) {
        if (((await client.query(standing)).rowCount ?? 0) > 0) {
          return
        }
      }
      throw new Error(`The desk never came to ${on} ${table} where ${when}.`)
    },
    open: async () => {
      await client.query(`select pg_terminate_backend(pid, 5000) from (${standing}) held`)
      await client.query(`drop trigger held on ${table}`)
      await client.query(`select pg_advisory_unlock(${LOCK})`)
      await client.end()
    },
  }
}
