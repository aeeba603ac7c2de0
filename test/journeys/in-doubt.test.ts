import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from '#test/accessible.ts'
import { keepPicture } from '#test/browser.ts'
import { startJourney, type Journey } from '#test/journey.ts'
import { control, moveClock, openFirstTicket, setUpAndConnect } from '#test/walk.ts'

/** Facebook does not answer: what becomes of a reply, and what an agent can do. Each test is a step and rests on the one before. */
let journey: Journey
let page: Page
let customer: Page

const [CAME, LOST, LATE] = ['Yes, until six.', 'We close at four tomorrow.', 'On Monday from nine.']

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

async function allowHumanAgents(): Promise<void> {
  const status = await page.evaluate(async () => {
    const { channels } = (await (await fetch('/api/v1/channels')).json()) as { channels: { id: string }[] }
    const address = `/api/v1/channels/${channels[0]?.id}/allowances/human-agent`
    const headers = { 'content-type': 'application/json' }
    return (await fetch(address, { method: 'PUT', headers, body: JSON.stringify({ isAllowed: true }) })).status
  })
  expect(status).toBe(200)
}

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
  await log().getByRole('button', { name: 'Check again' }).press('Enter')
  await log().getByText('Facebook does not let us see whether it stands in the conversation').waitFor()
  await log().getByRole('button', { name: 'Check again' }).and(page.locator(':focus')).waitFor()
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

test('once the 24 hours are over it goes as human agent, with the facts and the rule before them', async () => {
  await allowHumanAgents()
  await fault({ on: 'call', path: '/messages', method: 'POST', times: 1, act: 'reset' })
  await say(LATE)
  const said = log().locator('[data-us]', { hasText: LATE })
  await said.getByText('Unconfirmed since').waitFor()
  await moveClock(journey.desk.sandboxUrl, { advance_ms: 25 * 3_600_000 })
  await said.getByRole('button', { name: 'Send as human agent' }).click()
  const dialog = page.getByRole('dialog', { name: 'Send as human agent?' })
  // Yesterday; for who runs this in the last hour of a day, a weekday.
  await dialog.getByText('gets it twice').waitFor()
  await dialog.getByText(/^Tried \w+ \d\d:\d\d\. Facebook did not answer/).waitFor()
  await dialog.getByText('typed by you', { exact: false }).waitFor()
  await expectAccessible(page, 'what is in doubt after the 24 hours')
  await keepPicture(page, 'in-doubt-after-the-day')
  await dialog.getByRole('button', { name: 'Send as human agent' }).click()
  await said.getByText('It was sent again below.').waitFor()
  await customer.getByText(LATE, { exact: true }).waitFor()
  expect(await log().getByText('As human agent').count()).toBe(1)
})

test('nothing broke in either page', () => {
  expect(journey.faults).toEqual([])
})
