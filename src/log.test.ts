import { Writable } from 'node:stream'
import Fastify, { type FastifyBaseLogger } from 'fastify'
import { expect, test } from 'vitest'
import { createTestDatabase } from '#test/database.ts'
import { openLog } from './log.ts'

type Line = { err: { type: string; message: string; code?: string; stack?: string; cause?: Line['err'] } }

function openTestLog() {
  const lines: string[] = []
  const destination = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(chunk.toString())
      done()
    },
  })
  return { log: openLog('info', destination), lines, last: () => JSON.parse(lines.at(-1) ?? '{}') as Line }
}

test('R16: an error of the database is a small line in the log, without its connection and its keys', async () => {
  const { log, lines, last } = openTestLog()
  const database = await createTestDatabase()
  const client = await database.pool.connect()
  const error: unknown = await client.query('select * from nowhere').catch((fault: unknown) => fault)
  // As a pool does with an idle connection that is lost.
  Object.assign(error as Error, { client })
  client.release()
  log.error({ err: error }, 'a fault')
  await database.close()
  expect(last().err).toMatchObject({ type: 'error', code: '42P01', message: 'relation "nowhere" does not exist' })
  expect(lines[0]).not.toMatch(/secretKey|processID|password|connectionParameters/)
  expect(lines[0]?.length).toBeLessThan(1600)
})

test("attack 19: a refused row is named by table and rule, and a customer's words in it are not told", async () => {
  const { log, lines, last } = openTestLog()
  const database = await createTestDatabase()
  await database.pool.query('create table said (words text, number int not null)')
  const error: unknown = await database.pool.query("insert into said values ('I lost my card', null)").catch((fault: unknown) => fault)
  log.error({ err: error }, 'a fault')
  await database.close()
  expect(last().err).toMatchObject({ code: '23502', table: 'said', column: 'number' })
  expect(lines[0]).not.toContain('I lost my card')
})

test('R16: the log of a request writes errors in the same small way, cause included', async () => {
  const { log, lines, last } = openTestLog()
  const app = Fastify({ loggerInstance: log as FastifyBaseLogger })
  app.get('/', (request) => {
    const cause = Object.assign(new Error('the deeper reason'), { code: 'ECONNRESET', secretKey: 4711 })
    request.log.error({ err: new Error('x'.repeat(5000), { cause }) }, 'request failed')
    return 'ok'
  })
  await app.inject('/')
  await app.close()
  const line = lines.find((text) => text.includes('request failed')) ?? ''
  expect(JSON.parse(line)).toMatchObject({ err: { cause: { message: 'the deeper reason', code: 'ECONNRESET' } } })
  expect(line).not.toContain('4711')
  expect(line.length).toBeLessThan(4000)
  expect(last()).toBeDefined()
})

test('R16: a refused connection says which addresses were tried', () => {
  const { log, last } = openTestLog()
  log.error({ err: new AggregateError([new Error('connect ECONNREFUSED 127.0.0.1:1'), new Error('connect ECONNREFUSED ::1:1')]) })
  expect(last().err.message).toContain('127.0.0.1:1')
  expect(last().err.message).toContain('::1:1')
})
