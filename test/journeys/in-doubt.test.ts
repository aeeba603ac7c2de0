import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepPicture } from '#test/browser.ts'
import { startJourney, type Journey } from '#test/journey.ts'
import { control, openFirstTicket, setUpAndConnect } from '#test/walk.ts'

/** Facebook does not answer: what becomes of a reply, and what an agent can do. Each test is a step and rests on the one before. */
let journey: Journey
let page: Page
let customer: Page

const [CAME, LOST] = ['Yes, until six.', 'We close at four tomorrow.']

beforeAll(async () => {
  journey = await startJourney()
  ;[page, customer] = await Promise.all([journey.openPage(), journey.openPage()])
  await setUpAndConnect(page, journey.desk.url)
  await openFirstTicket(page, customer, { sandboxUrl: journey.desk.sandboxUrl, text: 'Are you open?' })
}, 180_000)

afterAll(() => journey?.close())

const fault = (wish: object) => control(journey.desk.sandboxUrl, 'faults', wish)

async function say(text: string): Promise<void> {
  await page.getByRole('textbox', { name: /^Message to/ }).fill(text)
  await page.keyboard.press('Control+Enter')
}

const log = () => page.getByRole('log')

test('a reply whose answer and echo were lost is found in the conversation on Facebook', async () => {
  await fault({ on: 'call', path: '/messages', method: 'POST', times: 1, after_acting: true, act: 'reset' })
  await fault({ on: 'webhook', act: 'echo_never', times: 1 })
  await say(CAME)
  await log().getByText('Unconfirmed since').waitFor()
  await log().getByRole('button', { name: 'Check again' }).click()
  await log()
    .getByText(/^(Sent|Delivered|Read)/)
    .waitFor()
  expect(await customer.getByText(CAME, { exact: true }).count()).toBe(1)
})

test('one that nobody can see says so, and goes once more when the agent decides it with the facts before them', async () => {
  await fault({ on: 'call', path: '/messages', method: 'POST', times: 1, act: 'reset' })
  await fault({ on: 'call', path: '/conversations', act: 'error', code: 200, times: 20 })
  await say(LOST)
  await log().getByText('Unconfirmed since').waitFor()
  await log().getByRole('button', { name: 'Check again' }).click()
  await log().getByText('Facebook does not let us see whether it stands in the conversation').waitFor()
  await keepPicture(page, 'in-doubt')
  await log().getByRole('button', { name: 'Send anyway' }).click()
  const dialog = page.getByRole('dialog', { name: 'Send it again?' })
  await dialog.getByText('gets it twice').waitFor()
  await keepPicture(page, 'in-doubt-send-anyway')
  await dialog.getByRole('button', { name: 'Send anyway' }).click()
  await log().getByText('It was sent again below.').waitFor()
  await customer.getByText(LOST, { exact: true }).waitFor()
  await page
    .locator('[data-us][data-state="sent"], [data-us][data-state="delivered"], [data-us][data-state="read"]')
    .getByText(LOST)
    .waitFor()
  expect(await customer.getByText(LOST, { exact: true }).count()).toBe(1)
  expect(await log().getByRole('button', { name: 'Send anyway' }).count()).toBe(0)
  await keepPicture(page, 'in-doubt-sent-again')
})

test('nothing broke in either page', () => {
  expect(journey.faults).toEqual([])
})
