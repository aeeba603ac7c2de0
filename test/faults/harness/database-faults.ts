import { setTimeout } from 'node:timers/promises'
import type { DatabaseInHand } from './database-ground.ts'

/** What can happen to a database while the desk works. */
export type DatabaseFault = {
  readonly name: string
  /** How often the long form does it. */
  readonly times: number
  /** On a desk with its own PostgreSQL, or on one with a network between. */
  readonly ground: 'own' | 'distant'
  /** Does it; `round` counts from 0. */
  strike(database: DatabaseInHand, round: number): Promise<void>
}

export const DATABASE_FAULTS: readonly DatabaseFault[] = [
  { name: 'kill-server', times: 20, ground: 'own', strike: (database) => end(database, 'SIGKILL') },
  { name: 'kill-backend', times: 20, ground: 'own', strike: killBackend },
  // SIGINT is what `pg_ctl restart` sends first: connections are ended, and the supervisor brings the server up again.
  { name: 'restart', times: 5, ground: 'own', strike: (database) => end(database, 'SIGINT') },
  { name: 'reset', times: 10, ground: 'distant', strike: async ({ relay }) => void relay?.reset() },
  { name: 'silence', times: 3, ground: 'distant', strike: async ({ relay }) => void relay?.silence() },
]

/** By turns: as an operator ends one connection, and as a crash does, which the server answers by ending all. */
async function killBackend(database: DatabaseInHand, round: number): Promise<void> {
  const ours = "from pg_stat_activity where application_name like 'pagedesk%' and backend_type = 'client backend'"
  if (round % 2 === 0) {
    await database.ask(`select pg_terminate_backend(pid) from (select pid ${ours} order by random() limit 1) as one`)
    return
  }
  const [backend] = await database.ask<{ pid: number }>(`select pid ${ours} order by random() limit 1`)
  if (backend) {
    process.kill(backend.pid, 'SIGKILL')
    await isGone(backend.pid)
  }
}

async function end(database: DatabaseInHand, signal: 'SIGKILL' | 'SIGINT'): Promise<void> {
  const postmaster = await database.postmaster()
  process.kill(postmaster, signal)
  await isGone(postmaster)
}

async function isGone(pid: number): Promise<void> {
  while (isAlive(pid)) {
    await setTimeout(5)
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    // Nobody has this number any more.
    return false
  }
}

/** Resolves at the moment the server answers again, with that moment (`performance.now()`). */
export async function databaseIsBack(database: DatabaseInHand): Promise<number> {
  for (const began = performance.now(); performance.now() - began < 60_000; await setTimeout(25)) {
    const answer = await database.ask('select 1').catch(() => undefined)
    if (answer) {
      return performance.now()
    }
  }
  throw new Error('The database itself did not come back within a minute.')
}
