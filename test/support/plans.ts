import { Kysely, PostgresDialect } from 'kysely'
import type { Pool } from 'pg'
import { expect } from 'vitest'
import { preparedName } from '#storage/connections/prepared.ts'
import type { Database, Db } from '#storage/database.ts'
import type { DB } from '#storage/schema.gen.ts'

export type Plan = {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Index Name'?: string
  readonly 'Index Cond'?: string
  readonly 'Actual Rows': number
  readonly 'Actual Loops': number
  readonly 'Rows Removed by Filter'?: number
  readonly Plans?: readonly Plan[]
}

/** What the desk really asks, and how the database goes about it: with these values, and with any. */
export async function plansOf(database: Pick<Database, 'pool'>, ask: (db: Db) => Promise<unknown>): Promise<Plan[]> {
  const plans: Plan[] = []
  for (const asked of await questionsOf(database, ask)) {
    expect(preparedName(asked.text)).toBeDefined()
    plans.push(await planOf(database.pool, asked), await planForAll(database.pool, asked, { isRun: true }))
  }
  expect(plans.length).toBeGreaterThan(0)
  return plans
}

export type IntendedPlan = { readonly text: string; readonly nodes: readonly IntendedNode[] }
export type IntendedNode = Pick<Plan, 'Node Type' | 'Relation Name' | 'Index Name' | 'Index Cond'>

/**
 * How the database would go about what the desk asked, with any values. Nothing is asked a second time, so what writes can be looked at, too. A table
 * is read whole only where no index helps, also while it is empty.
 */
export async function intendedPlansOf(database: Pick<Database, 'pool'>, ask: (db: Db) => Promise<unknown>): Promise<IntendedPlan[]> {
  const questions = new Map((await questionsOf(database, ask)).map((asked) => [asked.text, asked]))
  const plans: IntendedPlan[] = []
  for (const asked of questions.values()) {
    plans.push({ text: asked.text, nodes: nodesOf(await planForAll(database.pool, asked, { isRun: false })) })
  }
  return plans
}

type Question = { readonly text: string; readonly values: unknown[] }

const IS_PLANNED = /^\s*(?:\/\*.*?\*\/)?\s*(?:with|select|insert|update|delete)\b/i

async function questionsOf({ pool }: Pick<Database, 'pool'>, ask: (db: Db) => Promise<unknown>): Promise<Question[]> {
  const questions: Question[] = []
  const db = new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    log: ({ query }) => void questions.push({ text: query.sql, values: [...query.parameters] }),
  })
  await ask(db)
  return questions.filter(({ text }) => IS_PLANNED.test(text))
}

type Explained = { readonly 'QUERY PLAN': [{ readonly Plan: Plan }] }

async function planOf(pool: Pool, { text, values }: Question): Promise<Plan> {
  const { rows } = await pool.query<Explained>(`explain (analyze, format json) ${text}`, values)
  return planIn(rows)
}

/** The plan that a connection keeps of a prepared statement, whatever values it is asked with. */
async function planForAll(pool: Pool, { text, values }: Question, { isRun }: { readonly isRun: boolean }): Promise<Plan> {
  const client = await pool.connect()
  try {
    await client.query(`set plan_cache_mode = force_generic_plan; set enable_seqscan = ${isRun ? 'on' : 'off'}; prepare kept as ${text}`)
    const literals = values.map((value) => (value === null ? 'null' : client.escapeLiteral(textOf(value)))).join(', ')
    const { rows } = await client.query<Explained>(
      `explain (${isRun ? 'analyze, ' : ''}format json) execute kept${literals === '' ? '' : `(${literals})`}`,
    )
    return planIn(rows)
  } finally {
    await client.query('deallocate kept; reset plan_cache_mode; reset enable_seqscan')
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
