import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { createTestDatabase } from '#test/database.ts'
import { keepDeliveryDays } from './delivery-days.ts'

async function openDays() {
  const { db, close } = await createTestDatabase()
  onTestFinished(close)
  const days = async () => {
    const { rows } = await sql<{ name: string }>`select inhrelid::regclass::text as name from pg_inherits
      where inhparent = 'facebook_deliveries'::regclass and inhrelid <> 'facebook_deliveries_other'::regclass order by 1`.execute(db)
    return rows.map(({ name }) => name.replace('facebook_deliveries_', ''))
  }
  const store = (day: string, state: string) =>
    sql`insert into facebook_deliveries (received_on, digest, body, state) values (${day}, ${Buffer.from(day + state)}, '', ${state})`.execute(
      db,
    )
  return { db, days, store }
}

test('today and the next seven days have a partition, however often it is asked', async () => {
  const { db, days } = await openDays()
  await keepDeliveryDays(db, new Date('2026-02-25T23:59:00Z'))
  await keepDeliveryDays(db, new Date('2026-02-25T23:59:30Z'))
  expect(await days()).toEqual([
    '2026_02_25',
    '2026_02_26',
    '2026_02_27',
    '2026_02_28',
    '2026_03_01',
    '2026_03_02',
    '2026_03_03',
    '2026_03_04',
  ])
})

test('days are dropped after 30 days, but not while something of them waits', async () => {
  const { db, days, store } = await openDays()
  await keepDeliveryDays(db, new Date('2026-01-01T12:00:00Z'))
  await store('2026-01-01', 'read')
  await store('2026-01-02', 'held')
  await keepDeliveryDays(db, new Date('2026-02-02T12:00:00Z'))
  expect((await days()).slice(0, 3)).toEqual(['2026_01_02', '2026_01_03', '2026_01_04'])
})

test.each(['pending', 'held', 'set-aside'])('a day on which something is %s stays until somebody has read it', async (state) => {
  const { db, days, store } = await openDays()
  await keepDeliveryDays(db, new Date('2026-01-01T12:00:00Z'))
  await store('2026-01-01', state)
  await keepDeliveryDays(db, new Date('2026-03-02T12:00:00Z'))
  expect((await days())[0]).toBe('2026_01_01')
})

test('a day that began without a partition stays where it is', async () => {
  const { db, days, store } = await openDays()
  await store('2026-01-01', 'pending')
  await keepDeliveryDays(db, new Date('2026-01-01T12:00:00Z'))
  expect((await days())[0]).toBe('2026_01_02')
})
