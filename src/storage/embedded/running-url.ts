import path from 'node:path'
import { exists } from './files.ts'
import { findHome } from './home.ts'
import { DESK_DATABASE, DESK_ROLE } from './own-database.ts'

/** True when a desk has kept its PostgreSQL below this data directory. Makes nothing. */
export function hasEmbedded(dataDir: string): Promise<boolean> {
  return exists(path.join(dataDir, 'embedded.json'))
}

/** The address of the PostgreSQL that a running desk has started, as its own role. Undefined before its first start. Secret. */
export async function runningUrl(dataDir: string): Promise<string | undefined> {
  const { record } = await findHome(path.resolve(dataDir))
  const { deskPassword, port } = record
  return port === undefined ? undefined : `postgres://${DESK_ROLE}:${deskPassword}@127.0.0.1:${port}/${DESK_DATABASE}`
}
