import { v7 } from 'uuid'
import { expect, onTestFinished, test } from 'vitest'
import type { Desk } from '#desk/desk.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import { createTestDatabase } from '#test/database.ts'
import { makeWorkspace, PAGE } from '#test/intake-desk.ts'
import { returnDelivery, setAsideDeliveries } from './set-aside-deliveries.ts'

async function openDesk() {
  const database = await createTestDatabase()
  onTestFinished(database.drop)
  const desk = { db: database.db, newId: <Id extends string>() => v7() as Id } as Desk
  const setAside = async (lane: string): Promise<void> => {
    const delivery = { lane, digest: Buffer.from(lane), body: Buffer.from('{"obj'), state: 'set-aside', failure: 'not readable as JSON' }
    await database.db.insertInto('facebook_deliveries').values(delivery).execute()
  }
  const workspace = async (page: string) => (await makeWorkspace(desk, page)).workspaceId as WorkspaceId
  return { db: database.db, setAside, workspace }
}

test('on a desk of one workspace a delivery whose Page cannot be read is shown too, and can be read again', async () => {
  const { db, setAside, workspace } = await openDesk()
  const ours = await workspace(PAGE)
  await setAside('-')
  await setAside(PAGE)
  const shown = await setAsideDeliveries(db, ours)
  expect(shown.map(({ failure, bodyStart }) => [failure, bodyStart])).toEqual(Array(2).fill(['not readable as JSON', '{"obj']))
  const isReturned = await db.transaction().execute((tx) => returnDelivery(tx, ours, shown[0]?.id ?? ''))
  expect([isReturned, (await setAsideDeliveries(db, ours)).length]).toEqual([true, 1])
})

test('with two workspaces nobody is shown what might be the other one’s', async () => {
  const { db, setAside, workspace } = await openDesk()
  const [ours, theirs] = [await workspace(PAGE), await workspace('2067280970047460')]
  await setAside('-')
  await setAside(PAGE)
  expect([(await setAsideDeliveries(db, ours)).length, (await setAsideDeliveries(db, theirs)).length]).toEqual([1, 0])
})

test.each(['', '2026-02-31_1', '2026-11-22_99999999999999999999', "2026-11-22_1' or 1=1"])('%j is no delivery', async (id) => {
  const { db, workspace } = await openDesk()
  const ours = await workspace(PAGE)
  expect(await db.transaction().execute((tx) => returnDelivery(tx, ours, id))).toBe(false)
})
