import { Kysely, PostgresDialect } from 'kysely'
import type { Pool } from 'pg'
import { expect } from 'vitest'
import { preparedName } from '#storage/connections/prepared.ts'
import type { Database, Db } from '#storage/database.ts'
import type { DB } from '#storage/schema.gen.ts'

export type Plan = {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Actual Rows': number
  readonly 'Actual Loops': number
  readonly 'Rows Removed by Filter'?: number
  readonly Plans?: readonly Plan[]
}

/** What the desk really asks, and how the database goes about it: with these values, and with any. */
export async function plansOf({ pool }: Pick<Database, 'pool'>, ask: (db: Db) => Promise<unknown>): Promise<Plan[]> {
  const questions: Question[] = []
  const db = new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    log: ({ query }) => void questions.push({ text: query.sql, values: [...query.parameters] }),
  })
  await ask(db)
  const plans: Plan[] = []
  for (const asked of questions.filter(({ text }) => !['begin', 'commit'].includes(text))) {
    plans.push(await planOf(pool, asked), await planForAll(pool, asked))
  }
  expect(plans.length).toBeGreaterThan(0)
  return plans
}

type Question = { readonly text: string; readonly values: unknown[] }
type Explained = { readonly 'QUERY PLAN': [{ readonly Plan: Plan }] }

async function planOf(pool: Pool, { text, values }: Question): Promise<Plan> {
  const { rows } = await pool.query<Explained>(`explain (analyze, format json) ${text}`, values)
  return planIn(rows)
}

/** The plan that a connection keeps of a prepared statement, whatever values it is asked with. */
async function planForAll(pool: Pool, { text, values }: Question): Promise<Plan> {
  expect(preparedName(text)).toBeDefined()
  const client = await pool.connect()
  try {
    await client.query(`set plan_cache_mode = force_generic_plan; prepare kept as ${text}`)
    const literals = values.map((value) => (value === null ? 'null' : client.escapeLiteral(textOf(value))))
    const { rows } = await client.query<Explained>(`explain (analyze, format json) execute kept(${literals.join(', ')})`)
    return planIn(rows)
  } finally {
    await client.query('deallocate kept; reset plan_cache_mode')
    client.release()
  }
}

function planIn([row]: readonly Explained[]): Plan {
  if (!row) {
    throw new Error('The database explained nothing.')
  }
  return row['QUERY PLAN'][0].Plan
}

/** As pg sends it, for what these statements are asked with. */
function textOf(value: unknown): string {
  const text = value instanceof Date ? value.toISOString() : String(value)
  return Array.isArray(value) ? `{${value.map(textOf).join(',')}}` : text
}

/** A plan with all that it rests on. */
export function nodesOf(plan: Plan): Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]
}
