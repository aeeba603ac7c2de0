import { readdir, readFile } from 'node:fs/promises'
import { sql, type Kysely } from 'kysely'
import { Migrator, type Migration } from 'kysely/migration'
import { MIGRATIONS } from './connections/bounds.ts'
import { openDatabase } from './database.ts'

const FOLDER = new URL('./migrations/', import.meta.url)

/** The database was written by a newer Pagedesk: this one must not touch it. */
export class SchemaTooNewError extends Error {
  override readonly name = 'SchemaTooNewError'
}

/** The database is of an older Pagedesk, or empty: a start of the desk brings it up to this code. */
export class SchemaTooOldError extends Error {
  override readonly name = 'SchemaTooOldError'
}

/** Throws unless the database is exactly of this code. For commands beside a desk, which must not change its tables under it. */
export async function requireThisSchema(url: string): Promise<void> {
  const database = openDatabase({ url, maxConnections: 1, onIdleError: () => undefined })
  try {
    const known = Object.keys(await readMigrations())
    const applied = await readApplied(database.db)
    refuseNewer(known, applied)
    if (known.some((name) => !applied.includes(name))) {
      throw new SchemaTooOldError(
        'The database is empty or of an older Pagedesk. Start the desk of this version once, then run this again.',
      )
    }
  } finally {
    await database.close()
  }
}

/**
 * Brings the database up to this code, forward only, all or nothing, under the migrator's advisory lock (several
 * processes may start at once). Throws `SchemaTooNewError` when the database knows migrations that this code does not.
 */
export async function migrate(url: string): Promise<void> {
  const database = openDatabase({ url, maxConnections: 2, bounds: MIGRATIONS, onIdleError: () => undefined })
  try {
    const migrations = await readMigrations()
    refuseNewer(Object.keys(migrations), await readApplied(database.db))
    const migrator = new Migrator({ db: database.db, provider: { getMigrations: () => Promise.resolve(migrations) } })
    const { error } = await migrator.migrateToLatest()
    if (error) {
      throw error
    }
  } finally {
    await database.close()
  }
}

async function readMigrations(): Promise<Record<string, Migration>> {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.sql')).toSorted()
  const entries = files.map(async (file) => {
    const text = await readFile(new URL(file, FOLDER), 'utf8')
    return [
      file.replace('.sql', ''),
      {
        up: (db: Kysely<unknown>) =>
          sql
            .raw(text)
            .execute(db)
            .then(() => undefined),
      },
    ] as const
  })
  return Object.fromEntries(await Promise.all(entries))
}

async function readApplied<T>(db: Kysely<T>): Promise<readonly string[]> {
  const { rows } = await sql<{ exists: boolean }>`select to_regclass('kysely_migration') is not null as exists`.execute(db)
  if (!rows[0]?.exists) {
    return []
  }
  const applied = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)
  return applied.rows.map((row) => row.name)
}

function refuseNewer(known: readonly string[], applied: readonly string[]): void {
  const unknown = applied.filter((name) => !known.includes(name))
  if (unknown.length > 0) {
    throw new SchemaTooNewError(
      `The database was written by a newer Pagedesk (it knows ${unknown.join(', ')}). Start that version, or restore a backup made with this one.`,
    )
  }
}
