import { afterAll, beforeAll, expect, test } from 'vitest'
import { env, graph, type Ground, openGround } from './graph.ts'

let ground: Ground
beforeAll(async () => {
  ground = await openGround()
})
afterAll(() => ground.close())

const it = (name: string) => env(ground, name)

async function post(body: RequestInit['body'], type?: string, query = ''): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(new URL(`/v26.0/me/messages${query}`, it('GRAPH_URL')), {
    method: 'POST',
    headers: { authorization: `Bearer ${it('PAGE_TOKEN')}`, ...(type === undefined ? {} : { 'content-type': type }) },
    body: body ?? '',
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

const recipient = () => ({ id: it('PSID') })
const sent = () => expect.objectContaining({ recipient_id: it('PSID') })
const form = (entries: Record<string, string>) => new URLSearchParams(entries).toString()

test('[docs] POST /{page}/messages: all parameters may stand in the query', async () => {
  const query = new URLSearchParams({ recipient: JSON.stringify(recipient()), message: '{"text":"hi"}' })
  expect((await post('', undefined, `?${query.toString()}`)).body).toEqual(sent())
})

test('[docs] POST /{page}/messages: JSON in single quotes, as the curl samples write it', async () => {
  const query = new URLSearchParams({ recipient: `{'id':'${it('PSID')}'}`, message: `{'text':'it\\'s "hi"'}` })
  expect((await post('', undefined, `?${query.toString()}`)).body).toEqual(sent())
})

test.each(['application/x-www-form-urlencoded', 'application/x-www-form-urlencoded; charset=utf-8', 'text/plain'])(
  '[docs] POST /{page}/messages: a form as %s',
  async (type) => {
    const body = form({ recipient: JSON.stringify(recipient()), message: '{"text":"hi"}' })
    expect((await post(body, type)).body).toEqual(sent())
  },
)

test('[docs] POST /{page}/messages: a form without any content type', async () => {
  const body = new TextEncoder().encode(form({ recipient: JSON.stringify(recipient()), message: '{"text":"hi"}' }))
  expect((await post(body)).body).toEqual(sent())
})

test.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON'])(
  '[docs] POST /{page}/messages: JSON as %s',
  async (type) => {
    expect((await post(JSON.stringify({ recipient: recipient(), message: { text: 'hi' } }), type)).body).toEqual(sent())
  },
)

test('[docs] POST /{page}/messages: JSON with the id as a number, however long', async () => {
  expect((await post(`{"recipient":{"id":${it('PSID')}},"message":{"text":"hi"}}`, 'application/json')).body).toEqual(sent())
})

test('[docs] POST /{page}/messages: a multipart body', async () => {
  const body = new FormData()
  body.set('recipient', JSON.stringify(recipient()))
  body.set('message', '{"text":"hi"}')
  expect((await post(body)).body).toEqual(sent())
})

test('[unproven] POST /{page}/messages: a form with places in brackets', async () => {
  expect((await post(form({ 'recipient[id]': it('PSID'), 'message[text]': 'hi' }), 'application/x-www-form-urlencoded')).body).toEqual(
    sent(),
  )
})

test.each(['access_token', 'bearer'])('[docs] POST /{page}/messages: the token as %s', async (where) => {
  const call = { recipient: recipient(), message: { text: 'hi' } }
  const reply =
    where === 'bearer'
      ? await graph(ground, '/me/messages', { token: it('PAGE_TOKEN'), body: call })
      : await graph(ground, '/me/messages', { body: { ...call, access_token: it('PAGE_TOKEN') } })
  expect(reply.body).toEqual(sent())
})

test('[unproven] POST /{page}/messages: a body that is not JSON is 100, not a crash', async () => {
  const { status, body } = await post('{"recipient":', 'application/json')
  expect([status, body['error']]).toEqual([400, expect.objectContaining({ code: 100, type: 'OAuthException' })])
})

test('[unproven] POST /{page}/messages: a broken multipart body is 100, not a crash', async () => {
  const { status, body } = await post('no parts here', 'multipart/form-data; boundary=x')
  expect([status, body['error']]).toEqual([400, expect.objectContaining({ code: 100 })])
})

test('[unproven] POST /{page}/messages: a body that is too large is refused in the shape of Graph', async () => {
  const { status, body } = await post(new Uint8Array(31_000_000), 'application/octet-stream')
  expect([status, body['error']]).toEqual([413, expect.objectContaining({ type: 'OAuthException', fbtrace_id: expect.any(String) })])
})
