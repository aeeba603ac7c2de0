import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepPicture, openBrowser, openPage } from '#test/browser.ts'
import { newDeskPlace, startDeskProcess, type DeskProcess } from '#test/desk-process.ts'

/**
 * The walk of the README: set up, enable Facebook, connect a Page by the dialog, write as the customer, answer, and see
 * it delivered and read. Each test is a step and rests on the one before.
 */
let place: Awaited<ReturnType<typeof newDeskPlace>>
let desk: DeskProcess
let browser: Browser
let page: Page
let customer: Page
const faults: string[] = []

const QUESTION = 'Dzień dobry! Is my order <b>Il10O</b> ready? 🌷'
const ANSWER = 'Hello! Yes, you can pick it up today until six.'

beforeAll(async () => {
  place = await newDeskPlace()
  ;[desk, browser] = await Promise.all([startDeskProcess(place), openBrowser()])
  const [agentSide, customerSide] = await Promise.all([openPage(browser), openPage(browser)])
  page = agentSide.page
  customer = customerSide.page
  agentSide.page.on('pageerror', (error) => faults.push(error.message))
  customerSide.page.on('pageerror', (error) => faults.push(error.message))
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await desk?.stop()
  await place?.remove()
})

test('a fresh desk asks for its first administrator and leads to the first steps', async () => {
  await page.goto(desk.url)
  await page.getByLabel('Workspace name').fill('Lindqvist Cycles')
  await page.getByLabel('Your name').fill('Maja Holm')
  await page.getByLabel('E-mail').fill('maja@example.com')
  await page.getByRole('textbox', { name: 'Password' }).fill('a few plain words')
  await page.getByRole('button', { name: 'Set up the desk' }).click()
  await page.getByRole('heading', { level: 1, name: /Four steps/ }).waitFor()
  expect(await page.getByText('0 of 4 done').count()).toBe(1)
})

test('the administrator switches Facebook on', async () => {
  await page.getByRole('link', { name: 'Open Extensions' }).click()
  await page.getByRole('switch', { name: 'Facebook extension' }).press('Space')
  await page.getByRole('heading', { name: 'Facebook On' }).waitFor()
})

test("the administrator connects a Page by Facebook's dialog", async () => {
  await page.getByRole('link', { name: 'Channels', exact: true }).first().click()
  await page.getByRole('link', { name: 'Add Channel' }).click()
  await page
    .getByRole('button', { name: /Facebook/ })
    .first()
    .click()
  await page.getByTestId('dialog-log-in').waitFor()
  await page.getByRole('button', { name: /Jagna Morawska/ }).click()
  await page.getByRole('button', { name: /Continue as/ }).click()
  await page.getByTestId('dialog-pages').waitFor()
  await page.getByRole('radio', { name: /all current and future/ }).check()
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Got it' }).click()

  await page.getByRole('heading', { level: 1, name: 'Choose your Pages' }).waitFor()
  expect(await page.getByRole('checkbox', { name: 'Allotment Friends Praga' }).isDisabled()).toBe(true)
  expect(await page.getByRole('checkbox', { name: 'Morawska Winter Market' }).isDisabled()).toBe(true)
  await page.getByRole('checkbox', { name: 'Morawska Garden Studio' }).press('Space')
  await page.getByRole('button', { name: 'Confirm' }).click()
  await page.getByRole('heading', { level: 1, name: 'Channels' }).waitFor()
  await page.getByText('Morawska Garden Studio').first().waitFor()
  await page.getByText('Until revoked', { exact: false }).first().waitFor()
})

test("the customer's message appears as a ticket without a reload", async () => {
  await page.getByRole('link', { name: 'Tickets', exact: true }).first().click()
  await page.getByRole('link', { name: 'All', exact: false }).first().click()
  await customer.goto(`${desk.sandboxUrl}/sandbox`)
  await customer.getByRole('textbox', { name: /^Write as/ }).fill(QUESTION)
  await customer.getByRole('button', { name: 'Send' }).click()
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
  await log.getByText(/^Read \d/).waitFor()
  expect(await log.getByText(ANSWER).count()).toBe(1)
  await keepPicture(page, 'ticket-answered')
  await keepPicture(customer, 'customer-answered')
})

test("the customer's next message shows too, and the status follows the talk", async () => {
  await page.getByRole('button', { name: 'Status: Pending' }).first().waitFor()
  await customer.getByRole('textbox', { name: /^Write as/ }).fill('Thank you!')
  await customer.getByRole('button', { name: 'Send' }).click()
  await page.getByRole('log').getByText('Thank you!').waitFor()
  await page.getByRole('button', { name: 'Status: Open' }).first().waitFor()
})

test('nothing broke in either page', () => {
  expect(faults).toEqual([])
})
