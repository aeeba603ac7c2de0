import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { FULL_PAGE, openFacebookDesk } from '#test/facebook-desk.ts'

let world: Awaited<ReturnType<typeof openFacebookDesk>>

beforeAll(async () => {
  world = await openFacebookDesk()
})
beforeEach(() => world.reset())
afterAll(() => world.close())

const APP = '/api/v1/facebook/app'

test('an app is checked before any Page is connected: the callback is entered, and Facebook called it back', async () => {
  const anna = await world.newAdministrator()
  expect((await world.call(anna, `GET ${APP}`)).body).toMatchObject({ checkedAt: null, isConnected: false, heardAt: null, ticks: [] })
  const { body } = await world.call(anna, `POST ${APP}/checks`)
  expect(body).toMatchObject({
    appId: world.graph.appId,
    verifyToken: world.sandbox.verifyToken,
    addresses: {
      callback: `${world.publicUrl}/webhooks/facebook`,
      redirect: `${world.publicUrl}/api/v1/facebook/callback`,
      deauthorise: `${world.publicUrl}/facebook/deauthorise`,
      dataDeletion: `${world.publicUrl}/facebook/data-deletion`,
    },
    checkedAt: world.clock.now.toISOString(),
  })
  expect(body.steps.map(({ step, verdict }: { step: string; verdict: string }) => [step, verdict])).toEqual([
    ['reachable', 'ok'],
    ['app', 'ok'],
    ['callback', 'ok'],
    ['app-events', 'ok'],
  ])
  expect(body.events).toContain('messages')
  await world.connect(anna, await world.authorise(anna), [FULL_PAGE])
  expect((await world.call(anna, `GET ${APP}`)).body).toMatchObject({ isConnected: true })
})

test('what no program can see is ticked off by name, and taken back', async () => {
  const anna = await world.newAdministrator()
  const tick = (isDone: boolean) => world.call(anna, `PUT ${APP}/ticks/review`, { isDone })
  expect((await tick(true)).body.ticks).toEqual([{ step: 'review', at: world.clock.now.toISOString(), by: 'Person administrator' }])
  expect((await tick(true)).body.ticks).toHaveLength(1)
  expect((await tick(false)).body.ticks).toEqual([])
  expect((await world.call(anna, `PUT ${APP}/ticks/app`, { isDone: true })).status).toBe(404)
})

test('attack 13: only an administrator reads the verify token, and ticks of one workspace are not those of another', async () => {
  const anna = await world.newAdministrator()
  const agent = await world.newPerson(anna.actor.workspaceId, 'agent')
  for (const [request, body] of [
    [`GET ${APP}`, undefined],
    [`POST ${APP}/checks`, undefined],
    [`PUT ${APP}/ticks/review`, { isDone: true }],
  ] as const) {
    const answer = await world.call(agent, request, body)
    expect([answer.status, answer.text.includes(world.sandbox.verifyToken)]).toEqual([403, false])
  }
  await world.call(anna, `PUT ${APP}/ticks/review`, { isDone: true })
  expect((await world.call(await world.newAdministrator(), `GET ${APP}`)).body.ticks).toEqual([])
})
