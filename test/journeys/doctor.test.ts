import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CUSTOMERS, OWNER } from '#test/cast.ts'
import { expectWellInFourForms } from '#test/four-forms.ts'
import { startJourney, type Journey } from '#test/journey.ts'
import { startSmtp } from '#test/smtp.ts'
import { moveClock, setUpAndConnect, writeAs } from '#test/walk.ts'

/** Which step of a Page's connection broke, and what mends it. Each test is a step and rests on the one before. */
let journey: Journey
let page: Page
let mails: Awaited<ReturnType<typeof startSmtp>>

const PAGE = 'Morawska Garden Studio'
const HOUR = 3_600_000
const [CUSTOMER = ''] = CUSTOMERS

beforeAll(async () => {
  mails = await startSmtp()
  journey = await startJourney({ environment: { SMTP_URL: mails.url } })
  page = await journey.openPage()
  await setUpAndConnect(page, journey.desk.url)
})

afterAll(async () => {
  await journey?.close()
  await mails?.close()
})

const doctor = () => page.getByRole('region', { name: 'Channel doctor' })
const subjects = () => mails.received.map(({ text }) => /^Subject: (.*)$/m.exec(text.replaceAll(/\r\n[ \t]/g, ' '))?.[1])

test('N3: the doctor checks each step when asked, and says how each stands', async () => {
  await page.getByRole('link', { name: 'Channels', exact: true }).first().click()
  await page
    .getByRole('article', { name: PAGE })
    .getByRole('link', { name: `Settings of ${PAGE}` })
    .click()
  await page.getByRole('heading', { level: 1, name: PAGE }).waitFor()
  await doctor()
    .getByRole('button', { name: /^Check/ })
    .click()
  await doctor()
    .getByText(/^11 of 14 steps work · checked just now/)
    .waitFor()
  await doctor().getByText('All 14 steps').click()
  await doctor().getByText('The desk is reachable').waitFor()
  await doctor().getByText('on this machine').waitFor()
  await expectWellInFourForms(page, 'doctor-all-well')
})

test('what comes from a customer is seen by the doctor without a check', async () => {
  await writeAs(journey.desk.sandboxUrl, CUSTOMER, { text: 'Are you open?' })
  await page.reload()
  await doctor()
    .getByText(/^13 of 14 steps work/)
    .waitFor()
})

test('N3: the way to an app of one’s own is ticked off by what the desk sees, and by hand where it sees nothing', async () => {
  await page.getByRole('link', { name: 'Go live' }).click()
  await page.getByRole('heading', { level: 1, name: 'Go live with your own Facebook app' }).waitFor()
  await page.getByRole('button', { name: 'Check now' }).click()
  await page.getByText(/7 of 11 are done/).waitFor()
  await page.getByRole('checkbox', { name: 'Business verification: done' }).check()
  await page.getByText('Ticked off by Maja Holm, today').waitFor()
  await page.getByText(/8 of 11 are done/).waitFor()
  expect(await page.getByRole('textbox', { name: 'Callback URL', exact: true }).inputValue()).toBe(`${journey.desk.url}/webhooks/facebook`)
  await expectWellInFourForms(page, 'go-live')
  await page.getByRole('checkbox', { name: 'Business verification: done' }).uncheck()
  await page.getByText(/7 of 11 are done/).waitFor()
  await page.goBack()
  await page.getByRole('heading', { level: 1, name: PAGE }).waitFor()
})

test('P11: where nothing comes for the hours that were set, the doctor names that and the administrators get one mail', async () => {
  await doctor().getByLabel('Mail the administrators when nothing arrives for').selectOption('6')
  await moveClock(journey.desk.sandboxUrl, { advance_ms: 7 * HOUR })
  await expect.poll(subjects, { timeout: 30_000 }).toEqual([`Nothing from ${PAGE} for 6 hours`])
  await page.reload()
  await doctor().getByText('“Something arrived” is the first broken step').waitFor()
  await page.getByText('Nothing arrived for 6 hours').waitFor()
  await writeAs(journey.desk.sandboxUrl, CUSTOMER, { text: 'Hello again' })
  await page.reload()
  await doctor()
    .getByText(/^13 of 14 steps work/)
    .waitFor()
})

test('N3: a dead key is named with its cause and Facebook’s numbers, and the login is one press away', async () => {
  await fetch(`${journey.desk.sandboxUrl}/sandbox/people/${OWNER}`, { method: 'PATCH', body: JSON.stringify({ password_changed: true }) })
  await doctor().getByRole('button', { name: 'Check again' }).click()
  await doctor().getByText('“Key” is the first broken step').waitFor()
  await doctor().getByText('Facebook: 190 / 460').waitFor()
  await expectWellInFourForms(page, 'doctor-key-dead')
  await doctor().getByRole('button', { name: 'Log in again' }).click()
  await page.getByTestId(/^dialog-/).waitFor()
})

test('nothing broke in any page', () => {
  expect(journey.faults).toEqual([])
})
