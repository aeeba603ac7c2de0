import { sql } from 'kysely'
import type { Db } from '#storage/database.ts'
import { nodesOf, type Plan } from '#test/plans.ts'

/** More rows than this in a table or an index: then that is not to be read whole. */
const LARGE = 1000

export async function largeTables(db: Db): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind = 'r' and reltuples > ${LARGE}`.execute(db)
  return new Set(rows.map(({ name }) => name))
}

type Bounds = { readonly large: ReadonlySet<string>; readonly sorted: number; readonly passedOver: number }

/** Each scan of a large table that has no index, each sort of more than so many rows, and each walk that passes over more than it finds. */
export function faultsOf(plans: readonly Plan[], { large, sorted, passedOver }: Bounds): string[] {
  return plans.flatMap(nodesOf).flatMap((node) => {
    const kind = node['Node Type']
    const isLarge = large.has(node['Relation Name'] ?? '')
    const isScan = isLarge && kind === 'Seq Scan'
    const isSort = kind.endsWith('Sort') && (node.Plans?.[0]?.['Actual Rows'] ?? 0) > sorted
    const isWaste = isLarge && (node['Rows Removed by Filter'] ?? 0) * node['Actual Loops'] > passedOver
    return isScan || isSort || isWaste
      ? [`${kind} ${node['Relation Name'] ?? ''} of ${node.Plans?.[0]?.['Actual Rows'] ?? node['Actual Rows']}`]
      : []
  })
}
