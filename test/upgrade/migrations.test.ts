import { expect, onTestFinished, test } from 'vitest'
import { migrate, requireThisSchema, SchemaTooNewError, SchemaTooOldError } from '#storage/migrate.ts'
import { createTestDatabase } from '#test/database.ts'
import { withClient } from '#test/postgres.ts'
import { restoreReleased } from './restore.ts'

async function openReleased() {
  const released = await restoreReleased('0.1.0')
  onTestFinished(released.close)
  return released
}

test('migrations that run again change nothing', async () => {
  const { url } = await openReleased()
  await migrate(url)
  const once = await photograph(url)
  await migrate(url)
  expect(await photograph(url)).toEqual(once)
  expect(Object.keys(once).length).toBeGreaterThan(20)
})

test('a database of 0.1.0 gets the very tables of a new desk', async () => {
  const { url } = await openReleased()
  const fresh = await createTestDatabase()
  onTestFinished(fresh.close)
  await migrate(url)
  const [upgraded, made] = [await drawingOf(url), await drawingOf(fresh.url)]
  expect(upgraded.filter((line) => !made.includes(line))).toEqual([])
  expect(made.filter((line) => !upgraded.includes(line))).toEqual([])
})

test('a program that is older than its database touches nothing and says which version wrote it', async () => {
  const { url } = await openReleased()
  await withClient(url, (client) =>
    client.query(`insert into kysely_migration values ('9999_of_a_later_year', '2030-01-01T00:00:00.000Z')`),
  )
  const found = await photograph(url)
  await expect(migrate(url)).rejects.toThrow(SchemaTooNewError)
  await expect(migrate(url)).rejects.toThrow('it knows 9999_of_a_later_year')
  expect(await photograph(url)).toEqual(found)
})

test('a command beside the desk asks for a start of this version first', async () => {
  const { url } = await openReleased()
  await expect(requireThisSchema(url)).rejects.toThrow(SchemaTooOldError)
  await migrate(url)
  await expect(requireThisSchema(url)).resolves.toBeUndefined()
})

/** A digest of every table's rows. */
async function photograph(url: string): Promise<Record<string, string>> {
  return await withClient(url, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('public', 'pgboss') and c.relkind = 'r'`,
    )
    const digests: Record<string, string> = {}
    for (const { name } of tables) {
      const { rows } = await client.query<{ digest: string }>(
        `select count(*) || ' ' || coalesce(md5(string_agg(t::text, ' ' order by t::text)), '') as digest from ${name} t`,
      )
      digests[name] = rows[0]?.digest ?? ''
    }
    return digests
  })
}

/** Columns, indexes, constraints, triggers and functions, a line each. The days of deliveries come and go and are left out. */
async function drawingOf(url: string): Promise<string[]> {
  const { rows } = await withClient(url, (client) =>
    client.query<{ line: string }>(`
      select concat_ws(' ', 'column', table_name, column_name, udt_name, is_nullable, column_default, generation_expression) as line
        from information_schema.columns where table_schema = 'public'
      union all select concat_ws(' ', 'index', indexdef) from pg_indexes where schemaname = 'public'
      union all select concat_ws(' ', 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid))
        from pg_constraint where connamespace = 'public'::regnamespace
      union all select concat_ws(' ', 'trigger', pg_get_triggerdef(oid)) from pg_trigger where not tgisinternal and tgrelid::regclass::text not like 'pgboss.%'
      union all select concat_ws(' ', 'function', pg_get_functiondef(oid)) from pg_proc where pronamespace = 'public'::regnamespace`),
  )
  return rows.map(({ line }) => line).filter((line) => !/facebook_deliveries_\d/.test(line))
}
