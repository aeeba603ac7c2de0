import { sql } from 'kysely'
import type { Db } from './database.ts'

/** Below as many changes a table is small, whatever the planner takes it for; `autovacuum` counts none for less, either. */
const CHANGES_AT_LEAST = 50
/** From as many rows on a table that doubles has had its turn by the server's own `autovacuum`. */
const ROWS_AT_MOST = 100_000

/**
 * Lets the planner count the tables of the desk that have doubled since it last did. PostgreSQL does so by itself once a minute at most
 * (`autovacuum_naptime`); until then it takes a new desk for an empty one, and walks all that a workspace has where an index leads to one row. Two
 * processes at once do no harm: a table that somebody else counts is left out.
 */
export async function countWhatGrew(db: Db): Promise<void> {
  const { rows } = await sql<{ schema: string; name: string }>`
    select s.schemaname as schema, s.relname as name
      from pg_stat_user_tables s join pg_class c on c.oid = s.relid
     where s.n_mod_since_analyze >= ${CHANGES_AT_LEAST} and s.n_mod_since_analyze >= c.reltuples and c.reltuples < ${ROWS_AT_MOST}
       and pg_has_role(c.relowner, 'usage')`.execute(db)
  if (rows.length > 0) {
    await sql`analyze (skip_locked) ${sql.join(rows.map(({ schema, name }) => sql.id(schema, name)))}`.execute(db)
  }
}
