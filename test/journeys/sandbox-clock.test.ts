import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepPicture } from '#test/browser.ts'
import { startDeskProcess } from '#test/desk-process.ts'
import { startJourney, type Journey } from '#test/journey.ts'
import { moveClock, setUpAndConnect, writeAsCustomer } from '#test/walk.ts'

/**
 * The headline of the product, shown by moving the sandbox's clock: a window that runs out before one's eyes, closes, and
 * opens when the customer writes again. Each test is a step and rests on the one before.
 */
let journey: Journey
let page: Page
let customer: Page

const HOUR = 3_600_000
const QUESTION = 'Do you deliver tulips on Sunday?'
const AGAIN = 'Are you still there?'

beforeAll(async () => {
  journey = await startJourney()
  ;[page, customer] = await Promise.all([journey.openPage(), journey.openPage()])
  await setUpAndConnect(page, journey.desk.url)
  await customer.goto(`${journey.desk.sandboxUrl}/sandbox`)
  await writeAsCustomer(customer, QUESTION)
  await page.getByRole('link', { name: 'Tickets', exact: true }).first().click()
  await page.getByRole('link', { name: 'All', exact: false }).first().click()
  await page.getByText(QUESTION).first().click()
  await page.getByRole('log').getByText(QUESTION).waitFor()
}, 120_000)

afterAll(() => journey?.close())

/** The desk's own word on a reply, whatever the screen shows. */
async function replyBySystem(text: string): Promise<{ status: number; code: string }> {
  const ticketId = /[\da-f]{8}-[\da-f-]{27}/.exec(page.url())?.[0] ?? ''
  return await page.evaluate(
    async ([path, words]) => {
      const response = await fetch(path ?? '', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
        body: JSON.stringify({ text: words }),
      })
      return { status: response.status, code: String(((await response.json()) as { code?: string }).code) }
    },
    [`/api/v1/tickets/${ticketId}/replies`, text],
  )
}

const composer = () => page.getByRole('textbox', { name: /^Message to/ })
const folder = (name: string) => page.getByRole('link', { name }).first()

test('U10: 23 hours later about an hour is left, and desk and sandbox say whose clock it is', async () => {
  expect(await customer.getByText('The desk follows this one.').count()).toBe(1)
  expect(await page.getByText('follows the sandbox').count()).toBe(0)
  await customer.getByRole('button', { name: '+ 23 h' }).click()
  await page
    .getByText(/^59 min|^1 h/)
    .first()
    .waitFor()
  await page.getByText(/The desk follows the sandbox’s clock: \w{3} \d{1,2} \w{3} \d{2}:\d{2}/).waitFor()
  await customer.getByText(/23 h ahead of your computer’s clock/).waitFor()
  await keepPicture(page, 'sandbox-clock-ending')
  await keepPicture(customer, 'sandbox-clock-sandbox')
})

test('U10: the ticket lies in Ending soon, and a reply still goes out', async () => {
  await folder('Ending soon').click()
  await page.getByText(QUESTION).first().click()
  await page.getByRole('log').getByText(QUESTION).waitFor()
  expect(await replyBySystem('Yes, we do.')).toMatchObject({ status: 201 })
  await customer.getByText('Yes, we do.').first().waitFor()
})

test('U10: two hours later the window is closed; a reply sent right after the jump is judged by the new clock', async () => {
  await moveClock(journey.desk.sandboxUrl, { advance_ms: 2 * HOUR })
  expect(await replyBySystem('Too late.')).toMatchObject({ status: 409, code: 'reply-window-closed' })
  await expect.poll(() => composer().count()).toBe(0)
  await keepPicture(page, 'sandbox-clock-closed')
})

test('U10: the customer writes, and her window opens by the moved clock', async () => {
  await writeAsCustomer(customer, AGAIN)
  await page.getByRole('log').getByText(AGAIN).waitFor()
  await composer().waitFor()
  await page
    .getByText(/^23 h 59 min|^24 h/)
    .first()
    .waitFor()
  expect(await replyBySystem('We are.')).toMatchObject({ status: 201 })
})

test('U10: back to now, and nothing breaks', async () => {
  await customer.getByRole('button', { name: 'Back to now' }).click()
  await expect.poll(() => page.getByText('follows the sandbox').count()).toBe(0)
  await writeAsCustomer(customer, 'Back in time')
  await page.getByRole('log').getByText('Back in time').waitFor()
  expect(await replyBySystem('So are we.')).toMatchObject({ status: 201 })
  await customer.getByText('So are we.').first().waitFor()
  expect(journey.faults).toEqual([])
})

test("U10: a desk that starts again takes over the clock of the sandbox's kept world", async () => {
  await moveClock(journey.desk.sandboxUrl, { advance_ms: 25 * HOUR })
  await journey.desk.stop()
  journey.desk = await startDeskProcess(journey.place, {}, ['--without-web'])
  await page.reload()
  await page.getByText(/The desk follows the sandbox’s clock/).waitFor()
  await moveClock(journey.desk.sandboxUrl, { reset: true })
})

test("R15: the sandbox's secrets stand in no list of processes, and it listens on this computer only", async () => {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'args'])
  const [line = ''] = stdout.split('\n').filter((each) => each.includes(journey.place.dataDir) && each.includes('sandbox/main.ts'))
  expect(line).toContain('--tell-clock')
  expect(line).not.toMatch(/secret|verify/)
  expect(line).toContain('--host 127.0.0.1')
})
