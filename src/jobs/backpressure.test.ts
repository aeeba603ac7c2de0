import { randomBytes } from 'node:crypto'
import { expect, onTestFinished, test, vi } from 'vitest'
import { storeDeliveries } from '#storage/deliveries.ts'
import { createTestDatabase } from '#test/database.ts'
import { createBackpressure } from './backpressure.ts'

const fresh = () => ({ digest: randomBytes(32), lane: '-', body: Buffer.from('{}') })

test('a flood that another process stores makes turns short, and they are long again when it is over', async () => {
  const { db, pool, close } = await createTestDatabase()
  onTestFinished(close)
  const backpressure = createBackpressure(db)
  const calm = await backpressure.batch()
  const inTheFlood = async () => {
    await storeDeliveries(pool, Array.from({ length: 200 }, fresh))
    return await backpressure.batch()
  }
  await expect.poll(inTheFlood).toBeLessThan(calm)
  await expect.poll(backpressure.batch).toBe(calm)
})

test("a moment's crowd is no flood, and a flood that lasts leaves more room than one that has just begun", async () => {
  const { db, pool, close } = await createTestDatabase()
  onTestFinished(close)
  vi.useFakeTimers({ toFake: ['performance'] })
  onTestFinished(() => void vi.useRealTimers())
  const backpressure = createBackpressure(db)
  const batchAfter = async (stored: number, ms = 250) => {
    await storeDeliveries(pool, Array.from({ length: stored }, fresh))
    vi.advanceTimersByTime(ms)
    return await backpressure.batch()
  }
  const calm = await batchAfter(0)
  for (const stored of [50, 0, 150, 0, 0, 150, 0, 50]) {
    expect(await batchAfter(stored)).toBe(calm)
  }
  expect([await batchAfter(150), await batchAfter(150), await batchAfter(0)]).toEqual([calm, calm / 20, calm])
  expect([await batchAfter(0), await batchAfter(120, 100), await batchAfter(0)]).toEqual([calm, calm / 5, calm])
  expect([await batchAfter(300), await batchAfter(0)]).toEqual([calm / 20, calm])
})

test('a database that goes away during the rest of a flood ends the rest, and nobody else hears of it', async () => {
  const { db, pool, close } = await createTestDatabase()
  const backpressure = createBackpressure(db)
  const calm = await backpressure.batch()
  await expect
    .poll(async () => {
      await storeDeliveries(pool, Array.from({ length: 200 }, fresh))
      return await backpressure.batch()
    })
    .toBeLessThan(calm)
  await backpressure.worked(50)
  await close()
  await expect(backpressure.rest()).resolves.toBeUndefined()
})
