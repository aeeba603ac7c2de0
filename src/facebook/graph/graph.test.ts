import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { createGraph, type Graph } from './graph.ts'
import { type GraphId, graphId } from './graph-id.ts'
import { asToken } from './tokens.ts'

const KEY = asToken('EAAGkeykeykeykeykeykeykeykeykeykeykeykeykey')
const SECRET = '0123456789abcdef0123456789abcdef'
const proof = createHmac('sha256', SECRET).update(KEY).digest('hex')

type Seen = { method: string | undefined; url: string; authorization: string | undefined; body: string }

/** A server that answers as told, and what it was asked. */
async function graphAnswering(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ graph: Graph; seen: Seen[]; url: string }> {
  const seen: Seen[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      seen.push({
        method: request.method,
        url: request.url ?? '',
        authorization: request.headers.authorization,
        body: Buffer.concat(chunks).toString(),
      })
      answer(request, response)
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { graph: graphAt(url), seen, url }
}

const graphAt = (graphUrl: string) => createGraph({ graphUrl, version: 'v26.0', appId: '42', appSecret: SECRET, timeoutMs: 500 })
const askMe = (graph: Graph) => graph.call({ method: 'GET', path: ['me'], token: KEY, params: { fields: 'id' } })

test('the key travels in the header with its proof, never in the address', async () => {
  const { graph, seen } = await graphAnswering((_request, response) => response.end('{"id":"1"}'))
  expect(await askMe(graph)).toMatchObject({ kind: 'ok', body: { id: '1' } })
  expect(seen[0]).toMatchObject({ method: 'GET', url: `/v26.0/me?appsecret_proof=${proof}&fields=id`, authorization: `Bearer ${KEY}` })
})

test('the next slice of a list is asked with the proof, and the key is taken out of its address', async () => {
  const { graph, seen, url } = await graphAnswering((_request, response) => response.end('{"data":[]}'))
  await graph.follow(`${url}/v26.0/me/accounts?access_token=${KEY}&limit=25&after=abc`, KEY)
  expect(seen[0]).toMatchObject({ url: `/v26.0/me/accounts?limit=25&after=abc&appsecret_proof=${proof}`, authorization: `Bearer ${KEY}` })
})

test('a next address that leads elsewhere is not followed: the key would go along', async () => {
  const other = await graphAnswering((_request, response) => response.end('{"data":[]}'))
  const { graph } = await graphAnswering((_request, response) => response.end('{"data":[]}'))
  expect(await graph.follow(`${other.url}/v26.0/me/accounts`, KEY)).toMatchObject({ kind: 'no-answer', reason: 'unreadable' })
  expect(other.seen).toEqual([])
})

test("the app's secret and the code stand in the body of an exchange", async () => {
  const { graph, seen } = await graphAnswering((_request, response) => response.end('{"access_token":"x"}'))
  await graph.exchange({ code: 'abc' })
  expect(seen[0]).toMatchObject({ method: 'POST', url: '/v26.0/oauth/access_token', body: `client_id=42&client_secret=${SECRET}&code=abc` })
})

test.each([
  ['HTML', 502, '<html>Bad gateway</html>'],
  ['truncated JSON', 200, '{"data":[{"id":"1'],
  ['an empty 204', 204, ''],
  ['a list instead of an object', 200, '[]'],
  ['an error without a code', 400, '{"error":{"message":"?"}}'],
  ['an error that is only text', 200, '{"error":"no"}'],
  ['good JSON with a bad status and no error', 500, '{"id":"1"}'],
])('%s is an answer that cannot be read, not a crash', async (_what, status, body) => {
  const { graph } = await graphAnswering((_request, response) => response.writeHead(status).end(body))
  expect(await askMe(graph)).toEqual({ kind: 'no-answer', reason: 'unreadable', status })
})

test('an error inside a 200 is a refusal with its numbers', async () => {
  const body = '{"error":{"message":"(#10) no","type":"OAuthException","code":"10","error_subcode":2018278,"is_transient":true}}'
  const { graph } = await graphAnswering((_request, response) => response.end(body))
  expect(await askMe(graph)).toMatchObject({
    kind: 'refused',
    status: 200,
    code: 10,
    subcode: 2_018_278,
    message: '(#10) no',
    isTransient: true,
  })
})

test('a key that Facebook repeats in its words is taken out', async () => {
  const body = JSON.stringify({ error: { message: `Malformed access token ${KEY}`, code: 190 } })
  const { graph } = await graphAnswering((_request, response) => response.writeHead(400).end(body))
  expect(await askMe(graph)).toMatchObject({ kind: 'refused', message: 'Malformed access token …' })
})

test('a redirect is not followed', async () => {
  const { graph, seen } = await graphAnswering((_request, response) => response.writeHead(302, { location: '/elsewhere' }).end())
  expect(await askMe(graph)).toMatchObject({ kind: 'no-answer', reason: 'unreadable' })
  expect(seen).toHaveLength(1)
})

test('no answer in time leaves the outcome unknown', async () => {
  const { graph } = await graphAnswering(() => undefined)
  expect(await askMe(graph)).toEqual({ kind: 'no-answer', reason: 'time-out', status: undefined })
})

test('an answer that stops in the middle leaves the outcome unknown', async () => {
  const { graph } = await graphAnswering((_request, response) => response.writeHead(200, { 'content-length': '100' }).write('{"id"'))
  expect(await askMe(graph)).toMatchObject({ kind: 'no-answer', reason: 'time-out' })
})

test('a connection cut after the request leaves the outcome unknown', async () => {
  const { graph } = await graphAnswering((request) => request.socket.destroy())
  expect(await askMe(graph)).toEqual({ kind: 'no-answer', reason: 'connection-lost', status: undefined })
})

test('an answer cut in the middle of its body leaves the outcome unknown', async () => {
  const { graph } = await graphAnswering((request, response) => {
    response.writeHead(200, { 'content-length': '100' })
    response.write('{"id"', () => request.socket.destroy())
  })
  expect(await askMe(graph)).toMatchObject({ kind: 'no-answer', reason: 'connection-lost' })
})

test('when nothing listens, nothing was sent', async () => {
  const server = createServer()
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  await new Promise((closed) => server.close(closed))
  expect(await askMe(graphAt(`http://127.0.0.1:${port}`))).toEqual({ kind: 'no-answer', reason: 'not-sent', status: undefined })
})

test('when the name of the host does not exist, nothing was sent', async () => {
  expect(await askMe(graphAt('http://graph.invalid'))).toEqual({ kind: 'no-answer', reason: 'not-sent', status: undefined })
})

test('an endless body is cut off', async () => {
  const { graph } = await graphAnswering((_request, response) => {
    response.on('error', () => undefined)
    response.end(Buffer.alloc(9 * 1024 * 1024, 32))
  })
  expect(await askMe(graph)).toMatchObject({ kind: 'no-answer' })
})

test('the usage headers tell how full the counters are and how long to wait', async () => {
  const { graph } = await graphAnswering((_request, response) => {
    response.setHeader('x-app-usage', '{"call_count":28,"total_time":25,"total_cputime":25}')
    response.setHeader(
      'x-business-use-case-usage',
      '{"1067":[{"type":"messenger","call_count":100,"total_cputime":1,"total_time":1,"estimated_time_to_regain_access":3}]}',
    )
    response.end('{}')
  })
  expect(await askMe(graph)).toMatchObject({ usage: { percent: 100, waitMs: 180_000 } })
})

test('of several ids in the usage header only the Page that was asked counts, where it is named', async () => {
  const waits = (minutes: number) => [{ type: 'pages', call_count: minutes, estimated_time_to_regain_access: minutes }]
  const { graph } = await graphAnswering((_request, response) => {
    response.setHeader('x-business-use-case-usage', JSON.stringify({ '1067': waits(3), '2067': waits(50) }))
    response.end('{}')
  })
  const idOf = (text: string) => graphId(text) as GraphId
  const [page, other, comment] = [idOf('1067'), idOf('3067'), idOf('41_42')]
  const ask = { method: 'GET', token: KEY } as const
  expect(await graph.call({ ...ask, path: [page] })).toMatchObject({ usage: { percent: 3, waitMs: 180_000 } })
  expect(await graph.call({ ...ask, path: [comment], page })).toMatchObject({ usage: { percent: 3, waitMs: 180_000 } })
  expect(await graph.call({ ...ask, path: [other] })).toMatchObject({ usage: { percent: 50, waitMs: 3_000_000 } })
})

test('broken usage headers say nothing', async () => {
  const { graph } = await graphAnswering((_request, response) => response.setHeader('x-app-usage', '{').end('{}'))
  expect(await askMe(graph)).toMatchObject({ kind: 'ok', usage: { percent: undefined, waitMs: undefined } })
})

test.each(['../me', '1/2', '', 'me', '1?x=1', 'x'.repeat(200), 12, undefined])('%s is not an id that goes into a path', (text) => {
  expect(graphId(text)).toBeUndefined()
})

test('ids of Pages and of posts are ids', () => {
  expect(graphId('1067280970047460')).toBe('1067280970047460')
  expect(graphId('1067_998')).toBe('1067_998')
})
