import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { FULL_PAGE, openFacebookDesk, OWNER } from '#test/facebook-desk.ts'

let world: Awaited<ReturnType<typeof openFacebookDesk>>

beforeAll(async () => {
  world = await openFacebookDesk()
})
beforeEach(async () => {
  await world.reset()
  await world.desk.db.deleteFrom('data_deletions').execute()
  const urls = {
    deauthorize_url: `${world.publicUrl}/facebook/deauthorise`,
    data_deletion_url: `${world.publicUrl}/facebook/data-deletion`,
  }
  await world.sandbox.control('PATCH', `apps/${world.sandbox.appId}`, urls)
})
afterAll(() => world.close())

async function openPage() {
  const anna = await world.newAdministrator()
  await world.connect(anna, await world.authorise(anna), [FULL_PAGE])
  await world.authorise(anna)
  return anna
}

const connection = () => world.desk.db.selectFrom('facebook_connections').selectAll().executeTakeFirstOrThrow()
const post = (path: string, signedRequest: string) =>
  fetch(`${world.publicUrl}${path}`, { method: 'POST', body: new URLSearchParams({ signed_request: signedRequest }) })

function signed(payload: object, secret: string = world.sandbox.appSecret): string {
  const text = Buffer.from(JSON.stringify(payload)).toString('base64url')
  return `${createHmac('sha256', secret).update(text).digest('base64url')}.${text}`
}

test('P13: whoever removes the app has their keys asked about at once', async () => {
  await openPage()
  await world.desk.db
    .updateTable('facebook_connections')
    .set({ check_due_at: new Date(Date.now() + 3_600_000) })
    .execute()
  expect(await world.sandbox.control('POST', `people/${OWNER}/remove-app`, {})).toMatchObject({ deauthorize: { status: 200 } })
  expect((await connection()).check_due_at).toBeNull()
})

test('P13: whoever asks to be forgotten is, and reads what was erased and what stays', async () => {
  const anna = await openPage()
  const answer = await world.sandbox.control<{ url: string; confirmation_code: string; problems: string[] }>(
    'POST',
    `people/${OWNER}/request-deletion`,
    {},
  )
  expect(answer.problems).toEqual([])
  const page = await fetch(answer.url)
  expect(await page.text()).toMatch(
    new RegExp(`^Request ${answer.confirmation_code} of .*: done\\.[^]*from 1 connected Page [^]*1 login by Facebook[^]*What stays`),
  )
  const { db } = world.desk
  const everything = await Promise.all([
    db.selectFrom('facebook_connections').selectAll().execute(),
    db.selectFrom('channel_history').selectAll().execute(),
    db.selectFrom('facebook_authorisations').selectAll().execute(),
  ])
  expect(JSON.stringify(everything)).not.toContain('Jagna')
  expect((await connection()).person_id).toBeNull()
  expect((await world.call(anna, 'GET /api/v1/channels')).body.channels[0]).toMatchObject({ state: 'connected', connectedBy: null })
})

test.each([
  ['another secret', () => signed({ user_id: '1' }, 'another secret')],
  ['a changed payload', () => `${signed({ user_id: '1' }).split('.')[0]}.${Buffer.from('{"user_id":"2"}').toString('base64url')}`],
  ['nobody', () => signed({ algorithm: 'HMAC-SHA256' })],
  ['no JSON', () => `${createHmac('sha256', world.sandbox.appSecret).update('eA').digest('base64url')}.eA`],
  ['nothing', () => ''],
  ['too much', () => `${signed({ user_id: '1' })}.${'x'.repeat(5000)}`],
] satisfies [string, () => string][])('attack: a request with %s is refused, and tells nothing', async (_what, request) => {
  await openPage()
  for (const path of ['/facebook/deauthorise', '/facebook/data-deletion']) {
    const refused = await post(path, request())
    expect([refused.status, await refused.text()]).toEqual([403, 'Forbidden\n'])
  }
  expect(await world.desk.db.selectFrom('data_deletions').selectAll().execute()).toEqual([])
  expect((await fetch(`${world.publicUrl}/facebook/data-deletion/0`)).status).toBe(404)
})
