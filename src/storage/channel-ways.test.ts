import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CHANNEL_KINDS, EXTENSION_OF } from '#domain/channels/channel.ts'
import { createTestDatabase, type TestDatabase } from '#test/database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

test.each(CHANNEL_KINDS)('a channel of kind %s is open while its extension is on and its own key is good', async (kind) => {
  const { db } = database
  const [workspaceId, channelId, extension] = [v7(), v7(), EXTENSION_OF[kind]]
  const way = async () =>
    (await db.selectFrom('channel_ways').select(['extension', 'way']).where('channel_id', '=', channelId).execute())[0]
  await db.insertInto('workspaces').values({ id: workspaceId, name: 'A workspace', slug: workspaceId }).execute()
  const channel = { workspace_id: workspaceId, id: channelId, kind, name: 'A channel', state: 'connected', created_at: new Date() }
  await db.insertInto('channels').values(channel).execute()
  expect(await way()).toEqual({ extension, way: 'switched-off' })
  const at = new Date()
  const row = { workspace_id: workspaceId, name: extension, enabled_at: at, changed_by: v7(), changed_at: at }
  await db.insertInto('extensions').values(row).execute()
  expect(await way()).toEqual({ extension, way: 'connected' })
  await db.updateTable('channels').set({ state: 'disconnected' }).where('id', '=', channelId).execute()
  expect(await way()).toEqual({ extension, way: 'disconnected' })
})
