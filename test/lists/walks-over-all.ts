import { sql } from 'kysely'
import type { Db } from '#storage/database.ts'
import type { IntendedNode } from '#test/plans.ts'

/** Of these a workspace has few, however much was ever said in it. */
const FEW: ReadonlySet<string> = new Set([
  'channel_problems',
  'channel_routes',
  'channels',
  'extensions',
  'facebook_pages',
  'groups',
  'members',
  'comment_tickets',
  'ticket_switches',
  'users',
  'workspaces',
])

/** A column with fewer values than this leaves nearly all of a workspace: its kinds, its states, its channels. */
const NARROWS_FROM = 50
/** Of the tables that are nearly empty here, nobody counted the values. */
const NARROWS_NEVER: ReadonlySet<string> = new Set([
  'workspace_id',
  'channel_id',
  'lane',
  'thing',
  'kind',
  'what',
  'state',
  'author_kind',
  'subject_kind',
])
/** What an index holds by a condition of its own, such as what waits, may be read whole while it is so little. */
const LITTLE = 1000

type Index = {
  readonly name: string
  readonly table: string
  readonly columns: readonly string[]
  /** It holds only some rows, by a condition of its own. */
  readonly isPartial: boolean
  readonly rows: number
}

/**
 * Which nodes of a plan read a table whole, or of an index all that a workspace, a channel or a kind has in it: those whose conditions on the first
 * columns of the index name nothing that tells one from thousands. A condition on a later column only passes over what the walk comes by.
 */
export async function walksOverAll(db: Db): Promise<(node: IntendedNode) => boolean> {
  const indexes = new Map((await indexesOf(db)).map((index) => [index.name, index]))
  const narrowing = await narrowingColumns(db)
  return (node) => {
    const index = indexes.get(node['Index Name'] ?? '')
    if (index === undefined) {
      return node['Node Type'] === 'Seq Scan' && !FEW.has(node['Relation Name'] ?? '')
    }
    const { table, columns, isPartial, rows } = index
    const condition = node['Index Cond'] ?? ''
    const first = columns.findIndex((column) => !isAsked(condition, column))
    const asked = first === -1 ? columns : columns.slice(0, first)
    const isLittle = FEW.has(table) || (isPartial && rows <= LITTLE)
    return !isLittle && !asked.some((column) => narrowing(table, column))
  }
}

async function indexesOf(db: Db): Promise<readonly Index[]> {
  const { rows } = await sql<Index>`
    select i.relname as name, t.relname as table, x.indpred is not null as "isPartial", i.reltuples::float8 as rows, array(
             select coalesce(a.attname::text, '') from unnest(x.indkey) with ordinality as of_index(attnum, place)
               left join pg_attribute a on a.attrelid = x.indrelid and a.attnum = of_index.attnum
              where of_index.place <= x.indnkeyatts order by of_index.place) as columns
      from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
     where t.relnamespace = 'public'::regnamespace`.execute(db)
  return rows
}

async function narrowingColumns(db: Db): Promise<(table: string, column: string) => boolean> {
  const { rows } = await sql<{ table: string; column: string; values: number }>`
    select s.tablename as table, s.attname as column, case when s.n_distinct < 0 then -s.n_distinct * t.reltuples else s.n_distinct end as values
      from pg_stats s join pg_class t on t.relname = s.tablename and t.relnamespace = 'public'::regnamespace
     where s.schemaname = 'public' and t.reltuples > ${LITTLE}`.execute(db)
  const values = new Map(rows.map((row) => [`${row.table} ${row.column}`, row.values]))
  return (table, column) => {
    const counted = values.get(`${table} ${column}`)
    return counted === undefined ? !NARROWS_NEVER.has(column) : counted >= NARROWS_FROM
  }
}

/** Whether the index is entered by this column: it stands on the left of a comparison, alone or in a row. */
function isAsked(condition: string, column: string): boolean {
  const alone = new RegExp(`\\b${column}\\)?(?:::[a-z ]+)? (?:=|<|>|@>|IS)`)
  const inRow = new RegExp(`ROW\\([^()]*\\b${column}\\b[^()]*\\) (?:=|<|>)`)
  return column !== '' && (alone.test(condition) || inRow.test(condition))
}
