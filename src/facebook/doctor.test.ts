import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { checkChannels } from '#desk/channels/check-channels.ts'
import { mailAboutSilence } from '#desk/channels/mail-about-silence.ts'
import { markChannelHeard } from '#storage/channels.ts'
import { ALL_SCOPES, FULL_PAGE, openFacebookDesk, OWNER, type Person } from '#test/facebook-desk.ts'
import { openSleeper } from '#test/sleeping-desk.ts'
import { createFacebookKeys } from './key-check.ts'
import { createGraph } from './graph/graph.ts'
import { createReach } from './reach.ts'
import { createFacebookSubscriptions } from './subscription-check.ts'
import { webhookAddress } from './subscribe.ts'

let world: Awaited<ReturnType<typeof openFacebookDesk>>

beforeAll(async () => {
  world = await openFacebookDesk()
})
beforeEach(() => world.reset())
afterAll(() => world.close())

type Step = { step: string; verdict: string; finding: string }

async function openDoctor() {
  const sleeper = await openSleeper(world)
  const { anna, channel } = sleeper
  const address = `/api/v1/channels/${channel.channelId}` as const
  const steps = (body: { steps: Step[] }, verdict: string) => body.steps.filter((each) => each.verdict === verdict)
  return {
    ...sleeper,
    address,
    report: async (by: Person = anna) => (await world.call(by, `GET ${address}/doctor`)).body,
    /** Checks all steps, and answers with those that are broken. */
    broken: async () => {
      const checked = await world.call(anna, `POST ${address}/checks`)
      expect(checked.status).toBe(200)
      return steps(checked.body, 'bad')
    },
    steps,
  }
}

const fault = (wish: object) => world.sandbox.control('POST', 'faults', { on: 'call', ...wish })

test('N3: of a Page that works the doctor finds no broken step, and says when it looked', async () => {
  const { broken, report, steps } = await openDoctor()
  expect(await report()).toMatchObject({ checkedAt: null, alarmHours: null })
  expect(await broken()).toEqual([])
  const told = await report()
  expect(told.checkedAt).toBe(world.clock.now.toISOString())
  expect(steps(told, 'unknown').map(({ step }) => step)).toEqual(['live', 'deliveries', 'sending'])
  expect(told.steps[0]).toMatchObject({ step: 'reachable', finding: 'this-machine' })
})

test('N3: a dead key is the broken step, with Facebook’s numbers, and what hangs on it is not blamed', async () => {
  const { broken, report, steps } = await openDoctor()
  await world.sandbox.control('PATCH', `people/${OWNER}`, { password_changed: true })
  expect(await broken()).toMatchObject([{ step: 'key', finding: 'key-dead', cause: 'password-changed', code: 190, subcode: 460 }])
  expect(steps(await report(), 'skipped').map(({ step }) => step)).toEqual(['proof', 'permissions', 'tasks', 'page-events'])
})

test('N3: a permission that was taken back is the broken step', async () => {
  const { anna, broken } = await openDoctor()
  await world.authorise(anna, { scopes: ALL_SCOPES.filter((scope) => scope !== 'pages_manage_engagement') })
  expect(await broken()).toMatchObject([{ step: 'permissions', names: ['pages_manage_engagement'] }])
  await world.authorise(anna)
  expect(await broken()).toEqual([])
})

test('N3: a subscription that cannot be mended is the broken step, at the app and at the Page; one that can is mended', async () => {
  const { broken, report } = await openDoctor()
  const path = [world.graph.appId, 'subscriptions'] as const
  const unsubscribe = () => world.graph.call({ method: 'DELETE', path, token: world.graph.appToken, params: { object: 'page' } })
  await unsubscribe()
  await fault({ path: `/${world.graph.appId}/subscriptions`, method: 'POST', act: 'error', code: 2200, times: 1 })
  expect(await broken()).toMatchObject([{ step: 'callback', finding: 'none' }])
  expect(await broken()).toEqual([])
  const events = (await report()).steps.find(({ step }: Step) => step === 'app-events')
  expect(events).toMatchObject({ verdict: 'ok', finding: 'mended', names: expect.arrayContaining(['messages', 'feed']) })
})

test('N3: with another app’s secret the app is the broken step, and no key is called dead', async () => {
  const { anna, channel, checks, report, steps } = await openDoctor()
  const graph = createGraph({
    graphUrl: world.sandbox.url,
    version: 'v26.0',
    appId: String(world.graph.appId) as never,
    appSecret: 'f'.repeat(32),
  })
  const parts = { db: world.desk.db, graph, sealer: world.sealer }
  const callback = { url: webhookAddress(world.publicUrl), verifyToken: world.sandbox.verifyToken }
  await world.desk.db.updateTable('facebook_connections').set({ check_due_at: null }).execute()
  await checkChannels(world.desk, {
    ...checks,
    keys: createFacebookKeys(parts),
    subscriptions: createFacebookSubscriptions({ ...parts, callback }),
  })
  expect(steps(await report(), 'bad')).toMatchObject([{ step: 'app', finding: 'refused', code: expect.any(Number) }])
  const [page] = (await world.call(anna, 'GET /api/v1/channels')).body.channels
  expect(page).toMatchObject({ id: channel.channelId, state: 'connected', problem: null })
})

test('N3: what Facebook keeps silent about is unknown, and nothing is called broken', async () => {
  const { broken, report, steps } = await openDoctor()
  await fault({ act: 'status', status: 503, times: 20 })
  expect(await broken()).toEqual([])
  expect(steps(await report(), 'unknown').map(({ step }) => step)).toEqual(expect.arrayContaining(['app', 'key']))
})

test('N3: a Page that somebody disconnected has no key; what was found of the key before is forgotten with the next one', async () => {
  const { address, anna, broken, report } = await openDoctor()
  expect(await broken()).toEqual([])
  await world.call(anna, `DELETE ${address}/key`)
  expect(await broken()).toMatchObject([{ step: 'key', finding: 'no-key' }])
  await world.connect(anna, await world.authorise(anna), [FULL_PAGE])
  expect(await report()).toMatchObject({ checkedAt: null })
})

test('N3: where nothing comes for as many hours as were set the deliveries are the broken step', async () => {
  const { address, anna, broken, pass } = await openDoctor()
  expect((await world.call(anna, `PUT ${address}/alarm`, { hours: 6 })).body.alarmHours).toBe(6)
  expect(await broken()).toEqual([])
  await pass(6 * 3_600_000)
  expect(await broken()).toMatchObject([{ step: 'deliveries', finding: 'silent', count: 6 }])
  expect((await world.call(anna, `PUT ${address}/alarm`, { hours: null })).body.alarmHours).toBeNull()
  expect(await broken()).toEqual([])
  expect((await world.call(anna, `PUT ${address}/alarm`, { hours: 0 })).status).toBe(400)
})

test('P11: one silence is one mail, also where another process looks whose clock is behind; after news the next is another', async () => {
  const { address, anna, channel, pass } = await openDoctor()
  const { db } = world.desk
  const mailed = async () => (await db.selectFrom('sent_mails').select('id').execute()).length
  const look = () => mailAboutSilence(world.desk, { publicUrl: world.publicUrl, isSmtpConfigured: false })
  await world.call(anna, `PUT ${address}/alarm`, { hours: 6 })
  await pass(7 * 3_600_000)
  await look()
  world.clock.now = new Date(world.clock.now.getTime() - 2000)
  await look()
  expect(await mailed()).toBe(1)
  await pass(60_000)
  await markChannelHeard(db, channel, world.clock.now)
  await pass(6 * 3_600_000)
  await look()
  expect(await mailed()).toBe(2)
})

test('P11: who switches Facebook on again is not told at once that nothing came while it was off', async () => {
  const { address, anna, broken, pass } = await openDoctor()
  const mailed = async () => (await world.desk.db.selectFrom('sent_mails').select('id').execute()).length
  const look = () => mailAboutSilence(world.desk, { publicUrl: world.publicUrl, isSmtpConfigured: false })
  await world.call(anna, `PUT ${address}/alarm`, { hours: 6 })
  await world.call(anna, 'PUT /api/v1/extensions/facebook', { isEnabled: false })
  await pass(7 * 3_600_000)
  await world.call(anna, 'PUT /api/v1/extensions/facebook', { isEnabled: true })
  await look()
  expect(await mailed()).toBe(0)
  expect(await broken()).toEqual([])
  await pass(6 * 3_600_000)
  await look()
  expect(await mailed()).toBe(1)
})

test('attack 13: only an administrator asks the doctor, and only of their own workspace', async () => {
  const { address, anna } = await openDoctor()
  const agent = await world.newPerson(anna.actor.workspaceId, 'agent')
  const stranger = await world.newAdministrator()
  for (const [method, path, body] of [
    ['GET', 'doctor', undefined],
    ['POST', 'checks', undefined],
    ['PUT', 'alarm', { hours: 1 }],
  ] as const) {
    expect((await world.call(agent, `${method} ${address}/${path}`, body)).status).toBe(403)
    expect((await world.call(stranger, `${method} ${address}/${path}`, body)).status).toBe(404)
  }
})

test('the public address is met as Facebook meets it: by a challenge that only this desk answers', async () => {
  const server = createServer((_request, response) => response.end('Welcome'))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const reach = (url: string) => createReach({ url: webhookAddress(url), verifyToken: world.sandbox.verifyToken })()
  expect(await reach(`http://127.0.0.1:${port}`)).toEqual({ kind: 'someone-else', status: 200 })
  expect(await reach('http://127.0.0.1:9')).toEqual({ kind: 'not-reached', why: 'ECONNREFUSED' })
  expect(await reach(`https://127.0.0.1:${port}`)).toMatchObject({ kind: 'not-reached' })
  expect(await reach(world.publicUrl)).toEqual({ kind: 'this-machine' })
})
