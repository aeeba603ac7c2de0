import { sql } from 'kysely'
import type { EphemeralNews } from '#domain/ephemeral.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import type { Db } from './database.ts'

export const EPHEMERAL_CHANNEL = 'desk_ephemeral'

/** PostgreSQL takes 8,000 bytes, and holds what is not fetched yet for all of its databases together. News of a moment are short. */
const MAX_BYTES = 500

/** Tells every process at once, without a row. Inside a transaction it is told at its commit. */
export async function tellEphemeral(db: Db, workspaceId: WorkspaceId, news: EphemeralNews): Promise<void> {
  const text = JSON.stringify({ workspaceId, ...news })
  if (Buffer.byteLength(text) > MAX_BYTES) {
    throw new RangeError(`News of a moment have at most ${MAX_BYTES} bytes.`)
  }
  await sql`select pg_notify(${EPHEMERAL_CHANNEL}, ${text})`.execute(db)
}
