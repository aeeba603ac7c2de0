import { globSync, readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { expect, onTestFinished, test } from 'vitest'
import type { WorkspaceId } from '#domain/ids.ts'
import { channelRoutes } from '#storage/channel-routes.ts'
import { channelSummaries } from '#storage/channels.ts'
import { createTestDatabase } from '#test/database.ts'

const FILES = globSync('[0-9]*.sql', { cwd: import.meta.dirname }).toSorted()
const textOf = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8')
const before = FILES.filter((file) => file < '0016')
const these = FILES.filter((file) => file >= '0016')

const SINCE = '2026-11-20T00:00:00.000Z'
const missing = { kind: 'permission-missing', permission: 'pages_messaging, pages_read_user_content', since: SINCE }
const PAGES = [
  { page: '1', state: 'connected', problem: null },
  { page: '2', state: 'disconnected', problem: { kind: 'key-dead', code: 190, subcode: 460, since: SINCE } },
  { page: '3', state: 'connected', problem: missing },
  { page: '4', state: 'disconnected', problem: { kind: 'key-unreadable', since: '2026-11-21T00:00:00.000Z', before: missing } },
]

test('a desk of an earlier version keeps its Pages, their keys, who connected them, and each of their problems', async () => {
  const { db, close } = await createTestDatabase()
  onTestFinished(close)
  const workspaceId = v7() as WorkspaceId
  await sql`drop schema public cascade`.execute(db)
  await sql`create schema public`.execute(db)
  for (const file of before) {
    await sql.raw(textOf(file)).execute(db)
  }
  await sql`insert into workspaces (id, name, slug) values (${workspaceId}, 'Lindqvist Cycles', 'lindqvist')`.execute(db)
  await sql`insert into extensions (workspace_id, name, enabled_at, changed_by, changed_at)
            values (${workspaceId}, 'facebook', now(), ${v7()}, now())`.execute(db)
  for (const { page, state, problem } of PAGES) {
    const id = v7()
    await sql`insert into channels (workspace_id, id, kind, name, external_id, state, problem, key_encrypted, granted_scopes, connected_by_name,
                connected_by_external_id, connected_by, connected_at, created_at)
              values (${workspaceId}, ${id}, 'facebook', 'A Page', ${page}, ${state}, ${problem && JSON.stringify(problem)}, ${Buffer.from(page)},
                '{pages_messaging}', 'Maja Holm', '77', ${v7()}, now(), now())`.execute(db)
    await sql`insert into page_routes (page_id, workspace_id, channel_id) values (${page}, ${workspaceId}, ${id})`.execute(db)
  }

  for (const file of these) {
    await sql.raw(textOf(file)).execute(db)
  }

  const channels = await channelSummaries(db, { workspaceId, mendedSince: new Date(0) })
  const told = channels.map(({ externalId, state, connectedBy, problems }) => ({
    externalId,
    state,
    connectedBy,
    problems: problems.map(({ since, mendedAt, ...problem }) => ({ ...problem, since: since.toISOString(), mendedAt })),
  }))
  const each = ['pages_messaging', 'pages_read_user_content'].map((permission) => ({ ...missing, permission, mendedAt: undefined }))
  const base = { connectedBy: 'Maja Holm' }
  expect(told).toEqual([
    { ...base, externalId: '1', state: 'connected', problems: [] },
    {
      ...base,
      externalId: '2',
      state: 'disconnected',
      problems: [{ ...PAGES[1]?.problem, cause: 'password-changed', mendedAt: undefined }],
    },
    { ...base, externalId: '3', state: 'connected', problems: expect.toSatisfy(sameSet(each)) },
    { ...base, externalId: '4', state: 'disconnected', problems: expect.toSatisfy(sameSet([...each, { kind: 'key-unreadable' }])) },
  ])
  const keys = await db
    .selectFrom('facebook_connections')
    .select(['page_id', 'key_encrypted', 'granted_scopes'])
    .orderBy('page_id')
    .execute()
  expect(keys).toEqual(PAGES.map(({ page }) => ({ page_id: page, key_encrypted: Buffer.from(page), granted_scopes: ['pages_messaging'] })))
  const routes = await channelRoutes(db, 'facebook', ['1', '4', '9'])
  expect([...routes.keys()].toSorted()).toEqual(['1', '4'])
  expect(routes.get('1')).toMatchObject({ workspaceId, isEnabled: true })
})

/** What was told in one breath has no order among itself. */
const sameSet = (wanted: readonly object[]) => (found: unknown[]) => {
  expect(found).toHaveLength(wanted.length)
  expect(found).toEqual(expect.arrayContaining(wanted.map((each) => expect.objectContaining(each))))
  return true
}
