import { readFileSync } from 'node:fs'
import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { DeskError } from '#domain/errors.ts'
import { registerProblems, STATUS_OF } from './problems.ts'
import { serverOptions } from './server-options.ts'

const GUIDE = new URL('../../../docs/guide/errors.md', import.meta.url)
const ROW = /^\| `([a-z-]+)` \| (\d{3}) \| \S/gm

test('the guide lists every code with the status that it leaves with, and no other code', () => {
  const rows = [...readFileSync(GUIDE, 'utf8').matchAll(ROW)].map(([, code, status]) => [code, Number(status)])
  expect(rows.length).toBe(Object.keys(STATUS_OF).length)
  expect(Object.fromEntries(rows)).toEqual(STATUS_OF)
})

test('every refusal is a status of the caller, of a gateway, of a full house or of a database that is away, never a bare 500', () => {
  const others = Object.entries(STATUS_OF).filter(([, status]) => !((status >= 400 && status < 500) || status === 502 || status === 503))
  expect(others).toEqual([])
})

test('R16: the log has the route and the code of a failed request, not its address, headers or body', async () => {
  const lines: string[] = []
  const app = Fastify({
    ...serverOptions({ publicUrl: 'http://desk.test', trustedProxies: [] }),
    logger: { level: 'debug', stream: { write: (line: string) => void lines.push(line) } },
  })
  registerProblems(app)
  app.post('/things/:id', (request) => {
    throw request.headers['x-fault'] ? new TypeError('a surprise') : new DeskError('conflict', 'Somebody was faster.')
  })
  const url = '/things/the-secret-id?code=the-secret-code'
  const payload = { text: 'the secret words' }
  expect((await app.inject({ method: 'POST', url, payload })).statusCode).toBe(409)
  expect((await app.inject({ method: 'POST', url, payload, headers: { 'x-fault': 'the secret header' } })).json()).toMatchObject({
    code: 'internal',
  })
  const told = lines.filter((line) => line.includes('"code"')).map((line) => JSON.parse(line) as object)
  expect(told).toMatchObject([
    { level: 20, method: 'POST', route: '/things/:id', status: 409, code: 'conflict' },
    { level: 50, method: 'POST', route: '/things/:id', status: 500, code: 'internal', err: { message: 'a surprise' } },
  ])
  expect(lines.join('')).not.toMatch(/the.secret/)
  await app.close()
})
