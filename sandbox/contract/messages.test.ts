import { afterAll, beforeAll, expect, test } from 'vitest'
import { env, graph, type Ground, openGround, type Reply } from './graph.ts'

let ground: Ground
beforeAll(async () => {
  ground = await openGround()
})
afterAll(() => ground.close())

const it = (name: string) => env(ground, name)

function send(psid: string, more: Record<string, unknown>): Promise<Reply> {
  return graph(ground, `/v26.0/${it('PAGE_ID')}/messages`, { token: it('PAGE_TOKEN'), body: { recipient: { id: psid }, ...more } })
}

test('[docs] POST /{page}/messages: a text to someone who wrote within a day comes back with its id', async () => {
  const { status, body } = await send(it('PSID'), {
    messaging_type: 'RESPONSE',
    message: { text: 'Zażółć gęślą jaźń 🌿', metadata: 'ours:1' },
  })
  expect(status).toBe(200)
  expect(body).toEqual({ recipient_id: it('PSID'), message_id: expect.stringMatching(/^m_[\w-]{60,}$/) })
})

test('[docs] POST /{page}/messages: takes a form with JSON in its fields', async () => {
  const { body } = await graph(ground, '/me/messages', {
    token: it('PAGE_TOKEN'),
    form: { recipient: JSON.stringify({ id: it('PSID') }), message: JSON.stringify({ text: 'hi' }) },
  })
  expect(body['recipient_id']).toBe(it('PSID'))
})

test('[seen] POST /{page}/messages: a text two days later is outside the window: 10/2018278', async () => {
  const { status, error } = await send(it('OLD_PSID'), { messaging_type: 'RESPONSE', message: { text: 'hi' } })
  expect(status).toBe(400)
  expect(error).toMatchObject({
    code: 10,
    error_subcode: 2018278,
    type: 'OAuthException',
    message:
      '(#10) This message is sent outside of allowed window. Learn more about the new policy here: https://developers.facebook.com/docs/messenger-platform/policy-overview',
  })
})

test('[docs] POST /{page}/messages: HUMAN_AGENT reaches someone who wrote two days ago', async () => {
  const { status } = await send(it('OLD_PSID'), { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT', message: { text: 'hi' } })
  expect(status).toBe(200)
})

test.each(['CONFIRMED_EVENT_UPDATE', 'ACCOUNT_UPDATE', 'POST_PURCHASE_UPDATE'])(
  '[seen] POST /{page}/messages: the tag %s is dead: 100/1893061',
  async (tag) => {
    const { error } = await send(it('PSID'), { messaging_type: 'MESSAGE_TAG', tag, message: { text: 'hi' } })
    expect(error).toMatchObject({ code: 100, error_subcode: 1893061, message: 'Invalid parameter' })
  },
)

test('[docs] POST /{page}/messages: a Page outside the News Page Index gets 10/2018065 for a subscription message', async () => {
  const { error } = await send(it('OLD_PSID'), {
    messaging_type: 'MESSAGE_TAG',
    tag: 'NON_PROMOTIONAL_SUBSCRIPTION',
    message: { text: 'hi' },
  })
  expect(error).toMatchObject({ code: 10, error_subcode: 2018065 })
})

test('[seen] POST /{page}/messages: 2000 characters pass, 2001 do not', async () => {
  expect((await send(it('PSID'), { message: { text: 'x'.repeat(2000) } })).status).toBe(200)
  const { error } = await send(it('PSID'), { message: { text: 'x'.repeat(2001) } })
  expect(error).toMatchObject({ code: 100, message: '(#100) Length of param message[text] must be less than or equal to 2000' })
})

test('[docs] POST /{page}/messages: someone who never wrote is unknown: 100/2018001', async () => {
  const { error } = await send(it('BAD_PSID'), { message: { text: 'hi' } })
  expect(error).toMatchObject({ code: 100, error_subcode: 2018001 })
})

test('[docs] POST /{page}/messages: a message and a sender action do not go together: 100/2018014', async () => {
  const { error } = await send(it('PSID'), { sender_action: 'typing_on', message: { text: 'hi' } })
  expect(error).toMatchObject({ code: 100, error_subcode: 2018014 })
})

test.each(['typing_on', 'typing_off', 'mark_seen'])(
  '[docs] POST /{page}/messages: %s is answered with the recipient alone',
  async (action) => {
    expect((await send(it('PSID'), { sender_action: action })).body).toEqual({ recipient_id: it('PSID') })
  },
)

test('[unproven] POST /{page}/messages: a user token cannot send: 190', async () => {
  const { error } = await graph(ground, `/${it('PAGE_ID')}/messages`, {
    token: it('USER_TOKEN'),
    body: { recipient: { id: it('PSID') }, message: { text: 'hi' } },
  })
  expect(error).toMatchObject({ code: 190 })
})

test('[docs] POST /{page}/messages: a call without recipient names it', async () => {
  const { error } = await graph(ground, '/me/messages', { token: it('PAGE_TOKEN'), body: { message: { text: 'hi' } } })
  expect(error).toMatchObject({ code: 100, message: expect.stringContaining('recipient') })
})

test('[unproven] POST /{page}/messages: a body that is not JSON is 100, not a crash', async () => {
  const response = await fetch(new URL('/me/messages', it('GRAPH_URL')), {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${it('PAGE_TOKEN')}` },
    body: '{"recipient":',
  })
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ error: { code: 100, type: 'OAuthException' } })
})
