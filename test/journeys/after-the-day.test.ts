import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from '#test/accessible.ts'
import { keepPicture } from '#test/browser.ts'
import { startJourney, type Journey } from '#test/journey.ts'
import { CUSTOMERS, FULL_PAGE } from '#test/cast.ts'
import { control, letGoAfter, moveClock, setUpAndConnect, writeAsCustomer } from '#test/walk.ts'

/**
 * What Facebook lets a Page send after the 24 hours, by the sandbox's clock: nothing, the answer of a human agent, news. Each test is a step and rests
 * on the one before.
 */
let journey: Journey
let page: Page
let customer: Page

const HOUR = 3_600_000
const QUESTION = 'Will my pear tree survive the winter?'
const composer = () => page.getByRole('textbox', { name: /^Message to/ })
const lock = () => page.getByText(/^The 24 hours ended/).first()
/** A setting of the sandbox's Facebook. */
const patch = (path: string, body: object) =>
  fetch(`${journey.desk.sandboxUrl}/sandbox/${path}`, { method: 'PATCH', body: JSON.stringify(body) })

async function lastCall(): Promise<Record<string, unknown>> {
  const response = await fetch(`${journey.desk.sandboxUrl}/sandbox/journal?limit=1000`)
  const { entries } = (await response.json()) as { entries: { path: string; request: string }[] }
  return JSON.parse(entries.findLast(({ path }) => path.includes('/messages'))?.request ?? '{}') as Record<string, unknown>
}

beforeAll(async () => {
  journey = await startJourney()
  ;[page, customer] = await Promise.all([journey.openPage(), journey.openPage()])
  await setUpAndConnect(page, journey.desk.url)
}, 180_000)

afterAll(() => journey?.close())

test('an administrator records that the app has the Human Agent feature, and it stands there who did', async () => {
  await page.getByRole('link', { name: 'Settings of Morawska Garden Studio' }).click()
  await page.getByRole('heading', { name: 'After the 24 hours' }).waitFor()
  await page.getByRole('switch', { name: 'Human agent' }).press('Space')
  await page.getByText(/^Recorded by Maja Holm today/).waitFor()
  await page.reload()
  await page.getByText(/^Recorded by Maja Holm today/).waitFor()
  expect(await page.getByRole('switch', { name: 'Human agent' }).isChecked()).toBe(true)
})

test('S14: a registration in the News Page Index is recorded with what the Page said that it sends', async () => {
  await page.getByRole('switch', { name: 'News messages' }).press('Space')
  const dialog = page.getByRole('dialog', { name: 'News Page Index' })
  await dialog.getByRole('textbox', { name: 'Use scenario' }).fill('Garden news of the valley')
  await keepPicture(page, 'after-the-day-registration')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Registered for “Garden news of the valley”').waitFor()
  await expectAccessible(page, 'the settings of a Page')
  await keepPicture(page, 'after-the-day-settings')
})

test('P6: a day after the customer wrote nothing can be typed, until somebody replies as human agent', async () => {
  await customer.goto(`${journey.desk.sandboxUrl}/sandbox`)
  await writeAsCustomer(customer, QUESTION)
  await page.goto(`${journey.desk.url}/tickets/all`)
  await page.getByText(QUESTION).first().click()
  await page.getByRole('log').getByText(QUESTION).waitFor()
  await composer().waitFor()
  await moveClock(journey.desk.sandboxUrl, { advance_ms: 25 * HOUR })
  await lock().waitFor()
  expect(await composer().count()).toBe(0)
  await page
    .getByText(/You can still answer until .+ as a human agent\. Facebook’s rule: typed by you/)
    .first()
    .waitFor()
  await expectAccessible(page, 'a locked composer')
  await keepPicture(page, 'after-the-day-locked')
  await page.getByRole('button', { name: 'Reply as human agent' }).click()
  await composer().fill('Wrap its roots, and it will.')
  await page.getByText(/no offers\. Locked again after this message/).waitFor()
  await page
    .getByText(/^Human agent 5 d/)
    .first()
    .waitFor()
  await expectAccessible(page, 'a composer of a human agent')
  await keepPicture(page, 'after-the-day-human-agent')
  await letGoAfter(page, 20)
  await page.getByRole('button', { name: /^Send as human agent/ }).click()
  await lock().waitFor()
  const broughtBack = page.waitForResponse(
    (each) => each.url().includes('/drafts/reply') && each.ok() && each.request().postDataJSON()?.text === 'Wrap its roots, and it will.',
  )
  await page.getByRole('button', { name: 'Undo' }).press('Enter')
  await page
    .getByRole('note', { name: /^Your draft to/ })
    .getByText('Wrap its roots, and it will.')
    .waitFor()
  await page.locator('.lock .head').and(page.locator(':focus')).waitFor()
  await letGoAfter(page, 0)
  await page.getByRole('button', { name: 'Reply as human agent' }).click()
  expect(await composer().inputValue()).toBe('Wrap its roots, and it will.')
  await broughtBack
  expect(await composer().inputValue()).toBe('Wrap its roots, and it will.')
  await page.getByRole('button', { name: /^Send as human agent/ }).click()
  await customer.getByText('Wrap its roots, and it will.').first().waitFor()
  await page.getByRole('log').getByText('As human agent').waitFor()
  expect(await lastCall()).toMatchObject({ messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' })
  await lock().waitFor()
  await keepPicture(page, 'after-the-day-answered')
})

test('P6: after seven days there is no human agent any more; news can go, once their rule is confirmed', async () => {
  await moveClock(journey.desk.sandboxUrl, { advance_ms: 6 * 24 * HOUR })
  await expect.poll(() => page.getByRole('button', { name: 'Reply as human agent' }).count()).toBe(0)
  await page.getByRole('button', { name: 'Write news' }).click()
  await composer().fill('The frost report of this week is out.')
  await page.getByText('Garden news of the valley').waitFor()
  const send = page.getByRole('button', { name: /^Send as news/ })
  expect(await send.isDisabled()).toBe(true)
  await page.getByRole('checkbox', { name: /No promotion, no marketing, no special offers/ }).check()
  await expectAccessible(page, 'a composer of news')
  await keepPicture(page, 'after-the-day-news')
  await send.click()
  await page.getByText(/Facebook refused it as news/).waitFor()
  await keepPicture(page, 'after-the-day-news-refused')
  await patch(`pages/${FULL_PAGE}`, { is_news_page: true })
  await page.getByRole('log').getByRole('button', { name: 'Send as news' }).click()
  await page
    .getByRole('dialog')
    .getByText(/You confirm that this message follows it/)
    .waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Send as news' }).click()
  await customer.getByText('The frost report of this week is out.').first().waitFor()
  expect(await lastCall()).toMatchObject({ messaging_type: 'MESSAGE_TAG', tag: 'NON_PROMOTIONAL_SUBSCRIPTION' })
})

test('S14: the customer answers, and it is a conversation as any other', async () => {
  await writeAsCustomer(customer, 'Thank you for the report')
  await composer().fill('Always.')
  await page.getByRole('button', { name: /^Send/ }).click()
  await customer.getByText('Always.').first().waitFor()
  expect(await lastCall()).toMatchObject({ messaging_type: 'RESPONSE' })
})

test('S13: who came from an ad can be answered for seven days where that is recorded, and the list and the composer say why', async () => {
  await page.goto(`${journey.desk.url}/settings/channels`)
  await page.getByRole('link', { name: 'Settings of Morawska Garden Studio' }).click()
  await page.getByText(/may open up to 7 days, and not for which ads/).waitFor()
  await page.getByRole('switch', { name: 'A week after an ad' }).press('Space')
  await page
    .getByText(/^Recorded by Maja Holm/)
    .nth(2)
    .waitFor()
  const referral = { ad_id: '6045246247433', source: 'ADS', type: 'OPEN_THREAD', ads_context_data: { ad_title: 'Spring bulbs' } }
  const from = { page_id: FULL_PAGE, person_id: CUSTOMERS[3] }
  await control(journey.desk.sandboxUrl, 'messages', { ...from, text: 'Are the tulips of your ad still there?', referral })
  await page.goto(`${journey.desk.url}/tickets/all`)
  const row = page.getByRole('link', { name: /tulips of your ad/ })
  await row.getByText('Came from an ad').waitFor({ state: 'attached' })
  await row.click()
  await page.getByText('· came from an ad').waitFor()
  await keepPicture(page, 'after-the-day-ad')
  await moveClock(journey.desk.sandboxUrl, { advance_ms: 6 * 24 * HOUR })
  await composer().fill('Ten boxes are left.')
  await expectAccessible(page, 'a composer in the week after an ad')
  await page.getByRole('button', { name: /^Send/ }).click()
  await page.getByRole('log').getByText('Sent').last().waitFor()
  expect(await lastCall()).toMatchObject({ messaging_type: 'RESPONSE', message: { text: 'Ten boxes are left.' } })
  await moveClock(journey.desk.sandboxUrl, { advance_ms: 24 * HOUR })
  await page
    .getByText(/^The 7 days after the ad ended/)
    .first()
    .waitFor()
  await keepPicture(page, 'after-the-day-ad-over')
  expect(journey.faults).toEqual([])
})
