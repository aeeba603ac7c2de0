import { afterAll, beforeAll, expect, test } from 'vitest'
import { CUSTOMERS, FULL_PAGE } from '#test/cast.ts'
import { startJourney, type Journey } from '#test/journey.ts'
import { control, writeAsCustomer } from '#test/walk.ts'

/** The sandbox's page shows what happened, though it was loading just then. */
let journey: Journey

const QUESTION = 'Is the green one back?'
const ANSWER = 'It came this morning.'

beforeAll(async () => {
  journey = await startJourney()
}, 120_000)

afterAll(() => journey?.close())

test('a message that comes while its conversation is being loaded stands in it, though the answer was older', async () => {
  const customer = await journey.openPage()
  await customer.goto(`${journey.desk.sandboxUrl}/sandbox`)
  await writeAsCustomer(customer, QUESTION)
  const messages = customer.getByRole('log', { name: 'Messages', exact: true })
  await messages.getByText(QUESTION).waitFor()

  const told = Promise.withResolvers<undefined>()
  const browser = await customer.context().newCDPSession(customer)
  await browser.send('Network.enable')
  browser.on('Network.eventSourceMessageReceived', ({ data }) => {
    if (data.includes(ANSWER)) {
      told.resolve(undefined)
    }
  })
  const answered = Promise.withResolvers<undefined>()
  const released = Promise.withResolvers<undefined>()
  await customer.route('**/sandbox/conversations/**', async (route) => {
    const response = await route.fetch()
    answered.resolve(undefined)
    await released.promise
    await route.fulfill({ response })
  })
  await fetch(`${journey.desk.sandboxUrl}/sandbox/pages/${FULL_PAGE}`, { method: 'PATCH', body: JSON.stringify({ is_news_page: true }) })
  await answered.promise
  await control(journey.desk.sandboxUrl, 'inbox', { page_id: FULL_PAGE, person_id: CUSTOMERS[0], text: ANSWER })
  await told.promise
  released.resolve(undefined)
  await messages.getByText(ANSWER).waitFor()
  expect(await messages.getByText(ANSWER).count()).toBe(1)
})
