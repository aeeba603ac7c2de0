import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Box, openBox } from './box.ts'

let box: Box
let port: string
beforeAll(async () => {
  box = await openBox({ allowedHosts: ['sandbox'] })
  port = new URL(box.sandbox.url).port
})
afterAll(() => box.close())

type Knock = { readonly path?: string; readonly method?: string; readonly headers?: Readonly<Record<string, string>> }

/** `fetch` would not let us write Host and Origin by hand. */
async function knock({ path = '/sandbox/people', method = 'POST', headers = {} }: Knock): Promise<{ status: number; text: string }> {
  return await new Promise((resolve, reject) => {
    const call = request({ port, host: '127.0.0.1', path, method, headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() }))
    })
    call.on('error', reject)
    call.end(method === 'GET' ? undefined : '{"name":"Ada Byron"}')
  })
}

const peopleCount = () => box.sandbox.world.state.people.size

test.each([
  ['a foreign Origin', { origin: 'https://evil.example' }],
  ['a foreign Origin and text/plain, which no browser asks about', { origin: 'https://evil.example', 'content-type': 'text/plain' }],
  ['the Origin of a file or a frame without one', { origin: 'null' }],
  ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
  ['no Origin, but the word of the browser that it is another site', { 'sec-fetch-site': 'cross-site' }],
])('R15: a web page with %s does not work the controls', async (_who, headers) => {
  const before = peopleCount()
  expect(await knock({ headers })).toMatchObject({ status: 403, text: expect.stringContaining('only their own page') })
  expect(peopleCount()).toBe(before)
})

test.each(['evil.example', `evil.example:4000`, 'localhost.evil.example', '127.0.0.1.evil.example:4000'])(
  'R15: a web site that points its own name %s at this machine reads and changes nothing',
  async (host) => {
    const before = peopleCount()
    expect(await knock({ headers: { host, origin: `http://${host}` } })).toMatchObject({
      status: 421,
      text: expect.stringContaining('--allow-host'),
    })
    expect(await knock({ method: 'GET', path: '/sandbox/world', headers: { host } })).toMatchObject({ status: 421 })
    expect(await knock({ method: 'GET', path: '/sandbox', headers: { host } })).toMatchObject({ status: 421 })
    expect(peopleCount()).toBe(before)
  },
)

test.each([
  ['a program, which has no Origin', {}],
  ['a program that posts text/plain', { 'content-type': 'text/plain' }],
  ["the sandbox's own page", { own: 'yes' }],
  ['a name that was allowed', { host: 'sandbox:4000' }],
  ['localhost through a tunnel at another port', { host: 'localhost:8080', origin: 'http://localhost:8080' }],
])('R15: %s works the controls', async (_who, { own, ...headers }: Record<string, string>) => {
  const before = peopleCount()
  const mine = own === undefined ? {} : { origin: box.sandbox.url, 'sec-fetch-site': 'same-origin' }
  expect((await knock({ headers: { ...headers, ...mine } })).status).toBe(200)
  expect(peopleCount()).toBe(before + 1)
})

test('R15: another way to write the address opens no way around', async () => {
  const before = peopleCount()
  expect(await knock({ path: '/%73andbox/people', headers: { origin: 'https://evil.example' } })).toMatchObject({ status: 403 })
  expect(await knock({ path: '/%73andbox/world', method: 'GET', headers: { host: 'evil.example' } })).toMatchObject({ status: 421 })
  expect(peopleCount()).toBe(before)
})

test('R15: Graph itself answers clients under whatever name they call it', async () => {
  const token = box.env['PAGE_TOKEN'] ?? ''
  expect((await knock({ method: 'GET', path: `/me?access_token=${token}`, headers: { host: 'graph.facebook.com' } })).status).toBe(200)
})
