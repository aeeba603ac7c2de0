import { setTimeout } from 'node:timers/promises'
import type { Db } from 'pg-boss'
import { isDatabaseAway } from '#storage/connections/away.ts'
import { JOBS } from '#storage/connections/bounds.ts'
import type { Connections } from '#storage/connections/connections.ts'
import { startListening } from '#storage/listen.ts'

export type JobDatabase = Db & {
  /** From now on nothing waits for a database that is away: the process stops. */
  hurry(): void
  /** Calls back whenever a job has come to a queue that notifies, and without its name when one may have. */
  hear(listener: (queue: string | undefined) => void): void
  close(): Promise<void>
}

const MAX_CONNECTIONS = 4
const PAUSE_MS = 250
/** After this long a job is better left to the queue itself, which gives it to somebody else. */
const PATIENCE_MS = 30_000

/**
 * The queue's way to the database: bounded and heard like every other, and patient. A job's end that is not written down keeps its
 * conversation waiting until its lease is over, so a statement that met a lost connection is tried again until the database is back.
 * Repeating is harmless: what is enqueued goes through the action's own transaction and never comes here.
 */
export function openJobDatabase({ connections, onError }: { connections: Connections; onError: (error: unknown) => void }): JobDatabase {
  const pool = connections.openPool({ name: 'pagedesk jobs', max: MAX_CONNECTIONS, bounds: JOBS, onIdleError: onError })
  let isStopping = false
  let heard: (queue: string | undefined) => void = () => undefined
  let closing: Promise<void> | undefined

  async function executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }> {
    for (const began = performance.now(); ;) {
      try {
        return await pool.query(text, values)
      } catch (error) {
        if (isStopping || !isDatabaseAway(error) || performance.now() - began > PATIENCE_MS) {
          throw error
        }
        await setTimeout(PAUSE_MS)
      }
    }
  }

  return {
    executeSql,
    listen: async (channel, onNotification, onReconnect) => {
      const onWake = (payload: string | undefined): void => {
        heard(payload)
        return payload === undefined ? onReconnect() : onNotification(payload)
      }
      const listening = await startListening({ connections, channel, onWake, onError })
      return { close: listening.stop }
    },
    hurry: () => {
      isStopping = true
    },
    hear: (listener) => {
      heard = listener
    },
    close: () => (closing ??= pool.end()),
  }
}
