import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { OutgoingText } from '#domain/channels/channel-port.ts'
import type { MessageId } from '#domain/ids.ts'
import { FULL_PAGE, openFacebookDesk } from '#test/facebook-desk.ts'
import { createFacebookChannel } from './channel.ts'
import { fetchProfile } from './profile.ts'

const CUSTOMER = '100014402987731'
let world: Awaited<ReturnType<typeof openFacebookDesk>>

beforeAll(async () => {
  world = await openFacebookDesk()
})
beforeEach(() => world.reset())
afterAll(() => world.close())

/** A connected Page to which a customer wrote, and a reply to her. */
async function conversation(): Promise<OutgoingText> {
  const anna = await world.newAdministrator()
  await world.connect(anna, await world.authorise(anna), [FULL_PAGE])
  const { psid } = await world.sandbox.control<{ psid: string }>('POST', 'messages', {
    page_id: FULL_PAGE,
    person_id: CUSTOMER,
    text: 'Hello',
  })
  const row = await world.desk.db.selectFrom('channels').selectAll().executeTakeFirstOrThrow()
  return {
    messageId: world.desk.newId<MessageId>(),
    text: 'Dzień dobry 🌱',
    recipientExternalId: psid,
    channel: { workspaceId: anna.actor.workspaceId, id: row.id, externalId: FULL_PAGE, keyEncrypted: row.key_encrypted ?? Buffer.alloc(0) },
  }
}

const channel = () => createFacebookChannel({ graph: world.graph, sealer: world.sealer, now: world.desk.now })

test('a reply reaches the customer, with our message named in its metadata', async () => {
  const reply = await conversation()
  expect(await channel().sendText(reply)).toEqual({ kind: 'sent', externalId: expect.stringMatching(/^m_/) })
  const { entries } = await world.sandbox.control<{ entries: { path: string; request: string }[] }>('GET', 'journal?limit=1000')
  const call = entries.find(({ path }) => path.startsWith(`/${FULL_PAGE}/messages`))
  expect(JSON.parse(call?.request ?? '')).toEqual({
    recipient: { id: reply.recipientExternalId },
    messaging_type: 'RESPONSE',
    message: { text: 'Dzień dobry 🌱', metadata: `desk:${reply.messageId}` },
  })
})

test('after 24 hours Facebook refuses, and the reply fails with that reason', async () => {
  const reply = await conversation()
  await world.sandbox.control('POST', 'clock', { advance_ms: 25 * 3_600_000 })
  expect(await channel().sendText(reply)).toMatchObject({
    kind: 'failed',
    failure: { reason: 'window-closed', code: 10, subcode: 2_018_278 },
  })
})

test.each([458, 459, 460, 463, 464, 467])('a key that died with subcode %i is told as dead', async (subcode) => {
  const reply = await conversation()
  await world.sandbox.control('POST', 'tokens/kill', { page_id: FULL_PAGE, subcode })
  expect(await channel().sendText(reply)).toMatchObject({ kind: 'key-dead', failure: { reason: 'key-dead', code: 190, subcode } })
})

test('a person who blocked the Page is not available', async () => {
  const reply = await conversation()
  await world.sandbox.control('PATCH', `pages/${FULL_PAGE}`, { blocked_by: { [CUSTOMER]: true } })
  expect(await channel().sendText(reply)).toMatchObject({ kind: 'failed', failure: { reason: 'person-unavailable' } })
})

test('a message that went out while its answer was lost is unconfirmed', async () => {
  const reply = await conversation()
  await world.sandbox.control('POST', 'faults', { on: 'call', path: '/messages', act: 'hang', after_acting: true })
  expect(await channel().sendText(reply)).toMatchObject({ kind: 'unconfirmed' })
})

test('a key that was sealed for another channel is never sent', async () => {
  const reply = await conversation()
  await expect(channel().sendText({ ...reply, channel: { ...reply.channel, id: 'another' } })).rejects.toThrow('sealed')
})

test('the name and picture of a person who wrote are told', async () => {
  const { recipientExternalId: psid, channel: page } = await conversation()
  expect(await fetchProfile(world.graph, world.sealer, { psid, channel: page })).toEqual({
    name: 'Zofia Brzęczek-Łącka',
    pictureUrl: expect.stringContaining('/sandbox/pictures/'),
  })
})

test.each([
  ['no profile', { act: 'error', code: 100, subcode: 2_018_218 }],
  ['an empty object', { act: 'status', status: 200, body: '{}' }],
  ['HTML', { act: 'status', status: 502, body: '<html>' }],
])('%s instead of a profile is no name, and no failure', async (_what, fault) => {
  const { recipientExternalId: psid, channel: page } = await conversation()
  await world.sandbox.control('POST', 'faults', { on: 'call', path: `/${psid}`, ...fault })
  expect(await fetchProfile(world.graph, world.sealer, { psid, channel: page })).toBeUndefined()
})
