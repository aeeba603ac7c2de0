import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepPicture } from '#test/browser.ts'
import { startJourney, type Journey } from '#test/journey.ts'
import { authorise, connectFirstPage, setUpDesk, switchFacebookOn, writeAsCustomer } from '#test/walk.ts'

/**
 * The walk of the README: set up, enable Facebook, connect a Page by the dialog, write as the customer, answer, and see
 * it delivered and read. Each test is a step and rests on the one before.
 */
let journey: Journey
let page: Page
let customer: Page

const QUESTION = 'Dzień dobry! Is my order <b>Il10O</b> ready? 🌷'
const ANSWER = 'Hello! Yes, you can pick it up today until six.'

beforeAll(async () => {
  journey = await startJourney({ ownPostgres: true })
  ;[page, customer] = await Promise.all([journey.openPage(), journey.openPage()])
}, 120_000)

afterAll(() => journey?.close())

test('a fresh desk asks for its first administrator and leads to the first steps', async () => {
  await setUpDesk(page, journey.desk.url)
  expect(await page.getByText('0 of 4 done').count()).toBe(1)
})

test('the administrator switches Facebook on', async () => {
  await switchFacebookOn(page)
})

test("the administrator connects a Page by Facebook's dialog", async () => {
  await authorise(page)
  expect(await page.getByRole('checkbox', { name: 'Allotment Friends Praga' }).isDisabled()).toBe(true)
  expect(await page.getByRole('checkbox', { name: 'Morawska Winter Market' }).isDisabled()).toBe(true)
  await connectFirstPage(page)
  await page.getByText('Key: no expiry').first().waitFor()
})

test("the customer's message appears as a ticket without a reload", async () => {
  await page.getByRole('link', { name: 'Tickets', exact: true }).first().click()
  await page.getByRole('link', { name: 'All', exact: false }).first().click()
  await customer.goto(`${journey.desk.sandboxUrl}/sandbox`)
  await writeAsCustomer(customer, QUESTION)
  await page.getByText(QUESTION).first().waitFor()
})

test('the agent answers, and the customer reads the answer', async () => {
  await page.getByText(QUESTION).first().click()
  const log = page.getByRole('log')
  await log.getByText(QUESTION).waitFor()
  await keepPicture(page, 'ticket-arrived')
  await page.getByRole('textbox', { name: /^Message to/ }).fill(ANSWER)
  await page.keyboard.press('Control+Enter')
  await customer.bringToFront()
  await customer.getByText(ANSWER).first().waitFor()
  await log.getByText(/^Read$/).waitFor()
  expect(await log.getByText(ANSWER).count()).toBe(1)
  await keepPicture(page, 'ticket-answered')
  await keepPicture(customer, 'customer-answered')
})

test("the customer's next message shows too, and the status follows the talk", async () => {
  await page.getByRole('button', { name: 'Status: Pending' }).first().waitFor()
  await writeAsCustomer(customer, 'Thank you!')
  await page.getByRole('log').getByText('Thank you!').waitFor()
  await page.getByRole('button', { name: 'Status: Open' }).first().waitFor()
})

test('nothing broke in either page', () => {
  expect(journey.faults).toEqual([])
})
