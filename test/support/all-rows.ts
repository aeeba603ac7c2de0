import { sql } from 'kysely'
import type { Db } from '#storage/database.ts'

/** Columns by which a row is of something that came by a channel, whatever the table. */
const BELONGS = new Set([
  'channel_id',
  'conversation_id',
  'entry_id',
  'ticket_id',
  'client_id',
  'note_id',
  'act_id',
  'survivor_id',
  'meant_for',
])

/** Every table of the desk, with how its rows would belong to a channel, by the catalogue: one that is added later is among them. */
export async function tablesOfDesk(db: Db): Promise<readonly { readonly name: string; readonly belongs: boolean }[]> {
  const { rows } = await sql<{ name: string; columns: string[] }>`
    select c.table_name as name, array_agg(c.column_name::text) as columns
      from information_schema.columns c
      join pg_class k on k.relname = c.table_name and k.relnamespace = 'public'::regnamespace
     where c.table_schema = 'public' and k.relkind in ('r', 'p') and not k.relispartition and c.table_name not like 'kysely_%'
     group by c.table_name order by c.table_name`.execute(db)
  return rows.map(({ name, columns }) => ({ name, belongs: columns.some((column) => BELONGS.has(column)) }))
}

/** Every row of every table in words, bytes as the text that they are. */
export async function allRows(db: Db): Promise<ReadonlyMap<string, readonly string[]>> {
  const told = new Map<string, readonly string[]>()
  for (const { name } of await tablesOfDesk(db)) {
    const { rows } = await sql<{ row: string }>`select to_jsonb(t)::text as row from ${sql.table(name)} t`.execute(db)
    told.set(
      name,
      rows.map(({ row }) => row.replaceAll(/\\\\x((?:[0-9a-f]{2})+)/g, (_all, hex: string) => Buffer.from(hex, 'hex').toString('utf8'))),
    )
  }
  return told
}

/** In which tables any of these words stands, and how often. */
export function whereStands(rows: ReadonlyMap<string, readonly string[]>, words: readonly string[]): Readonly<Record<string, number>> {
  const found = [...rows].map(([name, all]) => [name, all.filter((row) => words.some((word) => row.includes(word))).length] as const)
  return Object.fromEntries(found.filter(([, count]) => count > 0))
}
