import { connect, type AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { APP_SECRET, openIntakeDesk, sign, textFrom, VERIFY_TOKEN, type IntakeDesk } from '#test/intake-desk.ts'

const URL = '/webhooks/facebook'
const BODY = JSON.stringify(textFrom({ mid: 'm_1' }))

function post({ app }: IntakeDesk, { body = BODY, headers = {} }: { body?: string | Buffer; headers?: Record<string, string> } = {}) {
  return app.inject({ method: 'POST', url: URL, payload: body, headers: { 'content-type': 'application/json', ...headers } })
}

async function storedCount({ desk }: IntakeDesk): Promise<number> {
  const { count } = await desk.db
    .selectFrom('facebook_deliveries')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

const open = () => openIntakeDesk({ isReading: false })

test('a genuine delivery is stored as its exact bytes before it is acknowledged', async () => {
  const desk = await open()
  const answer = await post(desk, { headers: { 'x-hub-signature-256': sign(BODY) } })
  expect(answer).toMatchObject({ statusCode: 200, body: 'EVENT_RECEIVED' })
  const rows = await desk.desk.db.selectFrom('facebook_deliveries').select(['body', 'lane', 'state']).execute()
  expect(rows).toEqual([{ body: Buffer.from(BODY), lane: '1067280970047460', state: 'pending' }])
})

test.each([
  ['no signature', {}],
  ['an empty signature', { 'x-hub-signature-256': '' }],
  ['a signature made with another secret', { 'x-hub-signature-256': sign(BODY, 'another secret') }],
  ['a signature that is too short', { 'x-hub-signature-256': sign(BODY).slice(0, -1) }],
  ['a signature that is too long', { 'x-hub-signature-256': `${sign(BODY)}00` }],
  ['a signature without its prefix', { 'x-hub-signature-256': sign(BODY).slice(7) }],
  ['a signature of other characters', { 'x-hub-signature-256': `sha256=${'ä'.repeat(64)}` }],
  ['only the old SHA-1 signature', { 'x-hub-signature': 'sha1=0123456789012345678901234567890123456789' }],
])('%s is refused with 401 and nothing is stored', async (_what, headers) => {
  const desk = await open()
  expect((await post(desk, { headers })).statusCode).toBe(401)
  expect(await storedCount(desk)).toBe(0)
  expect(desk.door.results['not-genuine']).toBe(1)
})

test('the signature is checked over the bytes as they came, escapes and all', async () => {
  const desk = await open()
  const escaped = String.raw`{"object":"page","entry":[{"id":"1","messaging":[{"message":{"mid":"m","text":"Gr\u00fc\u00dfe \ud83d\udc4b","url":"https:\/\/example.com"}}]}]}`
  expect((await post(desk, { body: escaped, headers: { 'x-hub-signature-256': sign(escaped) } })).statusCode).toBe(200)
  const again = JSON.stringify(JSON.parse(escaped))
  expect((await post(desk, { body: again, headers: { 'x-hub-signature-256': sign(escaped) } })).statusCode).toBe(401)
})

test('fault 19: the same delivery five times at once is stored once and acknowledged each time', async () => {
  const desk = await open()
  const headers = { 'x-hub-signature-256': sign(BODY) }
  const answers = await Promise.all(Array.from({ length: 5 }, () => post(desk, { headers })))
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200, 200])
  expect(await storedCount(desk)).toBe(1)
})

test('a broken body with a right signature is kept', async () => {
  const desk = await open()
  const body = '{"object":"page","entry":[{'
  expect((await post(desk, { body, headers: { 'x-hub-signature-256': sign(body) } })).statusCode).toBe(200)
  expect(await storedCount(desk)).toBe(1)
})

test('a compressed body and another content type are refused with 415', async () => {
  const desk = await open()
  const zipped = gzipSync(BODY)
  const bomb = await post(desk, { body: zipped, headers: { 'content-encoding': 'gzip', 'x-hub-signature-256': sign(zipped) } })
  const form = await post(desk, { headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-hub-signature-256': sign(BODY) } })
  expect([bomb.statusCode, form.statusCode]).toEqual([415, 415])
  expect(await storedCount(desk)).toBe(0)
})

test.each([
  ['with its length told', true],
  ['in chunks without a length', false],
])('a body of 20 MB %s is refused with 413 before it was read whole', async (_how, isLengthTold) => {
  const desk = await open()
  await desk.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = desk.app.server.address() as AddressInfo
  const { status, sentBytes } = await pour({ port, isLengthTold, totalBytes: 20 * 1024 * 1024 })
  // A sender who goes on pouring may have the connection cut before it reads the answer.
  expect(status).toMatch(/ 413 |^cut$/)
  expect(sentBytes).toBeLessThan(20 * 1024 * 1024)
  expect(await storedCount(desk)).toBe(0)
  await expect.poll(() => desk.door.results['too-large']).toBe(1)
})

type Pour = { readonly port: number; readonly isLengthTold: boolean; readonly totalBytes: number }

/** Sends zeros until the answer comes; tells how much the other side took. */
function pour({ port, isLengthTold, totalBytes }: Pour): Promise<{ status: string; sentBytes: number }> {
  return new Promise((resolve) => {
    const piece = Buffer.alloc(64 * 1024, '0')
    const socket = connect(port, '127.0.0.1')
    let sentBytes = 0
    let isAnswered = false
    const sendMore = () => {
      while (!isAnswered && sentBytes < totalBytes && socket.writable) {
        sentBytes += piece.length
        const frame = isLengthTold ? [piece] : [`${piece.length.toString(16)}\r\n`, piece, '\r\n']
        if (!socket.write(Buffer.concat(frame.map((part) => Buffer.from(part))))) {
          return
        }
      }
    }
    const length = isLengthTold ? `content-length: ${totalBytes}` : 'transfer-encoding: chunked'
    socket.write(
      `POST ${URL} HTTP/1.1\r\nhost: desk\r\ncontent-type: application/json\r\nx-hub-signature-256: ${sign('')}\r\n${length}\r\n\r\n`,
    )
    socket.on('drain', sendMore)
    socket.on('connect', sendMore)
    socket.on('data', (answer) => {
      isAnswered = true
      resolve({ status: answer.toString('latin1').split('\r\n')[0] ?? '', sentBytes })
      socket.destroy()
    })
    socket.on('error', () => {
      isAnswered = true
      resolve({ status: 'cut', sentBytes })
    })
  })
}

test('fault 16: while the database does not store the answer is 503, and 200 again when it is back', async () => {
  const desk = await open()
  const headers = { 'x-hub-signature-256': sign(BODY) }
  await sql`alter table facebook_deliveries rename to away`.execute(desk.desk.db)
  expect((await post(desk, { headers })).statusCode).toBe(503)
  expect(desk.door.results['not-stored']).toBe(1)
  await sql`alter table away rename to facebook_deliveries`.execute(desk.desk.db)
  expect((await post(desk, { headers })).statusCode).toBe(200)
  expect(await storedCount(desk)).toBe(1)
})

test('the handshake echoes the challenge as plain text', async () => {
  const { app } = await open()
  const challenge = '<script>alert(1)</script>'
  const answer = await app.inject({
    url: URL,
    query: { 'hub.mode': 'subscribe', 'hub.verify_token': VERIFY_TOKEN, 'hub.challenge': challenge },
  })
  expect(answer).toMatchObject({ statusCode: 200, body: challenge })
  expect(answer.headers).toMatchObject({ 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' })
})

test.each([
  ['a wrong token', 'hub.mode=subscribe&hub.challenge=1&hub.verify_token=wrong'],
  ['no token', 'hub.mode=subscribe&hub.challenge=1'],
  ['no mode', `hub.challenge=1&hub.verify_token=${encodeURIComponent(VERIFY_TOKEN)}`],
  ['no challenge', `hub.mode=subscribe&hub.verify_token=${encodeURIComponent(VERIFY_TOKEN)}`],
  ['the token twice', `hub.mode=subscribe&hub.challenge=1&hub.verify_token=${encodeURIComponent(VERIFY_TOKEN)}&hub.verify_token=x`],
  ['the token as a list', `hub.mode=subscribe&hub.challenge=1&hub.verify_token[]=${encodeURIComponent(VERIFY_TOKEN)}`],
  ['the app secret as token', `hub.mode=subscribe&hub.challenge=1&hub.verify_token=${encodeURIComponent(APP_SECRET)}`],
])('a handshake with %s is refused with 403', async (_what, query) => {
  const { app } = await open()
  expect((await app.inject({ url: `${URL}?${query}` })).statusCode).toBe(403)
})
