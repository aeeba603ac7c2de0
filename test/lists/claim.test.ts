import { hash } from 'node:crypto'
import { expect, onTestFinished, test } from 'vitest'
import { keepDeliveryDays } from '#storage/delivery-days.ts'
import { claimDeliveries, storeDeliveries } from '#storage/deliveries.ts'
import { createTestDatabase } from '#test/database.ts'
import { nodesOf, plansOf } from '#test/plans.ts'

const WAITING = 10_000
const BATCH = 200

test.each([
  ['of one Page', 1],
  ['of many Pages', 32],
])('a batch %s is claimed without reading what else waits', async (_whose, pages) => {
  const database = await createTestDatabase()
  onTestFinished(database.close)
  const bodies = Array.from({ length: WAITING }, (_, index) => Buffer.from(`delivery ${index}`))
  await storeDeliveries(
    database.pool,
    bodies.map((body, index) => ({
      digest: hash('sha256', body, 'buffer'),
      lane: index === 0 ? '1067280970047499' : `10672809700474${10 + (index % pages)}`,
      body,
    })),
  )
  // The first day of a desk, on which nobody has told the planner yet how much there is.
  await keepDeliveryDays(database.db, new Date())
  const since = new Date().toISOString().slice(0, 10)
  const claim = { since, afterLane: '', lanes: 32, deliveries: BATCH }
  const claims = () => plansOf(database, (db) => db.transaction().execute((tx) => claimDeliveries(tx, claim)))
  const untold = await claims()
  await database.pool.query('analyze facebook_deliveries')
  const plans = [...untold, ...(await claims())]
  const read = plans.flatMap(nodesOf).map((node) => (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'])
  expect(Math.max(...read)).toBeLessThanOrEqual(BATCH)
})
