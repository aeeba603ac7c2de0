import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { checkChannels } from '#desk/channels/check-channels.ts'
import type { SubscriptionPort } from '#domain/channels/subscription-port.ts'
import type { KeyPort } from '#domain/channels/key-port.ts'
import type { ChannelId, WorkspaceId } from '#domain/ids.ts'
import { channelKeyContext } from '#storage/secrets.ts'
import { mailAboutKeys } from '#desk/channels/mail-about-keys.ts'
import { FULL_PAGE, openFacebookDesk, OWNER, type Person } from '#test/facebook-desk.ts'
import { openSleeper } from '#test/sleeping-desk.ts'
import { graphId } from './graph/graph-id.ts'
import { asToken } from './graph/tokens.ts'
import { unsubscribePage } from './subscribe.ts'

let world: Awaited<ReturnType<typeof openFacebookDesk>>

beforeAll(async () => {
  world = await openFacebookDesk()
})
beforeEach(() => world.reset())
afterAll(() => world.close())

const HOUR = 3_600_000
const QUARTER = HOUR / 4
const DAY = 24 * HOUR
const TOOLS = { publicUrl: 'http://desk.test', isSmtpConfigured: false }

async function openPage() {
  const { anna, checks, look, pass } = await openSleeper(world)
  return {
    anna,
    checks,
    pass,
    channel: () => channelOf(anna),
    look: async () => {
      await look()
      await mailAboutKeys(world.desk, TOOLS)
    },
  }
}

/** As Facebook does it after an hour of failing webhooks. */
async function unsubscribe(): Promise<void> {
  const {
    channel_id: id,
    workspace_id,
    key_encrypted: sealed,
  } = await world.desk.db.selectFrom('facebook_connections').selectAll().executeTakeFirstOrThrow()
  const key = world.sealer.open(sealed, channelKeyContext({ workspaceId: workspace_id as WorkspaceId, id: id as ChannelId }))
  const page = graphId(FULL_PAGE)
  expect(page && (await unsubscribePage(world.graph, page, asToken(key))).kind).toBe('ok')
}

const channelOf = async (person: Person) => (await world.call(person, 'GET /api/v1/channels')).body.channels[0]
const asPerson = (change: object) => world.sandbox.control('PATCH', `people/${OWNER}`, change)

async function mails(): Promise<{ to: string; subject: string; text: string }[]> {
  const rows = await world.desk.db.selectFrom('sent_mails').select(['recipient', 'subject', 'body_text']).orderBy('created_at').execute()
  return rows.map(({ recipient: to, subject, body_text: text }) => ({ to, subject, text }))
}

test('a key that works is asked about when it is due, and goes on', async () => {
  const { channel, look, pass } = await openPage()
  const connectedAt = (await channel()).keyCheckedAt
  await look()
  expect((await channel()).keyCheckedAt).toBe(connectedAt)
  await pass(HOUR)
  await look()
  expect(await channel()).toMatchObject({
    state: 'connected',
    problems: [],
    keyValidUntil: null,
    keyCheckedAt: world.clock.now.toISOString(),
  })
  expect(await mails()).toEqual([])
})

test.each([
  ['app-removed', 458, () => world.sandbox.control('POST', `people/${OWNER}/remove-app`, {})],
  ['checkpoint', 459, () => asPerson({ checkpoint: true })],
  ['password-changed', 460, () => asPerson({ password_changed: true })],
  ['expired', 463, () => world.sandbox.control('POST', 'tokens/kill', { page_id: FULL_PAGE, subcode: 463 })],
  ['unconfirmed', 464, () => asPerson({ unconfirmed: true })],
  ['logged-out', 467, () => asPerson({ logged_out: true })],
  ['role-lost', 492, () => world.sandbox.control('PATCH', `pages/${FULL_PAGE}`, { roles: { [OWNER]: null } })],
  ['page-left-out', undefined, async () => world.authorise(await world.newAdministrator(), { pageIds: [] })],
  ['unknown', undefined, () => world.sandbox.control('POST', 'tokens/kill', { page_id: FULL_PAGE, subcode: 0 })],
] as const)(
  'S6, S12, B43: a key that died says why: %s (190/%s), and every administrator is told by mail once',
  async (cause, subcode, die) => {
    const { anna, channel, look, pass } = await openPage()
    const other = await world.newPerson(anna.actor.workspaceId)
    await world.newPerson(anna.actor.workspaceId, 'agent')
    await die()
    await pass(HOUR)
    await look()
    await look()
    const numbers = subcode === undefined ? { code: 190 } : { code: 190, subcode }
    expect(await channel()).toMatchObject({ state: 'disconnected', problem: { kind: 'key-dead', cause, ...numbers } })
    const told = await mails()
    expect(told.map(({ to }) => to).toSorted()).toEqual([anna, other].map(({ actor }) => `${actor.userId}@example.com`).toSorted())
    expect(told[0]).toMatchObject({ subject: 'Morawska Garden Studio is disconnected' })
    expect(told[0]?.text).toContain(`http://desk.test/settings/channels/${(await channel()).id}`)
  },
)

test('N3: what the app is refused, and no answer at all, says nothing about the key of a Page, and it is asked again soon', async () => {
  const { channel, look, pass } = await openPage()
  await world.sandbox.control('POST', 'faults', { on: 'call', path: '/debug_token', act: 'error', code: 190, times: 1 })
  await pass(HOUR)
  await look()
  expect(await channel()).toMatchObject({ state: 'connected', problems: [] })
  await asPerson({ password_changed: true })
  await pass(5 * 60_000)
  await look()
  expect(await channel()).toMatchObject({ state: 'disconnected', problem: { cause: 'password-changed' } })
})

test('S6: a key with an end is told of 14, 7 and 1 days before it, once each, and when it is dead', async () => {
  const { anna, channel, look, pass } = await openPage()
  const until = new Date(world.clock.now.getTime() + 20 * DAY)
  await world.desk.db.updateTable('facebook_connections').set({ key_valid_until: until, check_due_at: until }).execute()
  const subjects = async () => (await mails()).map(({ subject }) => subject)
  const tell = () => Promise.all([mailAboutKeys(world.desk, TOOLS), mailAboutKeys(world.desk, TOOLS)])
  await tell()
  expect(await subjects()).toEqual([])
  for (const days of [6, 3, 5, 3, 2.5]) {
    world.clock.now = new Date(world.clock.now.getTime() + days * DAY)
    await tell()
    await tell()
  }
  const name = 'Morawska Garden Studio'
  expect(await subjects()).toEqual(
    ['14 days', '6 days'].map((left) => `The key of ${name} expires in ${left}`).concat(`The key of ${name} expires within a day`),
  )
  await world.desk.db.updateTable('facebook_connections').set({ check_due_at: null }).execute()
  await world.sandbox.control('POST', 'tokens/kill', { page_id: FULL_PAGE, subcode: 463 })
  await pass(0)
  await look()
  expect((await subjects()).at(-1)).toBe(`${name} is disconnected`)
  expect(await channel()).toMatchObject({ problem: { cause: 'expired' } })
  // Another key: what was told of the old one says nothing of it.
  await world.connect(anna, await world.authorise(anna), [FULL_PAGE])
  await look()
  expect(await subjects()).toHaveLength(4)
})

test('S6: while Facebook is switched off nobody is told, and keys are not asked about', async () => {
  const { anna, look, pass } = await openPage()
  await world.call(anna, 'PUT /api/v1/extensions/facebook', { isEnabled: false })
  await asPerson({ password_changed: true })
  await pass(HOUR)
  await look()
  expect(await mails()).toEqual([])
  await world.call(anna, 'PUT /api/v1/extensions/facebook', { isEnabled: true })
  await look()
  expect(await mails()).toHaveLength(1)
})

test('keys of one login that died together are one mail', async () => {
  const { anna, look, pass } = await openPage()
  const { pages } = await world.sandbox.control<{ pages: { id: string }[] }>('POST', 'pages', { name: 'Second Page', admin_id: OWNER })
  const both = [FULL_PAGE, ...pages.map(({ id }) => id)]
  await world.connect(anna, await world.authorise(anna, { pageIds: both }), both)
  await asPerson({ password_changed: true })
  await pass(HOUR)
  await look()
  expect((await mails()).map(({ subject }) => subject)).toEqual(['2 Pages are disconnected'])
})

test('S3: a permission that was taken back is told, and that it is there again', async () => {
  const { anna, channel, look, pass } = await openPage()
  await world.authorise(anna, { scopes: ['pages_show_list', 'pages_messaging', 'pages_manage_metadata'] })
  await pass(HOUR)
  await look()
  const missing = () => channel().then(({ problems }) => problems.filter(({ mendedAt }: { mendedAt: unknown }) => mendedAt === null).length)
  const before = await missing()
  await world.authorise(anna)
  await pass(HOUR)
  await look()
  expect([before > 0, await missing()]).toEqual([true, 0])
})

test('S11: whoever goes to Facebook for one channel comes back to its settings, also with nothing', async () => {
  const { anna, channel } = await openPage()
  const { id } = await channel()
  const begin = async () =>
    (await world.call(anna, 'POST /api/v1/facebook/authorisations', { isAskingAgain: false, channelId: id })).body.dialogUrl
  const { searchParams } = new URL(await begin())
  const cancelled = `${searchParams.get('redirect_uri')}?error=access_denied&state=${searchParams.get('state')}`
  expect((await world.comeBack(anna, cancelled)).location).toMatch(new RegExp(`/settings/channels/${id}\\?refused=cancelled$`))
  const granted = await world.sandbox.grant(await begin(), { personId: OWNER, scopes: searchParams.get('scope')?.split(',') ?? [] })
  expect((await world.comeBack(anna, granted)).location).toMatch(new RegExp(`/settings/channels/${id}\\?login=[\\w-]{36}$`))
  const elsewhere = await world.newAdministrator()
  const refused = await world.call(elsewhere, 'POST /api/v1/facebook/authorisations', { isAskingAgain: false, channelId: id })
  expect(refused).toMatchObject({ status: 404, body: { code: 'not-found' } })
})

test('N3: a Page that Facebook stopped telling of is told of again within a quarter of an hour, and the history says so', async () => {
  const { anna, channel, look, pass } = await openPage()
  const fields = async () =>
    (await world.sandbox.control<{ pages: { id: string; subscribed_fields: string[] }[] }>('GET', 'world')).pages.find(
      ({ id }) => id === FULL_PAGE,
    )?.subscribed_fields ?? []
  const all = await fields()
  await unsubscribe()
  expect(await fields()).toEqual([])
  await pass(QUARTER)
  await look()
  expect((await fields()).toSorted()).toEqual(all.toSorted())
  const history = async () => (await world.call(anna, `GET /api/v1/channels/${(await channel()).id}/history`)).body.happenings
  expect(await history()).toMatchObject([
    { what: 'subscription-mended', detail: { fields: expect.arrayContaining(['messages', 'feed']) } },
    { what: 'connected' },
  ])
  await pass(QUARTER)
  await look()
  expect(await history()).toHaveLength(2)
})

test.each([
  ['its answer is lost', { path: `/${FULL_PAGE}/subscribed_apps`, method: 'POST', act: 'reset', after_acting: true, times: 1 }],
  ['nobody tells what it did', { path: `/${FULL_PAGE}/subscribed_apps`, method: 'GET', act: 'status', status: 503, every: 2, times: 1 }],
])('N1: a Page that is told of again has what it was not told of fetched, also where %s', async (_what, fault) => {
  const { look, pass } = await openPage()
  await unsubscribe()
  await world.sandbox.control('POST', 'faults', { on: 'call', ...fault })
  await pass(QUARTER)
  await look()
  await pass(QUARTER)
  await look()
  expect(world.repairJobs.length).toBeGreaterThan(0)
  expect(await world.desk.db.selectFrom('channel_repairs').select('channel_id').execute()).toHaveLength(1)
})

test('N1: where nothing comes of the whole app nothing counts as heard, and all is fetched once it comes again', async () => {
  const { channel, look, pass } = await openPage()
  const { seen_until: before } = await world.desk.db.selectFrom('facebook_connections').select('seen_until').executeTakeFirstOrThrow()
  const path = [world.graph.appId, 'subscriptions'] as const
  await world.graph.call({ method: 'DELETE', path, token: world.graph.appToken, params: { object: 'page' } })
  await world.sandbox.control('POST', 'faults', {
    on: 'call',
    path: `/${world.graph.appId}/subscriptions`,
    act: 'status',
    status: 503,
    times: 1,
  })
  await pass(QUARTER)
  await look()
  expect((await world.desk.db.selectFrom('facebook_connections').select('seen_until').executeTakeFirstOrThrow()).seen_until).toEqual(before)
  await pass(QUARTER)
  await look()
  expect(await world.desk.db.selectFrom('channel_repairs').select(['channel_id']).execute()).toEqual([{ channel_id: (await channel()).id }])
})

test('a look ends though nothing is told of any key, and each is asked about once', async () => {
  const { anna, checks, pass } = await openPage()
  const { pages } = await world.sandbox.control<{ pages: { id: string }[] }>('POST', 'pages', { name: 'Branch', count: 9, admin_id: OWNER })
  const ids = pages.map(({ id }) => id)
  await world.connect(anna, await world.authorise(anna, { pageIds: [FULL_PAGE, ...ids] }), ids)
  await world.desk.db.updateTable('facebook_connections').set({ key_valid_until: world.clock.now }).execute()
  await pass(HOUR)
  let asked = 0
  const keys: KeyPort = () => Promise.resolve({ kind: 'not-now', why: `a test, ${(asked += 1)}` })
  const never = () => Promise.resolve({ kind: 'not-now', why: 'a test' } as const)
  await checkChannels(world.desk, {
    ...checks,
    keys,
    subscriptions: { desk: { missing: never, mend: never }, of: () => Promise.resolve({ kind: 'no-key' }) },
  })
  expect(asked).toBe(10)
})

test('P13: what a check tells of a Page that was disconnected meanwhile is of nobody', async () => {
  const { anna, channel, checks, pass } = await openPage()
  const { id } = await channel()
  await unsubscribe()
  await pass(QUARTER)
  const meanwhile: SubscriptionPort = {
    ...checks.subscriptions,
    of: async (asked) => {
      const opened = await checks.subscriptions.of(asked)
      await world.call(anna, `DELETE /api/v1/channels/${id}/key`)
      return opened
    },
  }
  await checkChannels(world.desk, { ...checks, subscriptions: meanwhile })
  const { happenings } = (await world.call(anna, `GET /api/v1/channels/${id}/history`)).body
  expect(happenings.map(({ what }: { what: string }) => what)).toEqual(['disconnected', 'connected'])
  expect(await world.desk.db.selectFrom('channel_repairs').select('channel_id').execute()).toEqual([])
})

test('a channel that cannot be checked leaves the others alone, and each fault is told', async () => {
  const { anna, channel, checks, pass } = await openPage()
  const { pages } = await world.sandbox.control<{ pages: { id: string }[] }>('POST', 'pages', { name: 'Branch', count: 2, admin_id: OWNER })
  const all = [FULL_PAGE, ...pages.map(({ id }) => id)]
  await world.connect(anna, await world.authorise(anna, { pageIds: all }), all)
  await pass(QUARTER)
  const { id } = await channel()
  const keys: KeyPort = async (asked) => {
    if (asked.channelId !== id) {
      throw new Error(`a fault of ${asked.channelId}`)
    }
    return await checks.keys(asked)
  }
  await expect(checkChannels(world.desk, { ...checks, keys })).rejects.toMatchObject({ errors: [expect.any(Error), expect.any(Error)] })
  expect((await channel()).keyCheckedAt).toBe(world.clock.now.toISOString())
})

test('attack 13: only an administrator reads what happened to a channel, and only of their own workspace', async () => {
  const { anna, channel } = await openPage()
  const { id } = await channel()
  const read = (person: Person) => world.call(person, `GET /api/v1/channels/${id}/history`)
  expect((await read(await world.newPerson(anna.actor.workspaceId, 'agent'))).status).toBe(403)
  expect((await read(await world.newAdministrator())).status).toBe(404)
})

test('N1, attack 13: an administrator has a Page compared at once, where it is connected', async () => {
  const { anna, channel } = await openPage()
  const { id } = await channel()
  const compare = (person: Person) => world.call(person, `POST /api/v1/channels/${id}/comparisons`)
  expect((await compare(await world.newPerson(anna.actor.workspaceId, 'agent'))).status).toBe(403)
  expect((await compare(await world.newAdministrator())).status).toBe(404)
  expect(world.repairJobs).toEqual([])
  expect((await compare(anna)).status).toBe(202)
  expect(world.repairJobs).toHaveLength(1)
  const { comparing } = (await world.call(anna, `GET /api/v1/channels/${id}/history`)).body
  expect(comparing).toMatchObject({ messages: 0, comments: 0 })
  await world.call(anna, `DELETE /api/v1/channels/${id}/key`)
  expect(await compare(anna)).toMatchObject({ status: 409, body: { code: 'channel-disconnected' } })
})

test('P13: a Page that is disconnected has no key and tells nothing any more; connected again it is the same channel', async () => {
  const { anna, channel, look, pass } = await openPage()
  const { id } = await channel()
  const disconnect = (person: Person) => world.call(person, `DELETE /api/v1/channels/${id}/key`)
  expect((await disconnect(await world.newPerson(anna.actor.workspaceId, 'agent'))).status).toBe(403)
  expect((await disconnect(await world.newAdministrator())).status).toBe(404)
  const by = 'Person administrator'
  expect((await disconnect(anna)).body).toMatchObject({
    isUnsubscribed: true,
    channel: { id, state: 'disconnected', problem: { kind: 'disconnected', by } },
  })
  expect(await world.leftovers()).toMatchObject({ channels: 1, routes: 0, subscribedPages: 0 })
  expect(await world.desk.db.selectFrom('facebook_connections').selectAll().execute()).toEqual([])
  expect((await disconnect(anna)).status).toBe(404)
  await pass(HOUR)
  await look()
  expect(await mails()).toEqual([])
  await world.connect(anna, await world.authorise(anna), [FULL_PAGE])
  expect(await channel()).toMatchObject({ id, state: 'connected', problem: null })
  const { happenings } = (await world.call(anna, `GET /api/v1/channels/${id}/history`)).body
  expect(happenings.map(({ what }: { what: string }) => what)).toEqual(['reconnected', 'disconnected', 'connected'])
})

test('P13: whether Facebook answers or not, a Page that is disconnected is', async () => {
  const { anna, channel } = await openPage()
  const { id } = await channel()
  await world.sandbox.control('POST', 'faults', { on: 'call', path: `/${FULL_PAGE}/subscribed_apps`, method: 'DELETE', act: 'reset' })
  expect((await world.call(anna, `DELETE /api/v1/channels/${id}/key`)).body).toMatchObject({
    isUnsubscribed: false,
    channel: { state: 'disconnected' },
  })
})

test('a login that left out a Page has its key asked about at once', async () => {
  const { anna, channel, look } = await openPage()
  await world.authorise(anna, { pageIds: [] })
  await look()
  expect(await channel()).toMatchObject({ state: 'disconnected', problem: { cause: 'page-left-out' } })
})
