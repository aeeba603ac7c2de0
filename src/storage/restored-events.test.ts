import { sql } from 'kysely'
import { v7 } from 'uuid'
import { expect, onTestFinished, test } from 'vitest'
import type { WorkspaceId } from '#domain/ids.ts'
import { createTestDatabase } from '#test/database.ts'
import { readTail, tailEnd } from './event-tail.ts'
import { settleRestoredEvents } from './restored-events.ts'

async function openWorkspace() {
  const { db, close } = await createTestDatabase()
  onTestFinished(close)
  const workspaceId = v7() as WorkspaceId
  await db.insertInto('workspaces').values({ id: workspaceId, name: 'Lindqvist Cycles', slug: 'lindqvist' }).execute()
  return {
    db,
    /** As a dump brings it along, or, without a transaction's number, as it happens here. */
    happens: (type: string, xid?: string) =>
      sql`insert into events (workspace_id, type, xid) values (${workspaceId}, ${type}, coalesce(${xid ?? null}::xid8, pg_current_xact_id()))`.execute(
        db,
      ),
    tail: async (cursor: string) => {
      const { events, hasUnsettled } = await readTail(db, workspaceId, cursor)
      return { types: events.map(({ type }) => type), hasUnsettled }
    },
    end: () => tailEnd(db, workspaceId),
  }
}

/** A transaction of any other database of the server holds the tail back until it ends. */
const SETTLES = { timeout: 20_000, interval: 20 }

test('events of a dump that was restored elsewhere are settled, in their order, before all that happens there', async () => {
  const { db, end, happens, tail } = await openWorkspace()
  await happens('first', '900000000000')
  await happens('second', '900000000001')
  expect(await tail('0-0')).toEqual({ types: [], hasUnsettled: true })

  expect(await settleRestoredEvents(db)).toBe(2)
  await expect.poll(() => tail('0-0'), SETTLES).toEqual({ types: ['first', 'second'], hasUnsettled: false })
  const restored = await end()
  await happens('third')
  await expect.poll(() => tail('0-0'), SETTLES).toEqual({ types: ['first', 'second', 'third'], hasUnsettled: false })
  await expect.poll(() => tail(restored), SETTLES).toEqual({ types: ['third'], hasUnsettled: false })
})

test('events of this database are left alone', async () => {
  const { db, happens } = await openWorkspace()
  await happens('first')
  const events = () => db.selectFrom('events').selectAll().execute()
  const before = await events()
  expect(await settleRestoredEvents(db)).toBe(0)
  expect(await events()).toEqual(before)
})
