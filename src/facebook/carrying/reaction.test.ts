import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Act } from '#domain/acts/act.ts'
import type { ChannelId } from '#domain/ids.ts'
import { FULL_PAGE, openFacebookDesk } from '#test/facebook-desk.ts'
import { createFacebookChannel } from './carry.ts'

const CUSTOMER = '100014402987731'
let world: Awaited<ReturnType<typeof openFacebookDesk>>

beforeAll(async () => {
  world = await openFacebookDesk()
})
afterAll(() => world.close())

test('a reaction stands on the message of the customer, is replaced, taken back, and seen; what is no emoji is refused', async () => {
  const anna = await world.newAdministrator()
  await world.connect(anna, await world.authorise(anna), [FULL_PAGE])
  const said = { page_id: FULL_PAGE, person_id: CUSTOMER, text: 'Hello' }
  const { psid, mid } = await world.sandbox.control<{ psid: string; mid: string }>('POST', 'messages', said)
  const { desk, graph, sealer, store } = world
  const row = await desk.db.selectFrom('facebook_connections').select('channel_id').executeTakeFirstOrThrow()
  const opening = await createFacebookChannel({ db: desk.db, graph, sealer, store, now: desk.now }).open({
    workspaceId: anna.actor.workspaceId,
    channelId: row.channel_id as ChannelId,
  })
  if (opening.kind !== 'open') {
    throw new Error('The Page is connected.')
  }
  const { channel } = opening
  const subject = { kind: 'direct', personId: psid } as const
  const to = { subject, under: undefined, target: { thing: 'message', calledAs: mid }, goesAs: undefined, mark: 'desk:1' } as const
  const as = (reaction: string | undefined): Act => ({ kind: 'react', reaction, isPrivate: true })
  const carry = async (reaction: string | undefined) => {
    const place = channel.placeNow(as(reaction), subject, undefined)
    return place && (await channel.carry(as(reaction), to, place))
  }
  const look = (reaction: string | undefined) => channel.look(as(reaction), to, desk.now())
  const stands = async () => {
    const { messages } = await world.sandbox.control<{ messages: { mid: string; reactions: { page: string | null } }[] }>(
      'GET',
      `conversations/${FULL_PAGE}/${CUSTOMER}`,
    )
    return messages.find((message) => message.mid === mid)?.reactions.page
  }
  expect(await look('👍')).toEqual({ kind: 'not-done' })
  expect(await carry('👍')).toMatchObject({ kind: 'sent', externalId: undefined })
  expect(await stands()).toBe('👍')
  expect(await look('👍')).toEqual({ kind: 'done' })
  expect(await carry('🫶🏽')).toMatchObject({ kind: 'sent' })
  expect(await stands()).toBe('🫶🏽')
  expect(await look('👍')).toEqual({ kind: 'not-done' })
  expect(await carry('nonsense')).toMatchObject({ kind: 'failed', failure: { reason: 'refused', code: 100 } })
  expect(await carry(undefined)).toMatchObject({ kind: 'sent' })
  expect(await stands()).toBe(null)
  expect(await look(undefined)).toEqual({ kind: 'done' })
})
