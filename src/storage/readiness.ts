import type { Pool } from 'pg'
import { readDurability, triesToStore } from './deliveries.ts'
import type { Pulse } from './pulse.ts'

/** Whether this process can do its work now. */
export type Readiness = {
  /** Answers within two seconds. */
  look(): Promise<{ readonly isReady: boolean; readonly reasons: readonly string[]; readonly warnings: readonly string[] }>
}

export type ReadinessOptions = {
  readonly pulse: Pulse
  readonly pool: Pool
  /** The last delivery could not be stored. */
  readonly hasFailedToStore: () => boolean
  readonly warnings: readonly string[]
}

const STORE_MS = 900

/**
 * The database answers, and the last delivery was stored. After one that was not, a delivery is stored on trial and taken back: where
 * nobody sends any more, because this process is not ready, the next real one would never come.
 */
export function createReadiness({ pulse, pool, hasFailedToStore, warnings }: ReadinessOptions): Readiness {
  return {
    look: async () => {
      if (!(await pulse.answers())) {
        return { isReady: false, reasons: ['the database does not answer'], warnings }
      }
      if (hasFailedToStore() && !(await triesToStore(pool, STORE_MS))) {
        return { isReady: false, reasons: ['the database does not store what comes in; its log tells why'], warnings }
      }
      return { isReady: true, reasons: [], warnings }
    },
  }
}

/** What an operator should know of how the database keeps its word. */
export async function durabilityWarnings(pool: Pool): Promise<readonly string[]> {
  const settings = await readDurability(pool)
  const isOff = ({ setting }: { readonly setting: string }): boolean => setting === 'off'
  return settings
    .filter(isOff)
    .map(
      ({ name }) =>
        `${name} is off in PostgreSQL: after a power cut, messages that Facebook was told are stored may be gone. Set ${name} = on for the desk's role or server.`,
    )
}
