import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openDatabase } from '#storage/database.ts'
import { allRows } from './all-rows.ts'
import type { Journey } from './journey.ts'
import { withClient } from './postgres.ts'

/** The sandbox is Facebook: what it keeps of its own lies beside what a backup holds. */
const NOT_THE_DESKS = /^sandbox/

/** All that a desk leaves behind anywhere, in words: every row of every table and of the queue, its log, and each file in its data folder. */
export async function allLeftBehind({ place, desk }: Journey): Promise<ReadonlyMap<string, readonly string[]>> {
  const { databaseUrl, dataDir } = place
  if (databaseUrl === undefined) {
    throw new Error('Only a desk on a database of the run can be searched.')
  }
  const database = openDatabase({ url: databaseUrl, maxConnections: 1, onIdleError: () => undefined })
  try {
    const jobs = await withClient(databaseUrl, (client) =>
      client.query<{ row: string }>('select to_jsonb(j)::text as row from pgboss.job j'),
    )
    return new Map([
      ...(await allRows(database.db)),
      ['the queue', jobs.rows.map(({ row }) => row)],
      ['the log', [desk.output()]],
      ['the data folder', await filesIn(dataDir)],
    ])
  } finally {
    await database.close()
  }
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && !NOT_THE_DESKS.test(entry.name))
  return await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'latin1')))
}
