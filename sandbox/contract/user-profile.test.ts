import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Box, openBox } from './box.ts'
import { env, graph } from './graph.ts'

let box: Box
beforeEach(async () => {
  box = await openBox()
})
afterEach(() => box.close())

const it = (name: string) => env(box, name)
const ALL = 'first_name,last_name,name,profile_pic,locale,timezone,gender'
const profile = (psid = it('PSID'), fields = ALL) => graph(box, `/v26.0/${psid}?fields=${fields}`, { token: it('PAGE_TOKEN') })
const person = (change: Record<string, unknown>) => box.control(`people/${it('PSID')}`, change, 'PATCH')
const appHas = (features: Record<string, boolean>) => box.control(`apps/${it('APP_ID')}`, { features }, 'PATCH')

test('[seen] GET /{psid}: names, picture, language, time zone and gender', async () => {
  expect((await profile()).body).toEqual({
    first_name: 'Zofia',
    last_name: 'Brzęczek-Łącka',
    name: 'Zofia Brzęczek-Łącka',
    profile_pic: expect.stringContaining(`/sandbox/pictures/${it('PSID')}.png?`),
    locale: 'pl_PL',
    timezone: 1,
    gender: 'female',
    id: it('PSID'),
  })
})

test('[seen] GET /{psid}: without fields, names and picture', async () => {
  const { body } = await graph(box, `/${it('PSID')}`, { token: it('PAGE_TOKEN') })
  expect(Object.keys(body)).toEqual(['first_name', 'last_name', 'profile_pic', 'id'])
})

test('[docs] GET /{psid}: the address of the picture ends', async () => {
  const address = String((await profile()).body['profile_pic'])
  expect((await fetch(address)).headers.get('content-type')).toBe('image/png')
  await box.control('clock', { advance_ms: 15 * 24 * 3_600_000 })
  const late = await fetch(address)
  expect([late.status, await late.text()]).toEqual([403, 'URL signature expired'])
  expect((await fetch(address.replace(/oh=.{4}/, 'oh=abcd'))).status).toBe(403)
  expect((await fetch(String((await profile()).body['profile_pic']))).status).toBe(200)
})

test('[docs] GET /{psid}: language, time zone and gender each need their permission', async () => {
  const left = ['locale', 'timezone', 'gender']
  for (const field of ['locale', 'timezone', 'gender']) {
    await graph(box, `/me/permissions/pages_user_${field}`, { method: 'DELETE', token: it('USER_TOKEN') })
    left.shift()
    const { body } = await profile()
    expect(Object.keys(body).filter((name) => ['locale', 'timezone', 'gender'].includes(name))).toEqual(left)
  }
})

test('[seen] GET /{psid}: an account made with a phone number has no profile, 100/2018218', async () => {
  await person({ profile: 'unavailable' })
  const { error, status } = await profile()
  expect([status, error]).toMatchObject([400, { code: 100, error_subcode: 2018218, message: '(#100) No profile available for this user.' }])
})

test('[seen] GET /{psid}: some people answer with nothing at all', async () => {
  await person({ profile: 'empty' })
  const { body, status } = await profile()
  expect([status, body]).toEqual([200, {}])
})

test('[seen] GET /{psid}: an app without profile access gets 100/2018247', async () => {
  await appHas({ profile_access: false })
  const { error } = await profile()
  expect(error).toMatchObject({ code: 100, error_subcode: 2018247, message: '(#100) Insufficient permission to access user profile.' })
})

test('[unproven] GET /{psid}: an app without profile access gets the id alone by a setting', async () => {
  await appHas({ profile_access: false })
  await box.control('settings', { denied_profile: 'empty' }, 'PATCH')
  expect((await profile()).body).toEqual({ id: it('PSID') })
})

test('[docs] GET /{psid}: people with a role on the app are known without profile access', async () => {
  await box.control(`apps/${it('APP_ID')}`, { features: { profile_access: false }, roles: { [it('PSID')]: 'tester' } }, 'PATCH')
  expect((await profile()).body).toMatchObject({ first_name: 'Zofia' })
})

test('[docs] GET /{psid}: a private reply gives no leave to see the profile, an answer does', async () => {
  const post = await box.control('posts', { page_id: it('PAGE_ID'), message: 'Hello' })
  const comment = await box.control('comments', { object_id: post['id'], person_id: it('BAD_PSID'), message: 'How much?' })
  await graph(box, '/me/messages', {
    token: it('PAGE_TOKEN'),
    body: { recipient: { comment_id: comment['id'] }, message: { text: 'Ten euros' } },
  })
  expect((await profile(it('BAD_PSID'), 'first_name')).error).toMatchObject({ code: 100, error_subcode: 2018218 })
  await box.control('messages', { page_id: it('PAGE_ID'), person_id: it('BAD_PSID'), text: 'Good' })
  expect((await profile(it('BAD_PSID'), 'first_name')).body).toMatchObject({ first_name: expect.any(String) })
})

test('[docs] GET /{psid}: nobody knows a person who never wrote, nor with another kind of token, 100/33', async () => {
  expect((await profile(it('BAD_PSID'))).error).toMatchObject({ code: 100, error_subcode: 33 })
  const { error } = await graph(box, `/${it('PSID')}`, { token: it('USER_TOKEN') })
  expect(error).toMatchObject({ code: 100, error_subcode: 33 })
})
