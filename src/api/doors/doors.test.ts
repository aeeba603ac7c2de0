import { connect, type AddressInfo } from 'node:net'
import type { FastifyBaseLogger } from 'fastify'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { listenForMetrics } from './metrics.ts'
import { openSmallServer } from '../server/open-server.ts'
import { METRICS_TOKEN, openTicketDesk, type TicketDesk } from '#test/ticket-desk.ts'
import { ANNA } from '#test/accounts-app.ts'

let desk: TicketDesk
beforeAll(async () => {
  desk = await openTicketDesk()
})
afterAll(() => desk.close())

type Answered = { readonly status: number; readonly head: string; readonly body: string }

/** Sends these very bytes and reads until the desk closes the connection. */
async function say(bytes: string, port = (desk.app.server.address() as AddressInfo).port): Promise<Answered> {
  const text = await new Promise<string>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes, 'latin1'))
    let heard = ''
    socket.on('data', (piece) => (heard += piece.toString()))
    socket.on('close', () => resolve(heard))
    socket.on('error', (error) => (heard === '' ? reject(error) : undefined))
  })
  const [head = '', body = ''] = text.split('\r\n\r\n')
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]), head: head.toLowerCase(), body }
}

function ask(line: string, { host = 'desk.test', more = '', body = '' } = {}): Promise<Answered> {
  const length = body === '' ? '' : `content-type: application/json\r\ncontent-length: ${body.length}\r\n`
  return say(`${line} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n${length}${more}\r\n${body}`)
}

function expectRefusal({ status, head, body }: Answered, code: string): void {
  expect({ status, ...(JSON.parse(body.replace(/^[\da-f]+\r\n|\r\n0$/g, '')) as object) }).toMatchObject({ status, code })
  expect(head).toContain('content-type: application/problem+json')
  expect(head).toContain('x-content-type-options: nosniff')
  expect(head).toContain('content-security-policy: ')
  expect(body).not.toMatch(/node_modules|\.ts:\d|at .*\(/)
}

test.each([
  ['GET /api/v1/desk'],
  ['GET /metrics'],
  ['GET /'],
  ['GET /api/v1/events'],
  ['GET /nothing/here'],
  ['POST /api/v1/set-up'],
  ['POST /api/v1/session'],
])('R4: %s for another host is 421 and nothing is done', async (line) => {
  const body = line.startsWith('POST') ? JSON.stringify(ANNA) : ''
  const more = 'origin: http://evil.example:3000\r\nsec-fetch-site: same-origin\r\n'
  expectRefusal(await ask(line, { host: 'evil.example:3000', more, body }), 'misdirected')
  expect(await desk.desk.db.selectFrom('workspaces').select('id').execute()).toEqual([])
})

test('R4: a webhook for another host is 421 in plain text, and counted', async () => {
  const answer = await ask('POST /webhooks/facebook', { host: 'evil.example', body: '{}' })
  expect(answer).toMatchObject({ status: 421, body: 'Misdirected Request' })
  expect(desk.results.misdirected).toBe(1)
})

test('R4: an address written whole counts like Host, and neither hides the other', async () => {
  expect((await ask('GET http://desk.test/api/v1/desk')).status).toBe(200)
  expect((await ask('GET http://evil.example/api/v1/desk')).status).toBe(421)
  expect((await ask('GET http://desk.test/api/v1/desk', { host: 'evil.example' })).status).toBe(421)
})

test('R4: without Host, with two of them, or with what a proxy claims that nobody trusts, nobody gets in', async () => {
  expectRefusal(await say('GET /api/v1/desk HTTP/1.1\r\nconnection: close\r\n\r\n'), 'invalid')
  expectRefusal(await ask('GET /api/v1/desk', { more: 'host: evil.example\r\n' }), 'invalid')
  expectRefusal(await ask('GET /api/v1/desk', { host: 'evil.example', more: 'x-forwarded-host: desk.test\r\n' }), 'misdirected')
})

test('R4: a proxy that is trusted may say which host was meant', async () => {
  const behind = await openTicketDesk({ trustedProxies: ['127.0.0.1'] })
  onTestFinished(behind.close)
  const { port } = behind.app.server.address() as AddressInfo
  const through = async (meant: string) =>
    (await fetch(`http://127.0.0.1:${port}/api/v1/desk`, { headers: { 'x-forwarded-host': meant } })).status
  expect([await through('desk.test'), await through('evil.example')]).toEqual([200, 421])
})

test('R4: set-up from a foreign origin is refused, whatever Host says', async () => {
  const answer = await ask('POST /api/v1/set-up', { more: 'origin: http://evil.example\r\n', body: JSON.stringify(ANNA) })
  expectRefusal(answer, 'not-allowed')
})

test('R4: whether it is well the desk tells by any address', async () => {
  expect((await ask('GET /healthz', { host: '10.1.2.3:8080' })).status).toBe(200)
  expect((await ask('GET /readyz', { host: '10.1.2.3:8080' })).status).toBe(200)
})

const LONG = 'x'.repeat(5000)

test.each([
  ['GET //etc/passwd', 404],
  ['GET /assets/../x', 404],
  ['GET /assets/', 404],
  ['GET /assets/nothing.js', 404],
  ['GET /x%00.js', 404],
  ['GET /..%5cx', 404],
  ['GET /../../etc/passwd', 404],
  ['GET /%2e%2e/%2e%2e/etc/passwd', 404],
  ['GET /.built-from', 404],
  ['GET /%2ebuilt-from', 404],
  ['GET /.well-known/x', 404],
  ['GET /api//v1/session', 404],
  ['GET /api/v1/./session', 404],
  ['GET /api/v1/../v1/session', 404],
  ['GET /api', 404],
  ['GET /api/v1/tickets/%00', 401],
  ['GET /assets/%E0%A4%A', 400],
  ['GET /api/v1/tickets/%E0%A4%A', 400],
  [`GET /api/v1/tickets/${LONG}`, 404],
  [`GET /assets/${LONG}.js`, 404],
  ['DELETE /api/v1/desk', 404],
  ['PUT /', 404],
  ['POST /metrics', 404],
  ['TRACE /', 404],
])('R13: %s is refused in words, with our headers and without a stack', async (line, status) => {
  const answer = await ask(line)
  expect(answer.status).toBe(status)
  expectRefusal(answer, { 400: 'invalid', 401: 'not-signed-in', 404: 'not-found' }[status] ?? '')
})

test.each([
  ['a range beyond the file', 'range: bytes=99999999-\r\n'],
  ['a condition that no file meets', 'if-match: "another"\r\n'],
  ['a date from the stone age', 'if-unmodified-since: Thu, 01 Jan 1970 00:00:00 GMT\r\n'],
])('R13: %s is nobody’s fault but the caller’s', async (_what, more) => {
  const { status, head } = await ask('GET /mark.svg', { more })
  expect(status === 200 || (status >= 400 && status < 500)).toBe(true)
  expect(head).toContain('x-content-type-options: nosniff')
})

test.each([
  ['a length that is no number', 'POST /api/v1/session HTTP/1.1\r\nhost: desk.test\r\ncontent-length: many\r\n\r\n', 400, 'invalid'],
  [
    'length and chunks at once',
    'POST /api/v1/session HTTP/1.1\r\nhost: desk.test\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n',
    400,
    'invalid',
  ],
  ['no HTTP', 'hello\r\n\r\n', 400, 'invalid'],
  ['headers of 20 KB', `GET / HTTP/1.1\r\nhost: desk.test\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`, 431, 'headers-too-large'],
])('R13: %s is answered in words before there is a request', async (_what, bytes, status, code) => {
  const answer = await say(bytes)
  expect(answer.status).toBe(status)
  expectRefusal(answer, code)
})

test('R16: a refusal repeats no more than 200 characters of what was sent', async () => {
  const one = await ask('POST /api/v1/session', { body: JSON.stringify({ ['k'.repeat(900_000)]: 1 }) })
  expect(one.body.length).toBeLessThan(1500)
  const many = Object.fromEntries(Array.from({ length: 60_000 }, (_, index) => [`key ${index}`, 1]))
  expect((await ask('POST /api/v1/session', { body: JSON.stringify(many) })).body.length).toBeLessThan(1500)
})

test('R14: the figures are shown for the token alone, whatever else a caller claims', async () => {
  expectRefusal(await ask('GET /metrics'), 'not-signed-in')
  expectRefusal(await ask('GET /metrics', { more: 'authorization: Bearer something else\r\n' }), 'not-signed-in')
  expectRefusal(await ask('GET /metrics', { more: 'x-forwarded-for: 127.0.0.1\r\n' }), 'not-signed-in')
  const shown = await ask('GET /metrics', { more: `authorization: Bearer ${METRICS_TOKEN}\r\n` })
  expect(shown.status).toBe(200)
  expect(shown.body).toMatch(/^queue_depth 0$/m)
  expect(shown.body).toMatch(/^clock_skew_seconds 0\.5$/m)
})

test('R14: on a port of their own the figures are open to this machine, by its own names', async () => {
  const { port, close } = await listenForMetrics(
    { contentType: 'text/plain', read: () => Promise.resolve('queue_depth 0\n') },
    { port: 0, log: false },
  )
  onTestFinished(close)
  const shown = await fetch(`http://localhost:${port}/metrics`)
  expect([shown.status, await shown.text()]).toEqual([200, 'queue_depth 0\n'])
  expect((await fetch(`http://127.0.0.1:${port}/api/v1/desk`)).status).toBe(404)
  expect((await say(`GET /metrics HTTP/1.1\r\nhost: evil.example\r\nconnection: close\r\n\r\n`, port)).status).toBe(421)
})

test('R14: figures that cannot be read are told in the log, on their own port too', async () => {
  const lines: string[] = []
  const log = pino({}, { write: (line) => void lines.push(line) })
  const { port, close } = await listenForMetrics(
    { contentType: 'text/plain', read: () => Promise.reject(new Error('no figures today')) },
    { port: 0, log: log as FastifyBaseLogger },
  )
  onTestFinished(close)
  expect((await fetch(`http://127.0.0.1:${port}/metrics`)).status).toBe(500)
  expect(lines.filter((line) => line.includes('no figures today'))).toHaveLength(1)
})

test('R13: a process that only works refuses odd addresses in the same words', async () => {
  const app = openSmallServer('http://127.0.0.1', false)
  onTestFinished(() => app.close())
  await app.listen({ host: '127.0.0.1', port: 0 })
  const answer = await say(
    `GET /${LONG} HTTP/1.1\r\nhost: 10.1.2.3\r\nconnection: close\r\n\r\n`,
    (app.server.address() as AddressInfo).port,
  )
  expectRefusal(answer, 'not-found')
  expect(answer.body.length).toBeLessThan(300)
})
