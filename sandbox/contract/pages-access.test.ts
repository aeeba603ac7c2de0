import { afterEach, beforeEach, expect, test } from 'vitest'
import { OWNER_ID } from '../world/seed.ts'
import { type Box, openBox } from './box.ts'
import { env, graph } from './graph.ts'

let box: Box
beforeEach(async () => {
  box = await openBox()
})
afterEach(() => box.close())

const it = (name: string) => env(box, name)
const read = (id: string, token: string) => graph(box, `/${id}?fields=name`, { token })

async function strangersPage(isPublished: boolean): Promise<string> {
  const { id } = await box.control('people', { name: 'Ada Stranger' })
  const { pages } = await box.control('pages', { name: 'Elsewhere', admin_id: id, is_published: isPublished })
  return (pages as { id: string }[])[0]?.id ?? ''
}

test('[seen] GET /{page}: a published Page of others needs a reviewed feature', async () => {
  const { status, error } = await read(await strangersPage(true), it('USER_TOKEN'))
  expect(status).toBe(400)
  expect(error).toMatchObject({
    code: 100,
    type: 'OAuthException',
    message: expect.stringContaining("or the 'Page Public Content Access' feature"),
  })
})

test('[docs] GET /{page}: an unpublished Page of others is not there: 100/33', async () => {
  expect((await read(await strangersPage(false), it('USER_TOKEN'))).error).toMatchObject({ code: 100, error_subcode: 33 })
})

test('[docs] GET /{page}: an unpublished Page is seen by those who run it', async () => {
  await box.control(`pages/${it('PAGE_ID')}`, { is_published: false }, 'PATCH')
  const { body } = await graph(box, `/${it('PAGE_ID')}?fields=is_published`, { token: it('USER_TOKEN') })
  expect(body).toEqual({ id: it('PAGE_ID'), is_published: false })
})

test('[docs] GET /me/accounts: a Page whose role was lost is gone', async () => {
  await box.control(`pages/${it('PAGE_ID')}`, { roles: { [OWNER_ID]: null } }, 'PATCH')
  const { body } = await graph(box, '/me/accounts?fields=id', { token: it('USER_TOKEN') })
  expect(body['data']).not.toContainEqual({ id: it('PAGE_ID') })
})

test('[docs] POST /{page}/subscribed_apps: without pages_manage_metadata it is 200', async () => {
  const grant = [...box.sandbox.world.state.grants.values()][0]
  Object.assign(grant ?? {}, { scopes: grant?.scopes.filter((scope) => scope !== 'pages_manage_metadata') })
  const { error } = await graph(box, '/me/subscribed_apps', { token: it('PAGE_TOKEN'), form: { subscribed_fields: 'feed' } })
  expect(error).toMatchObject({ code: 200 })
})

test('what a Page tells about itself can be set', async () => {
  await box.control(`pages/${it('PAGE_ID')}`, { details: { phone: '+1 555 0100', fan_count: 12 } }, 'PATCH')
  const { body } = await graph(box, '/me?fields=phone,fan_count', { token: it('PAGE_TOKEN') })
  expect(body).toEqual({ id: it('PAGE_ID'), phone: '+1 555 0100', fan_count: 12 })
})

test('[docs] GET /me: the version in the dashboard answers calls without one, and it ends like any other', async () => {
  await box.control('settings', { default_version: 'v23.0' }, 'PATCH')
  const versionOf = async (path: string) => (await graph(box, path, { token: it('USER_TOKEN') })).headers.get('facebook-api-version')
  expect(await versionOf('/me')).toBe('v23.0')
  await box.control('clock', { set: '2027-01-20T12:00:00Z' })
  expect(await versionOf('/v21.0/me')).toBe('v21.0')
  await box.control('clock', { set: '2027-01-21T12:00:00Z' })
  expect(await versionOf('/v21.0/me')).toBe('v22.0')
  await box.control('clock', { set: '2027-12-01T12:00:00Z' })
  expect(await versionOf('/me')).toBe('v24.0')
})
