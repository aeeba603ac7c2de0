import { afterAll, beforeAll, expect, test } from 'vitest'
import { USUAL_HOURS } from '#domain/workspace/business-hours.ts'
import { openTicketDesk, type Company, type TicketDesk } from '#test/ticket-desk.ts'

const HOUR = 3_600_000
/** A Tuesday. */
const THREE = Date.parse('2027-03-02T15:00:00Z')

let desk: TicketDesk
let ours: Company

beforeAll(async () => {
  desk = await openTicketDesk()
  ours = await desk.setUp('1067280970047460')
})
afterAll(() => desk.close())

const put = (cookie: string, body: unknown) => desk.call(cookie, 'PUT /workspace/business-hours', { body })
const counts = async () => {
  const { folders, backAt } = (await desk.call(ours.agent, 'GET /ticket-folders')).body
  return { backAt, count: folders.find(({ folder }: { folder: string }) => folder === 'before-back').count }
}
const listed = async () =>
  (await desk.call(ours.agent, 'GET /tickets?folder=before-back&sort=expiring')).body.tickets.map(({ id }: { id: string }) => id)

test('a workspace works from nine to five until somebody says otherwise, and only an administrator may', async () => {
  expect((await desk.call(ours.employee, 'GET /workspace/business-hours')).body).toEqual(USUAL_HOURS)
  expect((await put(ours.agent, USUAL_HOURS)).status).toBe(403)
})

test.each([
  [
    'a day that ends before it begins',
    { ...USUAL_HOURS, days: [{ from: '17:00', until: '09:00' }, ...USUAL_HOURS.days.slice(1)] },
    400,
    'days.0',
  ],
  ['a zone that is nowhere', { ...USUAL_HOURS, timeZone: 'Mars/Olympus' }, 400, 'timeZone'],
  [
    'a time that no clock shows',
    { ...USUAL_HOURS, days: [{ from: '25:00', until: '26:00' }, ...USUAL_HOURS.days.slice(1)] },
    400,
    undefined,
  ],
  ['a week of six days', { ...USUAL_HOURS, days: USUAL_HOURS.days.slice(1) }, 400, undefined],
])('%s is refused', async (_what, hours, status, field) => {
  const answer = await put(ours.administrator, hours)
  expect(answer.status).toBe(status)
  expect(field === undefined || answer.body.facts.fields[0].field).toBe(field ?? true)
})

test('N4: near the end of the day the desk tells how much ends before people are back, and lists just that', async () => {
  const hours = { timeZone: 'Europe/Warsaw', days: USUAL_HOURS.days.map(() => ({ from: '08:00', until: '17:30' })) }
  expect(await put(ours.administrator, hours)).toMatchObject({ status: 200, body: hours })
  desk.moveClock(THREE - 4 * HOUR - Date.now())
  const inTheNight = await desk.arrive(ours, { at: THREE - 12 * HOUR })
  const afterThat = await desk.arrive(ours, { at: THREE - 6 * HOUR })
  const inTheEvening = await desk.arrive(ours, { at: THREE - 22 * HOUR })
  expect(await counts()).toEqual({ backAt: null, count: 0 })
  expect(await listed()).toEqual([])
  desk.moveClock(THREE - Date.now())
  expect(await counts()).toEqual({ backAt: '2027-03-03T07:00:00.000Z', count: 2 })
  expect(await listed()).toEqual([inTheEvening.id, inTheNight.id])
  expect(await listed()).not.toContain(afterThat.id)
})
