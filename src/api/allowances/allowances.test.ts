import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTicketDesk, type Company, type TicketDesk } from '#test/ticket-desk.ts'

/** What Facebook allows a Page beyond the 24 hours, as an administrator records it. */
let desk: TicketDesk
let ours: Company
let url: string

beforeAll(async () => {
  desk = await openTicketDesk()
  ours = await desk.setUp('5571')
  url = `/channels/${ours.channelId}/allowances`
})
afterAll(() => desk.close())

const record = (allowance: string, body: object, as = ours.administrator) => desk.call(as, `PUT ${url}/${allowance}`, { body })

test('nothing is allowed until an administrator records it; then it stands there who did, and tickets tell it', async () => {
  expect((await desk.call(ours.agent, `GET ${url}`)).body.allowances).toEqual([
    { allowance: 'human-agent', isAllowed: false, useScenario: null, changedAt: null, changedBy: null },
    { allowance: 'news', isAllowed: false, useScenario: null, changedAt: null, changedBy: null },
    { allowance: 'ad-week', isAllowed: false, useScenario: null, changedAt: null, changedBy: null },
  ])
  const ticket = await desk.arrive(ours)
  expect(ticket.channel.allowances).toEqual([])
  expect(await record('human-agent', { isAllowed: true })).toMatchObject({
    status: 200,
    body: { allowance: 'human-agent', isAllowed: true, changedAt: expect.any(String), changedBy: expect.stringContaining('Anna') },
  })
  expect((await desk.call(ours.agent, `GET /tickets/${ticket.id}`)).body.channel.allowances).toEqual(['human-agent'])
  const { channels } = (await desk.call(ours.agent, 'GET /channels')).body
  expect(channels.find(({ id }: { id: string }) => id === ours.channelId)).toMatchObject({ allowances: ['human-agent'] })
})

test('S14: a registration wants its use scenario, and loses it when it is over', async () => {
  expect(await record('news', { isAllowed: true })).toMatchObject({
    status: 400,
    body: { code: 'invalid', facts: { fields: [{ field: 'useScenario' }] } },
  })
  expect(await record('news', { isAllowed: true, useScenario: ' Local cycling news ' })).toMatchObject({
    status: 200,
    body: { isAllowed: true, useScenario: 'Local cycling news' },
  })
  expect(await record('news', { isAllowed: false })).toMatchObject({ status: 200, body: { isAllowed: false, useScenario: null } })
})

test('only administrators record it, of their own Pages alone, and nobody of what Facebook does not have', async () => {
  expect(await record('human-agent', { isAllowed: true }, ours.agent)).toMatchObject({ status: 403 })
  expect(await record('free-for-all', { isAllowed: true })).toMatchObject({ status: 404 })
  const neighbour = await desk.neighbourOf(ours, '5572')
  expect(await record('human-agent', { isAllowed: true }, neighbour.administrator)).toMatchObject({ status: 404 })
  expect(await desk.call(neighbour.agent, `GET ${url}`)).toMatchObject({ status: 404 })
})
