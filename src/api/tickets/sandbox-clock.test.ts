import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from 'vitest'
import { attempt } from '#desk/accounts/attempts.ts'
import { forgetOldCommands } from '#desk/forget-commands.ts'
import { openTicketDesk, type Company, type TicketDesk } from '#test/ticket-desk.ts'

let desk: TicketDesk
let ours: Company

const HOUR = 3_600_000
const DAY = 24 * HOUR

beforeAll(async () => {
  desk = await openTicketDesk()
  ours = await desk.setUp('1067280970047460')
})
afterEach(() => desk.moveClock(0))
afterAll(() => desk.close())

const reply = (ticketId: string, text: string, key: string = v7()) =>
  desk.call(ours.agent, `POST /tickets/${ticketId}/replies`, { body: { text }, key })

test('U10: a reply right after the clock was moved is judged by the moved clock', async () => {
  const { id } = await desk.arrive(ours)
  desk.moveClock(25 * HOUR)
  expect(await reply(id, 'Too late')).toMatchObject({ status: 409, body: { code: 'reply-window-closed' } })
  desk.moveClock(0)
  expect(await reply(id, 'In time again')).toMatchObject({ status: 201 })
})

test('U10: a message that comes stamped by the moved clock opens a window by it', async () => {
  desk.moveClock(25 * HOUR)
  const before = Date.now()
  const { id, window } = await desk.arrive(ours, { at: before + 25 * HOUR })
  expect(Date.parse(window?.closesAt ?? '')).toBe(before + 25 * HOUR + DAY)
  expect(await reply(id, 'Good morning')).toMatchObject({ status: 201 })
})

test('U10: what was stamped in a future that was taken back is kept, and opens no window', async () => {
  const { id, window } = await desk.arrive(ours, { at: Date.now() + 25 * HOUR })
  expect(window).toBeNull()
  expect(await desk.messagesOf(ours, id)).toHaveLength(1)
})

test('U10: folders go by the moved clock', async () => {
  const { id } = await desk.arrive(ours)
  const endingSoon = async () =>
    (await desk.call(ours.agent, 'GET /tickets?folder=ending-soon')).body.tickets.map((each: { id: string }) => each.id)
  expect(await endingSoon()).not.toContain(id)
  desk.moveClock(23 * HOUR)
  expect(await endingSoon()).toContain(id)
  desk.moveClock(25 * HOUR)
  expect(await endingSoon()).not.toContain(id)
})

test('U10: nobody is let in, or kept out longer, by moving the clock', async () => {
  const door = { name: 'a door that is patient once', perAddress: 1, perEmail: 1, windowMs: HOUR }
  const knock = () =>
    attempt(desk.desk, door, { knock: { address: '203.0.113.7' }, act: () => Promise.reject(new Error('wrong password')) })
  await expect(knock()).rejects.toThrow('wrong password')
  desk.moveClock(DAY)
  await expect(knock()).rejects.toThrow('Too many attempts')
  expect((await desk.call(ours.employee, 'GET /session')).status).toBe(200)
})

test('U10: a command sent again after the clock jumped ahead is still done once', async () => {
  const { id } = await desk.arrive(ours, { at: Date.now() })
  const key = v7()
  const first = await reply(id, 'Only once', key)
  desk.moveClock(30 * DAY)
  await forgetOldCommands(desk.desk)
  expect(await reply(id, 'Only once', key)).toEqual(first)
})

test("U10: browsers are told the desk's time with the session, and at once when the clock is moved", async () => {
  desk.moveClock(HOUR)
  const { clock } = (await desk.call(ours.agent, 'GET /session')).body
  expect(clock.aheadMs).toBe(HOUR)
  expect(Math.abs(Date.parse(clock.now) - Date.now() - HOUR)).toBeLessThan(5000)

  const frames = await listen()
  await frames.until(/event: ready\ndata: {"now":"[^"]+","aheadMs":3600000}/)
  desk.moveClock(23 * HOUR)
  await frames.until(/event: beat\ndata: {"now":"[^"]+","aheadMs":82800000}/)
})

/** The live stream as text. */
async function listen() {
  const gone = new AbortController()
  onTestFinished(() => gone.abort())
  const response = await fetch(`${desk.url}/api/v1/events`, { headers: { cookie: ours.agent }, signal: gone.signal })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  return {
    until: async (wanted: RegExp): Promise<void> => {
      while (!wanted.test(text)) {
        text += (await reader?.read())?.value ?? ''
      }
    },
  }
}
