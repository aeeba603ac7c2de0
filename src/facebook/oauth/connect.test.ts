import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { trouble } from '#test/channels.ts'
import { ALL_SCOPES, ANALYST_PAGE, FULL_PAGE, openFacebookDesk, OWNER, type Person, UNPUBLISHED_PAGE } from '#test/facebook-desk.ts'

const NOTHING = { authorisations: 0, channels: 0, routes: 0, subscribedPages: 0 }
let world: Awaited<ReturnType<typeof openFacebookDesk>>

beforeAll(async () => {
  world = await openFacebookDesk()
})
beforeEach(() => world.reset())
afterAll(() => world.close())

test('a Page is connected by the dialog: it becomes a channel, its webhooks are asked for, and its key is sealed', async () => {
  const { authorise, call, connect, desk, newAdministrator } = world
  const anna = await newAdministrator()

  const authorisationId = await authorise(anna)
  const shown = await call(anna, `GET /api/v1/facebook/authorisations/${authorisationId}`)
  expect(shown.body).toMatchObject({ personName: 'Jagna Morawska', missingPermissions: [] })
  expect(shown.body.pages.map((page: { id: string; eligibility: object }) => [page.id, page.eligibility])).toEqual([
    [FULL_PAGE, { kind: 'eligible' }],
    [ANALYST_PAGE, { kind: 'not-administered', missingTasks: ['MANAGE', 'MESSAGING', 'MODERATE', 'CREATE_CONTENT'] }],
    [UNPUBLISHED_PAGE, { kind: 'not-published' }],
  ])

  const connected = await connect(anna, authorisationId, [FULL_PAGE])
  expect(connected.body).toMatchObject({
    channels: [
      {
        name: 'Morawska Garden Studio',
        externalId: FULL_PAGE,
        state: 'connected',
        keyValidUntil: null,
        connectedBy: 'Jagna Morawska',
        problem: null,
      },
    ],
    refusals: [],
  })
  expect((await call(anna, 'GET /api/v1/channels')).body.channels).toEqual(connected.body.channels)
  const row = await desk.db.selectFrom('facebook_connections').selectAll().executeTakeFirstOrThrow()
  expect(row.key_encrypted.length).toBeGreaterThan(29)
  expect(await world.leftovers()).toEqual({ authorisations: 0, channels: 1, routes: 1, subscribedPages: 1 })
  expect(await eventTypes()).toEqual(['extension.switched', 'channel.connected'])
})

test('every slice of a long list of Pages is loaded, and several are connected at once', async () => {
  const { authorise, call, connect, newAdministrator, sandbox } = world
  await sandbox.control('POST', 'pages', { name: 'Branch', count: 240 })
  const anna = await newAdministrator()
  const authorisationId = await authorise(anna)
  const { body } = await call(anna, `GET /api/v1/facebook/authorisations/${authorisationId}`)
  expect(new Set(body.pages.map((page: { id: string }) => page.id)).size).toBe(243)

  const last = body.pages.slice(-6).map((page: { id: string }) => page.id)
  expect((await connect(anna, authorisationId, last)).body.channels).toHaveLength(6)
})

test('a state is used once', async () => {
  const { beginDialog, comeBack, newAdministrator, sandbox } = world
  const anna = await newAdministrator()
  const back = await sandbox.grant(await beginDialog(anna), { personId: OWNER, scopes: ALL_SCOPES })
  expect((await comeBack(anna, back)).location).toContain('/settings/channels/connect/')
  expect((await comeBack(anna, back)).location).toBe(`${world.publicUrl}/settings/channels?refused=expired`)
})

test('a state used by many at once is used by one', async () => {
  const { beginDialog, comeBack, newAdministrator, sandbox } = world
  const anna = await newAdministrator()
  const back = await sandbox.grant(await beginDialog(anna), { personId: OWNER, scopes: ALL_SCOPES })
  const replies = await Promise.all(Array.from({ length: 5 }, () => comeBack(anna, back)))
  expect(replies.filter(({ location }) => location.includes('/connect/'))).toHaveLength(1)
})

test("another person's and another browser's return with the state is refused and does not use it up", async () => {
  const { beginDialog, comeBack, newAdministrator, newPerson, openSession, sandbox } = world
  const anna = await newAdministrator()
  const back = await sandbox.grant(await beginDialog(anna), { personId: OWNER, scopes: ALL_SCOPES })
  const others = [await newAdministrator(), await newPerson(anna.actor.workspaceId), openSession(anna.actor)]
  for (const other of others) {
    expect((await comeBack(other, back)).location).toContain('refused=expired')
  }
  expect((await comeBack(anna, back)).location).toContain('/connect/')
})

test('a return without a session is refused with 401, without a state or with a made-up one it leads nowhere', async () => {
  const { beginDialog, comeBack, newAdministrator, sandbox } = world
  const anna = await newAdministrator()
  const back = await sandbox.grant(await beginDialog(anna), { personId: OWNER, scopes: ALL_SCOPES })
  expect((await comeBack(undefined, back)).status).toBe(401)
  const stateless = new URL(back)
  stateless.searchParams.delete('state')
  expect((await comeBack(anna, stateless.href)).location).toContain('refused=expired')
  stateless.searchParams.set('state', 'made-up')
  expect((await comeBack(anna, stateless.href)).location).toContain('refused=expired')
})

test('a return later than a quarter of an hour is refused', async () => {
  const { beginDialog, clock, comeBack, newAdministrator, sandbox } = world
  const anna = await newAdministrator()
  const back = await sandbox.grant(await beginDialog(anna), { personId: OWNER, scopes: ALL_SCOPES })
  clock.now = new Date(clock.now.getTime() + 15 * 60_000)
  expect((await comeBack(anna, back)).location).toContain('refused=expired')
})

test('closing the dialog comes back with the reason and leaves nothing behind', async () => {
  const { beginDialog, comeBack, newAdministrator, sandbox } = world
  const anna = await newAdministrator()
  const reply = await comeBack(anna, await sandbox.cancel(await beginDialog(anna)))
  expect(reply).toMatchObject({ status: 303, location: `${world.publicUrl}/settings/channels?refused=cancelled` })
  expect(await world.leftovers()).toEqual(NOTHING)
})

test.each([
  ['error=access_denied&error_reason=user_denied', true, 'cancelled'],
  ['error_code=4201&error_message=User+canceled+the+Dialog+flow', true, 'cancelled'],
  ['error=access_denied&error_reason=user_denied', false, 'cancelled'],
  ['error_code=1349126&error_message=App+Not+Setup', true, 'failed'],
])('B41: Facebook comes back with %s (our state: %s), which is told as %s', async (query, hasState, reason) => {
  const { beginDialog, call, newAdministrator } = world
  const anna = await newAdministrator()
  const state = new URL(await beginDialog(anna)).searchParams.get('state') ?? ''
  const { location } = await call(anna, `GET /api/v1/facebook/callback?${query}${hasState ? `&state=${state}` : ''}`)
  expect(new URL(location).searchParams.get('refused')).toBe(reason)
})

test('U8: Facebook is told to ask once more for what was declined, and only then', async () => {
  const { call, newAdministrator } = world
  const anna = await newAdministrator()
  const dialog = async (body?: object) =>
    new URL((await call(anna, 'POST /api/v1/facebook/authorisations', body)).body.dialogUrl).searchParams.get('auth_type')
  expect([await dialog(), await dialog({ isAskingAgain: false }), await dialog({ isAskingAgain: true })]).toEqual([null, null, 'rerequest'])
})

test('U23: Pages that the same person connected before and did not tick this time are named', async () => {
  const { authorise, call, connect, newAdministrator } = world
  const anna = await newAdministrator()
  const [channel] = (await connect(anna, await authorise(anna), [FULL_PAGE])).body.channels
  const cutOff = async (pageIds: readonly string[]) =>
    (await call(anna, `GET /api/v1/facebook/authorisations/${await authorise(anna, { pageIds })}`)).body.cutOff
  expect(await cutOff([FULL_PAGE, ANALYST_PAGE])).toEqual([])
  expect(await cutOff([ANALYST_PAGE])).toEqual([{ channelId: channel.id, name: 'Morawska Garden Studio' }])
})

test('B42: without business_management the list says that Pages of a portfolio may be missing', async () => {
  const { authorise, call, newAdministrator } = world
  const anna = await newAdministrator()
  const scopes = ALL_SCOPES.filter((scope) => scope !== 'business_management')
  const shown = await call(anna, `GET /api/v1/facebook/authorisations/${await authorise(anna, { scopes })}`)
  expect(shown.body.missingPermissions).toEqual(['business_management'])
})

test('R5: a login that was started with another encryption key is over, in words', async () => {
  const { authorise, call, desk, newAdministrator, sealer } = world
  const anna = await newAdministrator()
  const id = await authorise(anna)
  const another = sealer.seal('a key', 'of something else')
  await desk.db.updateTable('facebook_authorisations').set({ user_token_encrypted: another }).execute()
  expect(await call(anna, `GET /api/v1/facebook/authorisations/${id}`)).toMatchObject({
    status: 409,
    body: { code: 'authorisation-invalid', title: expect.stringContaining('another encryption key') },
  })
})

test('granting too little names what is missing and leaves nothing behind', async () => {
  const { beginDialog, comeBack, newAdministrator, sandbox } = world
  const anna = await newAdministrator()
  const scopes = ['pages_show_list', 'pages_read_engagement']
  const back = await sandbox.grant(await beginDialog(anna), { personId: OWNER, scopes })
  expect((await comeBack(anna, back)).location).toBe(
    `${world.publicUrl}/settings/channels?refused=permissions-missing&missing=pages_messaging,pages_manage_metadata`,
  )
  expect(await world.leftovers()).toEqual(NOTHING)
})

test('a permission that only comments need does not hold up a Page, and is named on its channel', async () => {
  const { authorise, connect, newAdministrator } = world
  const anna = await newAdministrator()
  const id = await authorise(anna, { scopes: ALL_SCOPES.filter((scope) => scope !== 'pages_manage_engagement') })
  expect((await connect(anna, id, [FULL_PAGE])).body.channels).toMatchObject([
    { state: 'connected', problem: { kind: 'permission-missing', permission: 'pages_manage_engagement' } },
  ])
})

test('greyed Pages and Pages of others are refused on confirm, each with words, and leave their neighbours alone', async () => {
  const { authorise, connect, newAdministrator } = world
  const anna = await newAdministrator()
  const { body } = await connect(anna, await authorise(anna), [ANALYST_PAGE, UNPUBLISHED_PAGE, '999', '../me', FULL_PAGE])
  expect(body.channels.map((channel: { externalId: string }) => channel.externalId)).toEqual([FULL_PAGE])
  expect(body.refusals.map((refusal: { pageId: string; code: string }) => [refusal.pageId, refusal.code])).toEqual([
    [ANALYST_PAGE, 'page-not-eligible'],
    [UNPUBLISHED_PAGE, 'page-not-eligible'],
    ['999', 'page-not-eligible'],
    ['../me', 'page-not-eligible'],
  ])
})

test('a Page that was un-ticked in the dialog cannot be connected', async () => {
  const { authorise, call, connect, newAdministrator } = world
  const anna = await newAdministrator()
  const id = await authorise(anna, { pageIds: [UNPUBLISHED_PAGE] })
  expect((await call(anna, `GET /api/v1/facebook/authorisations/${id}`)).body.pages).toHaveLength(1)
  expect((await connect(anna, id, [FULL_PAGE])).body.refusals).toMatchObject([{ code: 'page-not-eligible' }])
})

test('a Page held by another workspace is refused without telling whose, and stays connected there', async () => {
  const { authorise, call, connect, newAdministrator, said } = world
  const anna = await newAdministrator()
  await connect(anna, await authorise(anna), [FULL_PAGE])
  const ben = await newAdministrator()
  said.length = 0
  const id = await authorise(ben)
  const { body } = await call(ben, `GET /api/v1/facebook/authorisations/${id}`)
  expect(body.pages[0]).toMatchObject({ id: FULL_PAGE, eligibility: { kind: 'held-elsewhere' }, channelId: null })
  expect((await connect(ben, id, [FULL_PAGE])).body).toMatchObject({ channels: [], refusals: [{ code: 'page-held-elsewhere' }] })
  expect(said.join('\n')).not.toContain(anna.actor.workspaceId)
  expect(await world.leftovers()).toEqual({ authorisations: 0, channels: 1, routes: 1, subscribedPages: 1 })
})

test('two workspaces confirm one Page at once: one has it, and its webhooks stay', async () => {
  const { authorise, connect, newAdministrator } = world
  const walks = []
  for (const person of [await newAdministrator(), await newAdministrator()]) {
    walks.push({ person, id: await authorise(person) })
  }
  const replies = await Promise.all(walks.map(({ person, id }) => connect(person, id, [FULL_PAGE])))
  expect(replies.filter(({ body }) => body.channels.length === 1)).toHaveLength(1)
  expect(await world.leftovers()).toMatchObject({ channels: 1, routes: 1, subscribedPages: 1 })
})

test('reconnecting gives the same channel a new key, clears what was wrong and sends what waited', async () => {
  const { authorise, call, connect, desk, newAdministrator, sendJobs } = world
  const anna = await newAdministrator()
  const first = (await connect(anna, await authorise(anna), [FULL_PAGE])).body.channels[0]
  const [dead, since] = [{ kind: 'key-dead', cause: 'password-changed', code: 190, subcode: 460 } as const, '2026-11-22T10:00:00.000Z']
  const problem = { ...dead, since }
  await desk.db.updateTable('channels').set({ state: 'disconnected' }).execute()
  await trouble(desk, { workspaceId: anna.actor.workspaceId, channelId: first.id }, { problem: dead, since })
  expect((await call(anna, 'GET /api/v1/channels')).body.channels[0]).toMatchObject({ state: 'disconnected', problem })
  const conversationId = await queueReply(anna, first.id)

  const id = await authorise(anna)
  expect((await call(anna, `GET /api/v1/facebook/authorisations/${id}`)).body.pages[0]).toMatchObject({
    id: FULL_PAGE,
    channelId: first.id,
  })
  const second = (await connect(anna, id, [FULL_PAGE])).body.channels[0]
  expect(second).toMatchObject({
    id: first.id,
    state: 'connected',
    problem: null,
    problems: [{ ...problem, mendedAt: expect.any(String) }],
  })
  expect((await eventTypes()).slice(-1)).toEqual(['channel.changed'])
  expect(sendJobs).toEqual([{ workspaceId: anna.actor.workspaceId, conversationId }])
})

test('confirming once more after the end is refused; so is the authorisation of somebody else and an expired one', async () => {
  const { authorise, call, clock, connect, newAdministrator, newPerson } = world
  const anna = await newAdministrator()
  const used = await authorise(anna)
  await connect(anna, used, [FULL_PAGE])
  expect((await connect(anna, used, [FULL_PAGE])).body).toMatchObject({ status: 409, code: 'authorisation-invalid' })

  const living = await authorise(anna)
  const colleague = await newPerson(anna.actor.workspaceId)
  for (const other of [colleague, await newAdministrator()]) {
    expect((await call(other, `GET /api/v1/facebook/authorisations/${living}`)).body.code).toBe('authorisation-invalid')
    expect((await connect(other, living, [FULL_PAGE])).body.code).toBe('authorisation-invalid')
  }
  clock.now = new Date(clock.now.getTime() + 16 * 60_000)
  expect((await connect(anna, living, [FULL_PAGE])).body.code).toBe('authorisation-invalid')
})

test('agents and internal employees neither begin, come back, look nor connect', async () => {
  const { authorise, call, connect, newAdministrator, newPerson } = world
  const anna = await newAdministrator()
  const id = await authorise(anna)
  for (const role of ['agent', 'employee'] as const) {
    const person = await newPerson(anna.actor.workspaceId, role)
    expect((await call(person, 'POST /api/v1/facebook/authorisations')).status).toBe(403)
    expect((await call(person, 'GET /api/v1/facebook/callback?code=a&state=b')).status).toBe(403)
    expect((await call(person, `GET /api/v1/facebook/authorisations/${id}`)).status).toBe(403)
    expect((await connect(person, id, [FULL_PAGE])).status).toBe(403)
    expect((await call(person, 'GET /api/v1/channels')).status).toBe(200)
  }
})

test('while Facebook is switched off nothing is begun and nothing is confirmed', async () => {
  const { authorise, beginDialog, call, comeBack, connect, newAdministrator, newPerson, newWorkspace, sandbox } = world
  const fresh = await newPerson(await newWorkspace())
  expect((await call(fresh, 'POST /api/v1/facebook/authorisations')).body).toMatchObject({ status: 409, code: 'extension-disabled' })

  const anna = await newAdministrator()
  const id = await authorise(anna)
  const back = await sandbox.grant(await beginDialog(anna), { personId: OWNER, scopes: ALL_SCOPES })
  await call(anna, 'PUT /api/v1/extensions/facebook', { isEnabled: false })
  expect((await connect(anna, id, [FULL_PAGE])).body.code).toBe('extension-disabled')
  expect((await comeBack(anna, back)).location).toContain('refused=extension-disabled')
  expect(await world.leftovers()).toMatchObject({ channels: 0, routes: 0, subscribedPages: 0 })
})

test('no key of Facebook stands in any answer, event, address or row', async () => {
  const { authorise, call, connect, desk, newAdministrator, said, sandbox } = world
  const anna = await newAdministrator()
  const id = await authorise(anna)
  await call(anna, `GET /api/v1/facebook/authorisations/${id}`)
  await connect(anna, id, [FULL_PAGE, ANALYST_PAGE])
  await call(anna, 'GET /api/v1/channels')

  const { entries } = await sandbox.control<{ entries: { path: string }[] }>('GET', 'journal?limit=1000')
  // The journal shows the heads of keys alone, of which no two are alike.
  const keys = [...new Set(JSON.stringify(entries).match(/EAA[A-Za-z0-9]{5}(?=…)/g))]
  expect(keys.length).toBeGreaterThanOrEqual(3)
  const rows = [
    await desk.db.selectFrom('channels').selectAll().execute(),
    await desk.db.selectFrom('events').selectAll().execute(),
    await desk.db.selectFrom('facebook_authorisations').selectAll().execute(),
  ]
  const everything = [...said, JSON.stringify(rows), ...entries.map(({ path }) => path)].join('\n')
  expect([...keys, sandbox.appSecret].filter((key) => everything.includes(key))).toEqual([])
})

async function eventTypes(): Promise<string[]> {
  const rows = await world.desk.db.selectFrom('events').select('type').orderBy('id').execute()
  return rows.map(({ type }) => type)
}

/** A conversation in which a reply waits to be sent; the conversation's id. */
async function queueReply({ actor: { workspaceId } }: Person, channelId: string): Promise<string> {
  const { db } = world.desk
  const id = v7()
  const now = new Date()
  const row = { workspace_id: workspaceId, id, created_at: now }
  await db.insertInto('clients').values(row).execute()
  await db
    .insertInto('conversations')
    .values({
      ...row,
      channel_id: channelId,
      client_id: id,
      subject_key: 'direct:1',
      subject: JSON.stringify({ kind: 'direct', personId: '1' }),
    })
    .execute()
  const ticket = {
    ...row,
    number: 1,
    channel_id: channelId,
    conversation_id: id,
    client_id: id,
    status: 'open',
    decided_status: 'open',
    last_activity_at: now,
  }
  await db.insertInto('tickets').values(ticket).execute()
  const message = {
    ...row,
    ticket_id: id,
    conversation_id: id,
    channel_id: channelId,
    thing: 'message',
    author_kind: 'member',
  }
  await db
    .insertInto('entries')
    .values({ ...message, occurred_at: now })
    .execute()
  const act = { ...row, conversation_id: id, channel_id: channelId, kind: 'say', body: '{"text":""}', entry_id: id, by: id }
  await db
    .insertInto('acts')
    .values({ ...act, state: 'queued', state_at: now })
    .execute()
  return id
}
