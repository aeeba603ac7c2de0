import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase, type Database } from '#storage/database.ts'
import { createTestDatabase, type TestDatabase } from '#test/database.ts'

/** Tables that belong to no workspace: people sign in before a workspace is known, and deliveries arrive before it. */
const GLOBAL = [
  'users',
  'sessions',
  'accounts',
  'verifications',
  'rate_limits',
  'password_resets',
  'workspaces',
  'channel_routes',
  'facebook_deliveries',
  'data_deletions',
]

let scratch: TestDatabase
let database: Database

beforeAll(async () => {
  scratch = await createTestDatabase()
  database = openDatabase({ url: scratch.url, onIdleError: () => undefined })
})

afterAll(async () => {
  await database.close()
  await scratch.drop()
})

type Key = { table: string; kind: string; columns: string[] }

async function keys(kinds: readonly string[]): Promise<Key[]> {
  const { rows } = await sql<Key>`
    select c.relname as "table", k.contype as kind,
           (select array_agg(a.attname::text order by place) from unnest(k.conkey) with ordinality as u (number, place)
             join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.number) as columns
      from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and k.contype::text = any(${kinds}) and not c.relispartition
       and c.relname not like 'kysely_%'`.execute(database.db)
  return rows.filter((row) => !GLOBAL.includes(row.table))
}

test("every tenant table's primary and unique keys begin with workspace_id", async () => {
  const found = await keys(['p', 'u'])
  expect(found.length).toBeGreaterThan(15)
  expect(found.filter((key) => key.columns[0] !== 'workspace_id')).toEqual([])
})

test('every unique index of a tenant table begins with workspace_id', async () => {
  const { rows } = await sql<{ name: string; first: string }>`
    select i.relname as name, a.attname as first
      from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
      join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = x.indrelid and a.attnum = x.indkey[0]
     where n.nspname = 'public' and x.indisunique and c.relkind = 'r' and not c.relispartition
       and c.relname not like 'kysely_%' and c.relname <> all(${GLOBAL})`.execute(database.db)
  expect(rows.length).toBeGreaterThan(15)
  expect(rows.filter((row) => row.first !== 'workspace_id')).toEqual([])
})

test('foreign keys between tenant tables carry workspace_id', async () => {
  const found = await keys(['f'])
  const intoGlobal = (key: Key): boolean => key.columns.length === 1 && ['user_id', 'inviter_id'].includes(key.columns[0] ?? '')
  expect(found.filter((key) => key.columns[0] !== 'workspace_id' && !intoGlobal(key))).toEqual([])
})

test('every time is a timestamptz', async () => {
  const { rows } = await sql<{ column: string }>`
    select table_name || '.' || column_name as column from information_schema.columns
     where table_schema = 'public' and data_type = 'timestamp without time zone' and table_name not like 'kysely_%'`.execute(database.db)
  expect(rows).toEqual([])
})
