import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { env, graph, type Ground, openGround } from './graph.ts'

let ground: Ground
beforeAll(async () => {
  ground = await openGround()
})
afterAll(() => ground.close())

const it = (name: string) => env(ground, name)
const proof = (token: string) => createHmac('sha256', it('APP_SECRET')).update(token).digest('hex')

test('[seen] GET /{user}: a token that was never given out is refused with 190 and no subcode', async () => {
  const { status, error } = await graph(ground, '/v26.0/me', { token: 'EAAnever' })
  expect(status).toBe(400)
  expect(error).toMatchObject({ code: 190, type: 'OAuthException', message: expect.stringContaining('Invalid OAuth access token') })
  expect(error).not.toHaveProperty('error_subcode')
  expect(error?.['fbtrace_id']).toEqual(expect.any(String))
})

test('[seen] GET /{user}: no token on /me is 2500', async () => {
  expect((await graph(ground, '/me')).error).toMatchObject({ code: 2500, type: 'OAuthException' })
})

test.each(['query', 'form', 'json', 'bearer'])('[docs] POST /{page}/messages: the token is taken from the %s', async (where) => {
  const token = it('PAGE_TOKEN')
  const recipient = { id: it('PSID') }
  const text = { recipient: JSON.stringify(recipient), sender_action: 'typing_on' }
  const replies = {
    query: () => graph(ground, `/me/messages?access_token=${token}`, { form: text }),
    form: () => graph(ground, '/me/messages', { form: { ...text, access_token: token } }),
    json: () => graph(ground, '/me/messages', { body: { recipient, sender_action: 'typing_on', access_token: token } }),
    bearer: () => graph(ground, '/me/messages', { body: { recipient, sender_action: 'typing_on' }, token }),
  }
  const reply = await replies[where as keyof typeof replies]()
  expect(reply.body).toEqual({ recipient_id: it('PSID') })
})

test('[docs] GET /{user}: a right appsecret_proof passes', async () => {
  const token = it('USER_TOKEN')
  expect((await graph(ground, `/me?appsecret_proof=${proof(token)}`, { token })).status).toBe(200)
})

test('[seen] GET /{user}: a wrong appsecret_proof is 100, GraphMethodException', async () => {
  const { status, error } = await graph(ground, `/me?appsecret_proof=${'0'.repeat(64)}`, { token: it('USER_TOKEN') })
  expect(status).toBe(400)
  expect(error).toMatchObject({ code: 100, type: 'GraphMethodException', message: 'Invalid appsecret_proof provided in the API argument' })
})

test('[docs] GET /oauth/access_token: client_credentials gives an app token that begins with the app id', async () => {
  const { body } = await graph(
    ground,
    `/oauth/access_token?grant_type=client_credentials&client_id=${it('APP_ID')}&client_secret=${it('APP_SECRET')}`,
  )
  expect(body).toMatchObject({ token_type: 'bearer', access_token: expect.stringMatching(new RegExp(`^${it('APP_ID')}\\|`)) })
})

test('[docs] POST /oauth/access_token: a short token becomes one of about sixty days', async () => {
  const { body } = await graph(ground, '/oauth/access_token', {
    form: {
      grant_type: 'fb_exchange_token',
      client_id: it('APP_ID'),
      client_secret: it('APP_SECRET'),
      fb_exchange_token: it('USER_TOKEN'),
    },
  })
  expect(body['expires_in']).toBeGreaterThan(50 * 86_400)
})

test('[seen] GET /oauth/access_token: a code that was never given out is refused with 100', async () => {
  const query = new URLSearchParams({
    client_id: it('APP_ID'),
    client_secret: it('APP_SECRET'),
    redirect_uri: it('REDIRECT_URI'),
    code: 'AQnever',
  })
  const { error } = await graph(ground, `/v26.0/oauth/access_token?${query.toString()}`)
  expect(error).toMatchObject({ code: 100, type: 'OAuthException', message: 'Invalid verification code format.' })
})

test('[seen] GET /oauth/access_token: a code exchange without redirect_uri is 191', async () => {
  const { error } = await graph(ground, `/oauth/access_token?client_id=${it('APP_ID')}&client_secret=${it('APP_SECRET')}&code=x`)
  expect(error).toMatchObject({ code: 191, message: 'Missing redirect_uri parameter.' })
})

test('[docs] GET /debug_token: it tells what a Page token is', async () => {
  const { body } = await graph(ground, `/debug_token?input_token=${it('PAGE_TOKEN')}&access_token=${it('APP_ID')}|${it('APP_SECRET')}`)
  expect(body['data']).toMatchObject({
    app_id: it('APP_ID'),
    type: 'PAGE',
    is_valid: true,
    expires_at: 0,
    profile_id: it('PAGE_ID'),
    user_id: expect.stringMatching(/^\d+$/),
    scopes: expect.arrayContaining(['pages_messaging']),
    granular_scopes: expect.arrayContaining([expect.objectContaining({ scope: 'pages_messaging' })]),
  })
})

test('[docs] GET /debug_token: it says of a foreign token that it is not valid', async () => {
  const { status, body } = await graph(ground, `/debug_token?input_token=EAAnever&access_token=${it('APP_ID')}|${it('APP_SECRET')}`)
  expect(status).toBe(200)
  expect(body['data']).toMatchObject({ is_valid: false, error: { code: 190 } })
})
