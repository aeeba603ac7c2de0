import { setTimeout } from 'node:timers/promises'
import { DatabaseError } from 'pg'
import { isDatabaseAway } from './connections/away.ts'
import { createConnections } from './connections/connections.ts'

/** The database of `DATABASE_URL` cannot be had. `message` is for the operator and names no password. */
export class DatabaseUnreachableError extends Error {
  override readonly name = 'DatabaseUnreachableError'
}

export type ReachOptions = {
  readonly log: { warn(facts: object, words: string): void }
  readonly signal: AbortSignal
  readonly patienceMs?: number
}

/** After a power cut the desk may be up before its database is. */
const PATIENCE_MS = 60_000
const PAUSE_MS = 1_000
const ANSWER_MS = 5_000

/** Waits a minute for a database that does not answer yet. One that refuses (password, name) is not waited for. */
export async function reachDatabase(url: string, { log, signal, patienceMs = PATIENCE_MS }: ReachOptions): Promise<void> {
  const place = placeOf(url)
  for (const began = performance.now(); ;) {
    const fault = await knock(url)
    if (fault === undefined) {
      return
    }
    const words = fault.message || String(Reflect.get(fault, 'code'))
    if (!isDatabaseAway(fault)) {
      const says = fault instanceof DatabaseError ? 'refuses the desk' : 'cannot be used'
      throw new DatabaseUnreachableError(`The database at ${place} ${says}: ${words}. Check DATABASE_URL.`, { cause: fault })
    }
    if (signal.aborted || performance.now() - began > patienceMs) {
      throw new DatabaseUnreachableError(
        `The database at ${place} does not answer: ${words}. Start it, or check the address in DATABASE_URL, and start the desk again.`,
        { cause: fault },
      )
    }
    log.warn({ place, reason: words }, 'the database does not answer yet; trying again')
    await setTimeout(PAUSE_MS, undefined, { signal }).catch(whenStopped)
  }
}

async function knock(url: string): Promise<Error | undefined> {
  const client = createConnections(url).newClient({ name: 'pagedesk start', answerMs: ANSWER_MS })
  try {
    await client.connect()
    await client.query('select 1')
    return undefined
  } catch (fault) {
    if (!(fault instanceof Error)) {
      throw fault
    }
    return fault
  } finally {
    await client.leave()
  }
}

function placeOf(url: string): string {
  const { hostname, port, pathname } = new URL(url)
  return `${hostname || 'the local socket'}${port ? `:${port}` : ''}${pathname}`
}

/** The pause was cut short by a stop; the loop sees it by itself. */
function whenStopped(): void {
  return undefined
}
