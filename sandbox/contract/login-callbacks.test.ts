import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { OWNER_ID } from '../world/seed.ts'
import { type Box, openBox } from './box.ts'
import { allow, logInAs, OWNER, REDIRECT, tokenIn } from './dialog.ts'
import { env, graph } from './graph.ts'
import { type Listener, openListener } from './listener.ts'

let box: Box
let app: Listener
beforeEach(async () => {
  box = await openBox({ redirectUris: [REDIRECT] })
  app = await openListener(env(box, 'VERIFY_TOKEN'))
})
afterEach(async () => {
  await app.close()
  await box.close()
})

const change = (body: object) => box.control(`apps/${env(box, 'APP_ID')}`, body, 'PATCH')
/** The app-scoped id of the owner, as long as they are connected. */
const ownId = async () => String((await graph(box, '/me', { token: env(box, 'USER_TOKEN') })).body['id'])

/** Reads a signed_request the way the documentation says to. */
function readSigned(body: string): { isGenuine: boolean; payload: unknown } {
  const [signature = '', payload = ''] = new URLSearchParams(body).get('signed_request')?.split('.') ?? []
  const expected = createHmac('sha256', env(box, 'APP_SECRET')).update(payload).digest('base64url')
  return { isGenuine: signature === expected, payload: JSON.parse(Buffer.from(payload, 'base64url').toString()) }
}

async function subscribe(fields: string): Promise<void> {
  const token = `${env(box, 'APP_ID')}|${env(box, 'APP_SECRET')}`
  const form = { object: 'permissions', callback_url: app.url, verify_token: env(box, 'VERIFY_TOKEN'), fields }
  expect((await graph(box, `/${env(box, 'APP_ID')}/subscriptions`, { token, form })).body).toEqual({ success: true })
}

test('[docs] DELETE /{user}/permissions: the deauthorize callback gets a form with a signed_request of the app-scoped id', async () => {
  await change({ deauthorize_url: app.url })
  const userId = await ownId()
  await graph(box, '/me/permissions', { method: 'DELETE', token: env(box, 'USER_TOKEN') })
  const [call] = await app.untilHeard(1)
  expect(call?.headers['content-type']).toBe('application/x-www-form-urlencoded')
  expect(call?.body).toMatch(/^signed_request=[\w-]+\.[\w-]+$/)
  expect(readSigned(call?.body ?? '')).toEqual({
    isGenuine: true,
    payload: { algorithm: 'HMAC-SHA256', issued_at: expect.any(Number), user_id: userId },
  })
})

test('removing the app calls deauthorize once and tells its answer, also in the journal', async () => {
  await change({ deauthorize_url: app.url })
  app.answers.push(500)
  expect(await box.control(`people/${OWNER_ID}/remove-app`, {})).toEqual({ removed: true, deauthorize: { status: 500, failure: null } })
  const { entries } = await box.control('journal')
  expect((entries as { label: string }[]).filter(({ label }) => label === 'deauthorize')).toMatchObject([{ status: 500, path: app.url }])
})

test('data deletion: the app is asked with a signed_request, and its answer is shown', async () => {
  const heard: string[] = []
  const answers = [
    '{"url":"https://app.example/status?id=abc123","confirmation_code":"abc123"}',
    '{"url":"/status","confirmation_code":"a-1"}',
  ]
  const server = createServer((request, response) => {
    request.on('data', (chunk: Buffer) => heard.push(chunk.toString()))
    request.on('end', () => response.end(answers.shift()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  await change({ data_deletion_url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/forget` })
  expect(await box.control(`people/${OWNER_ID}/request-deletion`, {})).toEqual({
    status: 200,
    failure: null,
    url: 'https://app.example/status?id=abc123',
    confirmation_code: 'abc123',
    problems: [],
  })
  expect(readSigned(heard[0] ?? '')).toMatchObject({ isGenuine: true, payload: { user_id: await ownId() } })
  const second = await box.control(`people/${OWNER_ID}/request-deletion`, {})
  expect(second['problems']).toEqual(['url is not an absolute address.', 'confirmation_code is not made of letters and digits.'])
  server.closeAllConnections()
  server.close()
})

test('asking an app without data_deletion_url to forget someone is refused', async () => {
  expect(await box.control(`people/${OWNER_ID}/request-deletion`, {})).toEqual({ error: 'Pagedesk has no data_deletion_url.' })
})

test('[seen] POST /{app}/subscriptions: the permissions object hears what a login grants, by Page', async () => {
  const userId = await ownId()
  await box.control(`people/${OWNER_ID}/remove-app`, {})
  await subscribe('connected,pages_messaging')
  await tokenIn(box, await allow(await logInAs(box, OWNER), { pages: [env(box, 'PAGE_ID')] }))
  const [call] = await app.untilHeard(1)
  expect(JSON.parse(call?.body ?? '')).toEqual({
    object: 'permissions',
    entry: [
      {
        id: userId,
        uid: userId,
        time: expect.any(Number),
        changes: [
          { field: 'connected', verb: 'granted' },
          { field: 'pages_messaging', value: { verb: 'granted', target_ids: [env(box, 'PAGE_ID')] } },
        ],
      },
    ],
  })
  expect(call?.headers['x-hub-signature-256']).toMatch(/^sha256=/)
})

test('[seen] POST /{app}/subscriptions: the permissions object hears of other Pages, of one permission taken back, and of the end', async () => {
  await subscribe('connected,pages_messaging')
  const pages = [env(box, 'PAGE_ID')]
  const token = await tokenIn(box, await allow(await logInAs(box, OWNER), { pages }))
  await app.untilHeard(1)
  await graph(box, '/me/permissions/pages_messaging', { method: 'DELETE', token })
  await app.untilHeard(2)
  await graph(box, '/me/permissions', { method: 'DELETE', token })
  const calls = await app.untilHeard(3)
  expect(calls.map(({ body }) => (JSON.parse(body) as { entry: { changes: unknown }[] }).entry[0]?.changes)).toEqual([
    [{ field: 'pages_messaging', value: { verb: 'granted', target_ids: pages } }],
    [{ field: 'pages_messaging', value: { verb: 'revoked' } }],
    [{ field: 'connected', verb: 'revoked' }],
  ])
})

test('[docs] POST /{app}/subscriptions: a field of permissions that does not exist is refused', async () => {
  const token = `${env(box, 'APP_ID')}|${env(box, 'APP_SECRET')}`
  const form = { object: 'permissions', callback_url: app.url, verify_token: env(box, 'VERIFY_TOKEN'), fields: 'messages' }
  const { error } = await graph(box, `/${env(box, 'APP_ID')}/subscriptions`, { token, form })
  expect(error).toMatchObject({ code: 100, message: expect.stringContaining('Param fields[0] must be one of') })
})
