import { afterAll, beforeAll, expect, test } from 'vitest'
import { env, graph, type Ground, openGround } from './graph.ts'

let ground: Ground
beforeAll(async () => {
  ground = await openGround()
})
afterAll(() => ground.close())

const it = (name: string) => env(ground, name)
type Item = { code: number; headers?: { name: string; value: string }[]; body: string } | null

async function batch(items: unknown[], more: Record<string, unknown> = {}): Promise<Item[]> {
  const response = await fetch(it('GRAPH_URL'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ access_token: it('USER_TOKEN'), batch: items, ...more }),
  })
  return (await response.json()) as Item[]
}

function bodyOf(item: Item | undefined): Record<string, unknown> {
  return JSON.parse(item?.body ?? '{}') as Record<string, unknown>
}

test('[docs] POST /: a batch is answered in its order, each with code, headers and a body in a string', async () => {
  const answers = await batch([
    { method: 'GET', relative_url: 'me' },
    { method: 'GET', relative_url: `/v25.0/${it('PAGE_ID')}?fields=name` },
  ])
  expect(answers.map((item) => item?.code)).toEqual([200, 200])
  expect(bodyOf(answers[1])).toEqual({ id: it('PAGE_ID'), name: expect.any(String) })
  expect(answers[0]?.headers).toContainEqual({ name: 'Content-Type', value: 'text/javascript; charset=UTF-8' })
})

test('[docs] POST /: a batch with include_headers=false has no headers', async () => {
  const [first] = await batch([{ method: 'GET', relative_url: 'me' }], { include_headers: false })
  expect(Object.keys(first ?? {})).toEqual(['code', 'body'])
})

test('[docs] POST /: a batch comes as a form with its list in JSON, too', async () => {
  const form = { access_token: it('USER_TOKEN'), batch: '[{"method":"GET","relative_url":"me?fields=id"}]' }
  const response = await fetch(it('GRAPH_URL'), { method: 'POST', body: new URLSearchParams(form) })
  expect(bodyOf(((await response.json()) as Item[])[0])).toEqual({ id: expect.any(String) })
})

test('[docs] POST /: a failing item of a batch leaves the others alone', async () => {
  const answers = await batch([
    { method: 'GET', relative_url: '999999999999999' },
    { method: 'GET', relative_url: 'me' },
  ])
  expect(answers.map((item) => item?.code)).toEqual([400, 200])
  expect(bodyOf(answers[0])).toMatchObject({ error: { code: 100, error_subcode: 33 } })
})

test('[docs] POST /: a batch item takes its own token, in its query, its body or beside them', async () => {
  const answers = await batch([
    { method: 'GET', relative_url: `me?fields=id&access_token=${it('PAGE_TOKEN')}` },
    { method: 'GET', relative_url: 'me?fields=id', access_token: it('PAGE_TOKEN') },
    {
      method: 'POST',
      relative_url: 'me/messages',
      body: `access_token=${it('PAGE_TOKEN')}&recipient={"id":"${it('PSID')}"}&sender_action=typing_on`,
    },
  ])
  expect(answers.map(bodyOf)).toEqual([{ id: it('PAGE_ID') }, { id: it('PAGE_ID') }, { recipient_id: it('PSID') }])
})

test('[docs] POST /: a later item takes values of an earlier one by JSONPath, whose own answer is then null', async () => {
  const answers = await batch([
    { method: 'GET', name: 'pages', relative_url: 'me/accounts?fields=id' },
    { method: 'GET', relative_url: '?ids={result=pages:$.data.*.id}&fields=name' },
  ])
  expect(answers[0]).toBeNull()
  expect(Object.keys(bodyOf(answers[1]))).toContain(it('PAGE_ID'))
})

test('[docs] POST /: omit_response_on_success=false keeps the answer of a named item', async () => {
  const answers = await batch([
    { method: 'GET', name: 'me', omit_response_on_success: false, relative_url: 'me' },
    { method: 'GET', depends_on: 'me', relative_url: '{result=me:$.id}' },
  ])
  expect(answers.map((item) => item?.code)).toEqual([200, 200])
  expect(bodyOf(answers[0])['id']).toBe(bodyOf(answers[1])['id'])
})

test('[seen] POST /: in a batch, what others only wait for is null as well when it succeeds', async () => {
  const answers = await batch([
    { method: 'GET', name: 'first', relative_url: 'me' },
    { method: 'GET', depends_on: 'first', relative_url: 'me' },
  ])
  expect(answers.map((item) => item?.code)).toEqual([undefined, 200])
})

test('[unproven] POST /: in a batch, what waits for a failure is not run and null', async () => {
  const answers = await batch([
    { method: 'GET', name: 'first', relative_url: '999999999999999' },
    { method: 'GET', depends_on: 'first', relative_url: 'me' },
  ])
  expect([answers[0]?.code, answers[1]]).toEqual([400, null])
})

test('[seen] POST /: a batch that depends on what does not come before is refused as a whole', async () => {
  const { status, error } = await graph(ground, '/', {
    token: it('USER_TOKEN'),
    body: { batch: [{ method: 'GET', relative_url: 'me', depends_on: 'f' }] },
  })
  expect(status).toBe(400)
  expect(error).toMatchObject({
    type: 'GraphBatchException',
    message: 'Request 0 cannot depend on an  unresolved request with  name f. Requests can only depend on preceding requests',
  })
})

test('[seen] POST /: 51 requests are too many for a batch', async () => {
  const items = Array.from({ length: 51 }, () => ({ method: 'GET', relative_url: 'me' }))
  const { error } = await graph(ground, '/', { token: it('USER_TOKEN'), body: { batch: items } })
  expect(error).toMatchObject({ type: 'GraphBatchException', message: 'Too many requests in batch message. Maximum batch size is 50' })
})

test('[docs] POST /: a batch needs a token of its own, though every item has one', async () => {
  const { error } = await graph(ground, '/', { body: { batch: [{ method: 'GET', relative_url: `me?access_token=${it('USER_TOKEN')}` }] } })
  expect(error).toMatchObject({ code: 104 })
})

test('[docs] POST /: an item of a batch with If-None-Match is 304 when nothing changed', async () => {
  const [first] = await batch([{ method: 'GET', relative_url: 'me?fields=id' }])
  const etag = first?.headers?.find(({ name }) => name === 'ETag')?.value
  const [again] = await batch([{ method: 'GET', relative_url: 'me?fields=id', headers: [`If-None-Match: ${etag}`] }])
  expect(again).toMatchObject({ code: 304, body: null })
})

test('[docs] POST /: a batch goes to any endpoint, as /me, and in the query as well', async () => {
  const query = new URLSearchParams({
    access_token: it('USER_TOKEN'),
    batch: JSON.stringify([{ method: 'GET', relative_url: it('PAGE_ID') }]),
  })
  const response = await fetch(new URL(`/me?${query.toString()}`, it('GRAPH_URL')), { method: 'POST' })
  expect(((await response.json()) as Item[])[0]?.code).toBe(200)
})

test('[unproven] POST /: a batch that is no list is 100', async () => {
  const { error } = await graph(ground, '/', { token: it('USER_TOKEN'), body: { batch: 'me' } })
  expect(error).toMatchObject({ code: 100, message: '(#100) param batch must be an array.' })
})

test('[docs] POST /: a part of a multipart batch goes to the item that names it in attached_files', async () => {
  const form = new FormData()
  form.set('access_token', it('PAGE_TOKEN'))
  const message = encodeURIComponent('{"attachment":{"type":"image","payload":{"is_reusable":true}}}')
  form.set(
    'batch',
    JSON.stringify([{ method: 'POST', relative_url: 'me/message_attachments', body: `message=${message}`, attached_files: 'cat' }]),
  )
  form.set('cat', new File([Buffer.from(PIXEL, 'base64')], 'cat.png', { type: 'image/png' }))
  const response = await fetch(it('GRAPH_URL'), { method: 'POST', body: form })
  const [only] = (await response.json()) as Item[]
  expect([only?.code, bodyOf(only ?? null)]).toEqual([200, { attachment_id: expect.stringMatching(/^\d+$/) }])
})

/** A picture of one pixel. */
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
