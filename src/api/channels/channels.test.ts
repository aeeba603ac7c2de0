import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { sql } from 'kysely'
import { FULL_PAGE, openFacebookDesk } from '#test/facebook-desk.ts'

let world: Awaited<ReturnType<typeof openFacebookDesk>>

beforeAll(async () => {
  world = await openFacebookDesk()
})
beforeEach(async () => {
  await world.reset()
  await sql`delete from facebook_deliveries`.execute(world.desk.db)
})
afterAll(() => world.close())

test('every extension is off until an administrator switches it on', async () => {
  const { call, newPerson, newWorkspace } = world
  const anna = await newPerson(await newWorkspace())
  const off = {
    isEnabled: false,
    changedAt: null,
    changedBy: null,
    channelCount: 0,
    waitingCount: 0,
    waitingMessageCount: 0,
    openWindowCount: 0,
    endingWindowCount: 0,
    queuedReplyCount: 0,
  }
  expect((await call(anna, 'GET /api/v1/extensions')).body.extensions).toEqual([
    { name: 'facebook', ...off },
    { name: 'online-chat', ...off },
  ])
  const { body } = await call(anna, 'PUT /api/v1/extensions/facebook', { isEnabled: true })
  expect(body).toMatchObject({
    name: 'facebook',
    isEnabled: true,
    changedBy: 'Person administrator',
    changedAt: world.clock.now.toISOString(),
  })
})

test('switching to where it stands already changes nothing and tells nobody', async () => {
  const { call, clock, desk, newAdministrator, newPerson } = world
  const anna = await newAdministrator()
  const before = (await call(anna, 'GET /api/v1/extensions')).body
  clock.now = new Date(clock.now.getTime() + 1000)
  await call(await newPerson(anna.actor.workspaceId), 'PUT /api/v1/extensions/facebook', { isEnabled: true })
  expect((await call(anna, 'GET /api/v1/extensions')).body).toEqual(before)
  expect(await desk.db.selectFrom('events').select('type').execute()).toHaveLength(1)
})

test.each(['agent', 'employee'] as const)('%ss see the switches and cannot use them', async (role) => {
  const { call, newAdministrator, newPerson } = world
  const person = await newPerson((await newAdministrator()).actor.workspaceId, role)
  expect((await call(person, 'GET /api/v1/extensions')).status).toBe(200)
  expect((await call(person, 'PUT /api/v1/extensions/facebook', { isEnabled: false })).body.code).toBe('not-allowed')
  expect((await call(person, 'POST /api/v1/channels', { kind: 'chat', name: 'Chat' })).body.code).toBe('not-allowed')
})

test('an extension that does not exist and a wish that is not a switch are refused', async () => {
  const { call, newAdministrator } = world
  const anna = await newAdministrator()
  expect((await call(anna, 'PUT /api/v1/extensions/telegraph', { isEnabled: true })).status).toBe(404)
  expect((await call(anna, 'PUT /api/v1/extensions/facebook', { isEnabled: 'yes' })).status).toBe(400)
  expect((await call(anna, 'PUT /api/v1/extensions/facebook', { isEnabled: true, workspaceId: 'x' })).status).toBe(400)
})

test('a switched-off extension shows on its channels and counts what waits; switching on gives it back', async () => {
  const { authorise, call, connect, desk, newAdministrator } = world
  const anna = await newAdministrator()
  await connect(anna, await authorise(anna), [FULL_PAGE])
  await call(anna, 'PUT /api/v1/extensions/facebook', { isEnabled: false })
  expect((await call(anna, 'GET /api/v1/channels')).body.channels[0].state).toBe('switched-off')

  await desk.db
    .insertInto('facebook_deliveries')
    .values({ digest: Buffer.from('1'), lane: FULL_PAGE, body: Buffer.from('{}'), state: 'held', held_for: anna.actor.workspaceId })
    .execute()
  expect((await call(anna, 'GET /api/v1/extensions')).body.extensions[0]).toMatchObject({ channelCount: 1, waitingCount: 1 })
  expect((await call(anna, 'PUT /api/v1/extensions/facebook', { isEnabled: true })).body).toMatchObject({ waitingCount: 0 })
  expect(await desk.db.selectFrom('facebook_deliveries').select('state').executeTakeFirstOrThrow()).toEqual({ state: 'pending' })
  expect((await call(anna, 'GET /api/v1/channels')).body.channels[0].state).toBe('connected')
})

test('U45: a switched-off Facebook tells how many messages of customers wait behind it', async () => {
  const { authorise, call, connect, desk, newAdministrator } = world
  const anna = await newAdministrator()
  await connect(anna, await authorise(anna), [FULL_PAGE])
  await call(anna, 'PUT /api/v1/extensions/facebook', { isEnabled: false })
  const item = { sender: { id: '7001' }, recipient: { id: FULL_PAGE }, timestamp: 1_790_000_000_000 }
  const said = (mid: string) => ({ ...item, message: { mid, text: 'Is it ready?' } })
  const bodies = [
    { object: 'page', entry: [{ id: FULL_PAGE, time: 1_790_000_000_000, messaging: [said('m1'), said('m2')] }] },
    {
      object: 'page',
      entry: [{ id: FULL_PAGE, time: 1_790_000_000_000, messaging: [{ ...item, read: { watermark: 1_790_000_000_000 } }] }],
    },
  ].map((body) => Buffer.from(JSON.stringify(body)))
  const held = bodies.map((body, index) => ({
    digest: Buffer.from(`u45 ${index}`),
    lane: FULL_PAGE,
    body,
    state: 'held' as const,
    held_for: anna.actor.workspaceId,
  }))
  await desk.db.insertInto('facebook_deliveries').values(held).execute()
  expect((await call(anna, 'GET /api/v1/extensions')).body.extensions[0]).toMatchObject({ waitingCount: 2, waitingMessageCount: 2 })
  // Too long to be read only for a number: nobody waits for that.
  const long = { ...held[0], digest: Buffer.from('u45 long'), body: Buffer.alloc(1024 * 1024, ' ') }
  await desk.db
    .insertInto('facebook_deliveries')
    .values({ ...long, lane: FULL_PAGE })
    .execute()
  expect((await call(anna, 'GET /api/v1/extensions')).body.extensions[0]).toMatchObject({ waitingCount: 3, waitingMessageCount: null })
})

test('a chat channel needs only a name, and waits for the Online Chat extension', async () => {
  const { call, newAdministrator } = world
  const anna = await newAdministrator()
  const added = await call(anna, 'POST /api/v1/channels', { kind: 'chat', name: '  Website  ' })
  expect(added).toMatchObject({ status: 201, body: { kind: 'chat', name: 'Website', state: 'switched-off', externalId: null } })
  await call(anna, 'PUT /api/v1/extensions/online-chat', { isEnabled: true })
  expect((await call(anna, 'GET /api/v1/channels')).body.channels).toMatchObject([{ id: added.body.id, state: 'connected' }])
  expect((await call(anna, 'POST /api/v1/channels', { kind: 'chat', name: '   ' })).status).toBe(400)
  expect((await call(anna, 'POST /api/v1/channels', { kind: 'chat', name: '\ufffd' })).status).toBe(400)
  expect((await call(await newAdministrator(), 'GET /api/v1/channels')).body.channels).toEqual([])
})

test('U11: a chat channel is renamed and removed, and stands behind the Pages', async () => {
  const { authorise, call, connect, newAdministrator } = world
  const anna = await newAdministrator()
  const { body: chat } = await call(anna, 'POST /api/v1/channels', { kind: 'chat', name: 'Website' })
  await connect(anna, await authorise(anna), [FULL_PAGE])
  const names = async () => (await call(anna, 'GET /api/v1/channels')).body.channels.map(({ name }: { name: string }) => name)
  expect(await names()).toEqual(['Morawska Garden Studio', 'Website'])
  expect((await call(anna, `PUT /api/v1/channels/${chat.id}/name`, { name: ' Shop ' })).body).toMatchObject({ id: chat.id, name: 'Shop' })
  expect((await call(anna, `DELETE /api/v1/channels/${chat.id}`)).status).toBe(204)
  expect(await names()).toEqual(['Morawska Garden Studio'])
  expect((await call(anna, `DELETE /api/v1/channels/${chat.id}`)).status).toBe(404)
})

test('U11: two chat channels never have one name, in whatever case; another workspace may have it too', async () => {
  const { call, newAdministrator } = world
  const anna = await newAdministrator()
  const add = (person: typeof anna, name: string) => call(person, 'POST /api/v1/channels', { kind: 'chat', name })
  await add(anna, 'Website')
  const { body: other } = await add(anna, 'Shop')
  expect(await add(anna, 'WEBSITE')).toMatchObject({ status: 409, body: { code: 'conflict' } })
  expect(await call(anna, `PUT /api/v1/channels/${other.id}/name`, { name: 'website' })).toMatchObject({ status: 409 })
  expect((await call(anna, `PUT /api/v1/channels/${other.id}/name`, { name: 'SHOP' })).body.name).toBe('SHOP')
  expect((await add(await newAdministrator(), 'Website')).status).toBe(201)
  const answers = await Promise.all(['Again', 'again', 'AGAIN'].map((name) => add(anna, name)))
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409])
})

test('U11: a name that nobody could see is no name', async () => {
  const { call, newAdministrator } = world
  const anna = await newAdministrator()
  for (const name of ['\uFFFD', '\u202E', '\u200B \u200B']) {
    expect((await call(anna, 'POST /api/v1/channels', { kind: 'chat', name })).status).toBe(400)
  }
})

test('U11: a Page is neither renamed like a chat nor removed without its name, and agents do neither', async () => {
  const { authorise, call, connect, newAdministrator, newPerson } = world
  const anna = await newAdministrator()
  const [page] = (await connect(anna, await authorise(anna), [FULL_PAGE])).body.channels
  expect((await call(anna, `PUT /api/v1/channels/${page.id}/name`, { name: 'Shop' })).status).toBe(404)
  expect((await call(anna, `DELETE /api/v1/channels/${page.id}`)).body.code).toBe('invalid')
  const { body: chat } = await call(anna, 'POST /api/v1/channels', { kind: 'chat', name: 'Website' })
  const agent = await newPerson(anna.actor.workspaceId, 'agent')
  expect((await call(agent, `DELETE /api/v1/channels/${chat.id}`)).body.code).toBe('not-allowed')
  expect((await call(agent, `PUT /api/v1/channels/${chat.id}/name`, { name: 'Shop' })).body.code).toBe('not-allowed')
  expect((await call(await newAdministrator(), `DELETE /api/v1/channels/${chat.id}`)).status).toBe(404)
})

test('U39: what is kept raw is counted on its channel by what it is; receipts that came early are not', async () => {
  const { authorise, call, connect, desk, newAdministrator } = world
  const anna = await newAdministrator()
  const { body } = await connect(anna, await authorise(anna), [FULL_PAGE])
  const now = new Date()
  const fact = {
    workspace_id: anna.actor.workspaceId,
    channel_id: body.channels[0].id,
    label: 'reaction',
    piece: '{}',
    place: 'messaging',
    reader: 1,
    occurred_at: now,
    created_at: now,
  }
  await desk.db
    .insertInto('not_understood')
    .values([
      { ...fact, id: v7(), digest: Buffer.from('1') },
      { ...fact, id: v7(), digest: Buffer.from('2') },
      { ...fact, id: v7(), digest: Buffer.from('3'), label: 'feed comment add' },
      { ...fact, id: v7(), digest: Buffer.from('4'), label: 'reaction', understood_at: now },
    ])
    .execute()
  expect((await call(anna, 'GET /api/v1/channels')).body.channels).toMatchObject([
    {
      notUnderstoodCount: 3,
      notUnderstood: [
        { label: 'reaction', count: 2 },
        { label: 'feed comment add', count: 1 },
      ],
    },
  ])
})

test('fault 29: a delivery that was set aside is shown to the workspace that holds its Page, and read once more on demand', async () => {
  const { authorise, call, connect, desk, newAdministrator, newPerson } = world
  const anna = await newAdministrator()
  await connect(anna, await authorise(anna), [FULL_PAGE])
  await desk.db
    .insertInto('facebook_deliveries')
    .values({
      digest: Buffer.from('1'),
      lane: FULL_PAGE,
      body: Buffer.from('{"entry":['),
      state: 'set-aside',
      attempts: 5,
      failure: 'cut in half',
    })
    .execute()
  const { deliveries } = (await call(anna, 'GET /api/v1/facebook/set-aside-deliveries')).body
  expect(deliveries).toMatchObject([{ attempts: 5, failure: 'cut in half', bodyStart: '{"entry":[' }])

  const replay = `POST /api/v1/facebook/set-aside-deliveries/${deliveries[0].id}/replays`
  const ben = await newAdministrator()
  expect((await call(ben, 'GET /api/v1/facebook/set-aside-deliveries')).body.deliveries).toEqual([])
  expect((await call(ben, replay)).status).toBe(404)
  expect((await call(await newPerson(anna.actor.workspaceId, 'agent'), replay)).status).toBe(403)
  expect((await call(anna, 'POST /api/v1/facebook/set-aside-deliveries/2026-99-99_1/replays')).status).toBe(404)
  expect((await call(anna, replay)).status).toBe(202)
  expect((await call(anna, 'GET /api/v1/facebook/set-aside-deliveries')).body.deliveries).toEqual([])
  expect((await call(anna, replay)).status).toBe(404)
})
