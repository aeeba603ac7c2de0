import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { createTestDatabase } from '#test/database.ts'
import { puttingTogetherOnce } from './put-together.ts'

type Values = { readonly names: readonly string[]; readonly more: string; readonly at: Date | null }
type Row = { readonly name: string; readonly place: number; readonly more: string; readonly at: Date | null; readonly limit: number }

async function openAsking() {
  const { db, close } = await createTestDatabase()
  onTestFinished(close)
  let built = 0
  const ask = puttingTogetherOnce<Values, Row>(({ names, more, at }) => {
    built += 1
    return sql<Row>`select name, place::int, ${more} || ${more} as more, ${at}::timestamptz as at, ${7}::int as limit from unnest(${names}::text[]) with ordinality as n(name, place)`
  })
  return { db, ask, built: () => built }
}

test('each question has its own values, wherever they stand, and the statement is put together once', async () => {
  const { db, ask, built } = await openAsking()
  const at = new Date('2026-11-30T17:00:00Z')
  expect(await ask(db, { names: ['a', 'b'], more: 'x', at })).toEqual([
    { name: 'a', place: 1, more: 'xx', at, limit: 7 },
    { name: 'b', place: 2, more: 'xx', at, limit: 7 },
  ])
  expect(await ask(db, { names: [], more: 'y', at: null })).toEqual([])
  expect(await ask(db, { names: ["'"], more: '$1', at: null })).toEqual([{ name: "'", place: 1, more: '$1$1', at: null, limit: 7 }])
  expect(built()).toBe(1)
})

test('many ask at once, and each in its own transaction', async () => {
  const { db, ask, built } = await openAsking()
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, place) => db.transaction().execute((tx) => ask(tx, { names: [String(place)], more: '', at: null }))),
  )
  expect(answers.map(([row]) => row?.name)).toEqual(Array.from({ length: 20 }, (_, place) => String(place)))
  expect(built()).toBe(1)
})
