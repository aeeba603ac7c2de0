import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { expect, onTestFinished, test } from 'vitest'
import { createTestDatabase } from '#test/database.ts'

const MIGRATION = readFileSync(new URL('migrations/0011_keep_chat_names_apart.sql', import.meta.url), 'utf8')

test('U11: chat channels of one name are told apart by the upgrade, the oldest keeps its name', async () => {
  const { db, close } = await createTestDatabase()
  onTestFinished(close)
  await sql`drop index channels_chat_name`.execute(db)
  const [one, other] = [v7(), v7()]
  for (const id of [one, other]) {
    await db.insertInto('workspaces').values({ id, name: 'Workspace', slug: id }).execute()
  }
  const long = 'x'.repeat(200)
  const names = ['Website', 'website 2', 'WEBSITE', 'Website', long, long]
  for (const [day, name] of names.entries()) {
    const at = new Date(Date.UTC(2026, 10, 1 + day))
    await db
      .insertInto('channels')
      .values({ workspace_id: one, id: v7(), kind: 'chat', name, state: 'connected', created_at: at })
      .execute()
  }
  const elsewhere = { workspace_id: other, id: v7(), kind: 'chat', name: 'Website', state: 'connected', created_at: new Date() }
  await db.insertInto('channels').values(elsewhere).execute()
  await sql.raw(MIGRATION).execute(db)
  const rows = await db.selectFrom('channels').select('name').where('workspace_id', '=', one).orderBy('created_at').execute()
  expect(rows.map(({ name }) => name)).toEqual(['Website', 'website 2', 'WEBSITE 3', 'Website 4', long, `${'x'.repeat(195)} 2`])
  expect(await db.selectFrom('channels').select('name').where('workspace_id', '=', other).executeTakeFirst()).toEqual({ name: 'Website' })
})
