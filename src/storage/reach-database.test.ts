import { expect, onTestFinished, test } from 'vitest'
import { createTestDatabase } from '#test/database.ts'
import { openRelay } from '#test/relay.ts'
import { reachDatabase } from './reach-database.ts'

const quiet = { log: { warn: () => undefined }, signal: new AbortController().signal }

test('R1: a desk that is up before its database waits for it, and says so', async () => {
  const database = await createTestDatabase()
  onTestFinished(database.drop)
  const url = new URL(database.url)
  const relay = await openRelay(Number(url.port))
  onTestFinished(relay.close)
  url.port = String(relay.port)
  relay.deafen()
  const said: string[] = []
  await reachDatabase(url.href, {
    ...quiet,
    log: {
      warn: (_facts, words) => {
        said.push(words)
        relay.hear()
      },
    },
  })
  expect(said[0]).toContain('trying again')
})

test('a database that nobody runs is named, without its password', async () => {
  const reaching = reachDatabase('postgres://desk:hidden-word@127.0.0.1:1/desk', { ...quiet, patienceMs: 0 })
  await expect(reaching).rejects.toThrow(/The database at 127\.0\.0\.1:1\/desk does not answer: .*ECONNREFUSED.*DATABASE_URL/)
  await expect(reaching).rejects.not.toThrow('hidden-word')
})

test('a database that refuses is not waited for, and its reason is told', async () => {
  const database = await createTestDatabase()
  onTestFinished(database.drop)
  const url = new URL(database.url)
  url.password = 'a wrong one'
  await expect(reachDatabase(url.href, quiet)).rejects.toThrow(/refuses the desk: password authentication failed.*Check DATABASE_URL/)
})
