import { chmodSync, existsSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { EmbeddedError } from './errors.ts'

/** Held for the life of the desk. */
export type HomeLock = { release(): void }

/** SQLite's result code for a lock that somebody else holds. */
const SQLITE_BUSY = 5

/**
 * Takes the only lock on a home, or throws `data-dir-in-use` with the pid of the holder.
 *
 * Node has no file locks of its own, but its SQLite takes real ones: the system lets go of them when the process ends in any way, they
 * hold across containers that share a volume, and neither a stale file nor a reused pid can fool them. Nothing is ever stored in it.
 */
export async function lockHome(home: string, dataDir: string): Promise<HomeLock> {
  const holderFile = path.join(home, 'desk.pid')
  const lockFile = path.join(home, 'desk.lock')
  if (!existsSync(lockFile)) {
    // Nobody else may open it, for whoever can read it can hold it.
    writeFileSync(lockFile, '', { mode: 0o600 })
  }
  const file = new DatabaseSync(lockFile)
  try {
    file.exec('pragma busy_timeout = 0; begin exclusive')
  } catch (fault) {
    file.close()
    if (!isBusy(fault)) {
      throw fault
    }
    const holder = await readFile(holderFile, 'utf8').catch(() => 'unknown')
    throw new EmbeddedError(
      'data-dir-in-use',
      `Another desk (process ${holder.trim()}) already runs on ${dataDir}. Stop it, or start this one with another DATA_DIR.`,
      { cause: fault },
    )
  }
  // For the words above only; the lock itself is what counts.
  writeFileSync(holderFile, `${process.pid}\n`, { mode: 0o600 })
  // An older version left it readable by everybody.
  chmodSync(holderFile, 0o600)
  return { release: () => file.close() }
}

function isBusy(fault: unknown): boolean {
  return fault instanceof Error && 'errcode' in fault && fault.errcode === SQLITE_BUSY
}
