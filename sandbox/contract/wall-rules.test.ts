import { afterEach, beforeEach, expect, test } from 'vitest'
import { graph } from './graph.ts'
import { openWallBox, type WallBox } from './wall-box.ts'

let wall: WallBox
beforeEach(async () => {
  wall = await openWallBox()
})
afterEach(() => wall.close())

const it = (name: string) => wall.it(name)

function withoutScope(scope: string): void {
  for (const grant of wall.box.sandbox.world.state.grants.values()) {
    grant.scopes = grant.scopes.filter((each) => each !== scope)
  }
}

function withTasks(...tasks: string[]) {
  const owner = [...wall.box.sandbox.world.state.grants.values()][0]?.personId ?? ''
  return wall.box.control(`pages/${it('PAGE_ID')}`, { roles: { [owner]: tasks } }, 'PATCH')
}

test.each([
  ['{page}/feed', 'pages_read_engagement', (): string => `${it('PAGE_ID')}/feed`],
  ['{post}', 'pages_read_engagement', (): string => it('POST_ID')],
  ['{post}/comments', 'pages_read_user_content', (): string => `${it('POST_ID')}/comments`],
  ['{comment}', 'pages_read_user_content', (): string => it('COMMENT_ID')],
  ['{page}/ratings', 'pages_read_user_content', (): string => `${it('PAGE_ID')}/ratings`],
])('[seen] GET /%s: without %s it is 10 in the words of Graph', async (_endpoint, scope, path) => {
  withoutScope(scope)
  const { status, error } = await wall.call(path())
  expect(status).toBe(400)
  expect(error).toMatchObject({
    code: 10,
    type: 'OAuthException',
    message: `(#10) This endpoint requires the '${scope}' permission or the 'Page Public Content Access' feature. Refer to https://developers.facebook.com/docs/apps/review/login-permissions#manage-pages and https://developers.facebook.com/docs/apps/review/feature#reference-PAGES_ACCESS for details.`,
  })
})

test('[seen] POST /{comment}/comments: without pages_manage_engagement nothing is written: 200', async () => {
  withoutScope('pages_manage_engagement')
  for (const [path, body] of [
    [`${it('COMMENT_ID')}/comments`, { message: 'hi' }],
    [it('COMMENT_ID'), { is_hidden: true }],
    [`${it('COMMENT_ID')}/likes`, {}],
  ] as const) {
    expect((await wall.call(path, body)).error).toMatchObject({
      code: 200,
      message: '(#200) You do not have sufficient permissions to perform this action',
    })
  }
  expect((await wall.call(it('COMMENT_ID'), undefined, 'DELETE')).error).toMatchObject({ code: 200 })
  expect(await wall.box.control('webhooks')).toEqual({ waiting: [] })
  expect(wall.app.heard).toEqual([])
})

test('[docs] POST /{comment}/comments: needs the MODERATE task', async () => {
  await withTasks('MESSAGING', 'ANALYZE')
  expect((await wall.call(`${it('COMMENT_ID')}/comments`, { message: 'hi' })).error).toMatchObject({ code: 200 })
  await withTasks('MODERATE')
  expect((await wall.call(`${it('COMMENT_ID')}/comments`, { message: 'hi' })).status).toBe(200)
})

test('[seen] POST /{page}/feed: without pages_read_engagement it is 283', async () => {
  withoutScope('pages_read_engagement')
  expect((await wall.call(`${it('PAGE_ID')}/feed`, { message: 'hi' })).error).toMatchObject({
    code: 283,
    message: '(#283) Requires pages_read_engagement permission to manage the object',
  })
})

test('[seen] POST /{comment}/comments: an unpublished Page cannot comment', async () => {
  await wall.box.control(`pages/${it('PAGE_ID')}`, { is_published: false }, 'PATCH')
  expect((await wall.call(`${it('COMMENT_ID')}/comments`, { message: 'hi' })).error).toMatchObject({ code: 200 })
})

test("[docs] GET /{post}: another Page's token does not read it: 10", async () => {
  const { body } = await graph(wall.box, '/me/accounts?fields=id,access_token', { token: it('USER_TOKEN') })
  const other = (body['data'] as { id: string; access_token: string }[]).find(({ id }) => id !== it('PAGE_ID'))
  const { error } = await graph(wall.box, `/${it('POST_ID')}`, { token: other?.access_token ?? '' })
  expect(error).toMatchObject({ code: 10, message: expect.stringContaining('Page Public Content Access') })
  const written = await graph(wall.box, `/${it('POST_ID')}/comments`, { token: other?.access_token ?? '', body: { message: 'hi' } })
  expect(written.error).toMatchObject({ code: 100, error_subcode: 33 })
})

test('[docs] POST /{post}/comments: the same comment twice is 506 when the setting says so', async () => {
  await wall.box.control('settings', { duplicate_comments: 'refused' }, 'PATCH')
  const path = `${it('COMMENT_ID')}/comments`
  expect((await wall.call(path, { message: 'Yes' })).status).toBe(200)
  expect((await wall.call(path, { message: 'Yes' })).error).toMatchObject({ code: 506 })
  expect((await wall.call(`${it('POST_ID')}/comments`, { message: 'Yes' })).status).toBe(200)
})

test('[seen] POST /{post}/comments: too many in a minute are 368/1390008 when the setting says so', async () => {
  await wall.box.control('settings', { comments_per_minute: 2 }, 'PATCH')
  const path = `${it('COMMENT_ID')}/comments`
  await wall.call(path, { message: 'one' })
  await wall.call(path, { message: 'two' })
  expect((await wall.call(path, { message: 'three' })).error).toMatchObject({ code: 368, error_subcode: 1390008 })
  await wall.box.control('clock', { advance_ms: 61_000 })
  expect((await wall.call(path, { message: 'three' })).status).toBe(200)
})

test('[docs] POST /{post}/comments: a limit of feed actions, 341, comes by a fault', async () => {
  await wall.box.control('faults', {
    on: 'call',
    path: '/comments',
    method: 'POST',
    act: 'error',
    code: 341,
    message: '(#341) Feed action request limit reached',
  })
  const { error } = await wall.call(`${it('COMMENT_ID')}/comments`, { message: 'hi' })
  expect(error).toMatchObject({ code: 341 })
})

test('[docs] GET /{comment}: from is missing for people when the app has no Advanced Access', async () => {
  await wall.box.control('settings', { wall_shows_people: false }, 'PATCH')
  const { body } = await wall.call(`${it('COMMENT_ID')}?fields=from,message`)
  expect(body).toEqual({ message: expect.any(String), id: it('COMMENT_ID') })
})

test('[unproven] GET /{comment}: from.id is the PSID of Messenger, or another id when the setting says so', async () => {
  const idOf = async () => ((await wall.call(`${it('COMMENT_ID')}?fields=from`)).body['from'] as { id: string }).id
  expect(await idOf()).toBe(wall.person('Owen').psid)
  await wall.box.control('settings', { wall_person_ids: 'own' }, 'PATCH')
  expect(await idOf()).not.toBe(wall.person('Owen').psid)
})
