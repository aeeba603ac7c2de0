import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { ProfilePort } from '#domain/channels/profile-port.ts'
import type { ChannelId } from '#domain/ids.ts'
import { createSealer } from '#storage/secrets.ts'
import { FULL_PAGE, openFacebookDesk } from '#test/facebook-desk.ts'
import { createFacebookProfiles } from './profile.ts'

const CUSTOMER = '100014402987731'
const NAME = 'Zofia Brzęczek-Łącka'
let world: Awaited<ReturnType<typeof openFacebookDesk>>

beforeAll(async () => {
  world = await openFacebookDesk()
})
beforeEach(() => world.reset())
afterAll(() => world.close())

/** A person who wrote to a connected Page. */
async function somebody() {
  const anna = await world.newAdministrator()
  await world.connect(anna, await world.authorise(anna), [FULL_PAGE])
  const { psid } = await world.sandbox.control<{ psid: string }>('POST', 'messages', {
    page_id: FULL_PAGE,
    person_id: CUSTOMER,
    text: 'Hello',
  })
  const { channel_id } = await world.desk.db.selectFrom('facebook_connections').select('channel_id').executeTakeFirstOrThrow()
  return { workspaceId: anna.actor.workspaceId, channelId: channel_id as ChannelId, personId: psid }
}

const ask: ProfilePort = (person) => createFacebookProfiles({ db: world.desk.db, graph: world.graph, sealer: world.sealer })(person)
const fault = (path: string, act: object) => world.sandbox.control('POST', 'faults', { on: 'call', path, times: 3, ...act })

const INBOX_NAME = { kind: 'told', profile: { name: NAME, pictureUrl: undefined, locale: undefined, utcOffsetMinutes: undefined } }

test('the name and picture of a person who wrote are told', async () => {
  expect(await ask(await somebody())).toEqual({
    kind: 'told',
    profile: { name: NAME, pictureUrl: expect.stringContaining('/sandbox/pictures/'), locale: undefined, utcOffsetMinutes: undefined },
  })
})

test.each([
  [{ locale: 'pl_PL', timezone: 1 }, 'pl_PL', 60],
  [{ locale: 'hi_IN', timezone: 5.5 }, 'hi_IN', 330],
  [{ locale: 'es_LA', timezone: -3 }, 'es_LA', -180],
  [{ locale: '<b>', timezone: 'Utrecht' }, undefined, undefined],
  [{ timezone: 1e9 }, undefined, undefined],
])('language and local time are told where the app may read them: %j', async (more, locale, utcOffsetMinutes) => {
  const person = await somebody()
  await fault(`/${person.personId}`, { act: 'status', status: 200, body: JSON.stringify({ name: NAME, id: person.personId, ...more }) })
  expect(await ask(person)).toEqual({ kind: 'told', profile: { name: NAME, pictureUrl: undefined, locale, utcOffsetMinutes } })
})

test.each([
  ['no profile', { act: 'error', code: 100, subcode: 2_018_218 }],
  ['nobody of that id', { act: 'error', code: 100, subcode: 33 }],
  ['an empty object', { act: 'status', status: 200, body: '{}' }],
  ['an app that may not read profiles', { act: 'error', code: 100, subcode: 2_018_247 }],
  ['a missing permission', { act: 'error', code: 200 }],
])('B24: instead of %s the name is told that stands in Conversations, without a picture', async (_what, act) => {
  const person = await somebody()
  await fault(`/${person.personId}`, act)
  expect(await ask(person)).toEqual(INBOX_NAME)
})

test.each([
  ['no profile', { act: 'error', code: 100, subcode: 2_018_218 }, 'untold'],
  ['an app that may not read profiles', { act: 'error', code: 100, subcode: 2_018_247 }, 'not-granted'],
])('B24: %s stays so where Conversations name nobody either', async (_what, act, kind) => {
  const person = await somebody()
  await fault(`/${person.personId}`, act)
  await fault(`/${FULL_PAGE}/conversations`, { act: 'status', status: 200, body: '{"data":[]}' })
  expect(await ask(person)).toEqual({ kind })
})

test.each([
  ['HTML', { act: 'status', status: 502, body: '<html>' }, 'not-now'],
  ['a server in trouble', { act: 'status', status: 503 }, 'not-now'],
  ['a limit', { act: 'error', code: 32 }, 'not-now'],
  ['an unexpected error', { act: 'error', code: 2 }, 'not-now'],
  ['a dead key', { act: 'error', code: 190, subcode: 460 }, 'key-dead'],
])('U7: %s instead of a profile is told apart: what passes, and what is final', async (_what, act, kind) => {
  const person = await somebody()
  await fault(`/${person.personId}`, act)
  expect(await ask(person)).toMatchObject({ kind })
})

test('B24: a limit on Conversations passes, too', async () => {
  const person = await somebody()
  await fault(`/${person.personId}`, { act: 'error', code: 100, subcode: 2_018_218 })
  await fault(`/${FULL_PAGE}/conversations`, { act: 'error', code: 32 })
  expect(await ask(person)).toMatchObject({ kind: 'not-now' })
})

test('where only names may be read, these are told', async () => {
  const person = await somebody()
  await fault(`/${person.personId}`, { act: 'error', code: 200, times: 1 })
  expect(await ask(person)).toMatchObject({
    kind: 'told',
    profile: { name: NAME, pictureUrl: expect.stringContaining('/sandbox/pictures/') },
  })
})

test('R5: with another encryption key nobody is asked for a name', async () => {
  const person = await somebody()
  const ask = createFacebookProfiles({ db: world.desk.db, graph: world.graph, sealer: createSealer(randomBytes(32)) })
  expect(await ask(person)).toEqual({ kind: 'key-unreadable', keyName: expect.any(String) })
})
