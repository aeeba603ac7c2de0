import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FULL_PAGE } from '#test/cast.ts'
import { keepPicture } from '#test/browser.ts'
import { startJourney, type Journey } from '#test/journey.ts'
import { control, openFirstTicket, setUpAndConnect } from '#test/walk.ts'

/** Facebook asks a Page to slow down: what agents and administrators see, and can do. Each test is a step and rests on the one before. */
let journey: Journey
let page: Page
let customer: Page

beforeAll(async () => {
  journey = await startJourney()
  ;[page, customer] = await Promise.all([journey.openPage(), journey.openPage()])
  await setUpAndConnect(page, journey.desk.url)
  await openFirstTicket(page, customer, { sandboxUrl: journey.desk.sandboxUrl, text: 'Are you open?' })
}, 180_000)

afterAll(() => journey?.close())

const log = () => page.getByRole('log')

async function say(text: string): Promise<void> {
  await page.getByRole('textbox', { name: /^Message to/ }).fill(text)
  await page.keyboard.press('Control+Enter')
}

test('a reply that has to wait says when it is tried, and one banner tells everybody', async () => {
  await control(journey.desk.sandboxUrl, 'throttles', { page_id: FULL_PAGE, code: 80_006, minutes: 20 })
  await say('Yes, until six.')
  await log()
    .getByText(/Queued: Facebook asks this Page to slow down\. Next try at about/)
    .waitFor()
  await page.getByText('has to slow down.').waitFor()
  await say('And tomorrow until four.')
  await log().getByRole('button', { name: 'Stop' }).nth(1).waitFor()
  await keepPicture(page, 'slowed-down')
})

test('the agent stops one, and it says that it was not sent', async () => {
  await log().getByRole('button', { name: 'Stop' }).last().click()
  await log().getByText('Somebody here stopped it before it was sent.').waitFor()
  expect(await log().getByRole('button', { name: 'Stop' }).count()).toBe(1)
})

test('an administrator looks at the queue of the Page, and empties it', async () => {
  await page.getByRole('link', { name: 'Settings', exact: true }).click()
  await page.getByRole('link', { name: 'Channels', exact: true }).first().click()
  await page.getByText('Facebook asked this Page to slow down.').waitFor()
  await keepPicture(page, 'slowed-down-channel')
  await page
    .getByRole('link', { name: /^Settings of/ })
    .first()
    .click()
  const queue = page.getByRole('region', { name: 'Waiting to be sent' })
  await queue.getByText('Yes, until six.').waitFor()
  await keepPicture(page, 'slowed-down-queue')
  await queue.getByRole('button', { name: 'Stop all' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Stop all' }).click()
  await queue.getByText('Nothing waits.').waitFor()
  expect(await customer.getByText('Yes, until six.').count()).toBe(0)
})

test('nothing broke in either page', () => {
  expect(journey.faults).toEqual([])
})
