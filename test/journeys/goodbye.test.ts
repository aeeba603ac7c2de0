import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepPicture } from '#test/browser.ts'
import { CUSTOMERS, FULL_PAGE } from '#test/cast.ts'
import { expectWellInFourForms } from '#test/four-forms.ts'
import { startJourney, type Journey } from '#test/journey.ts'
import { control, setUpAndConnect } from '#test/walk.ts'

/** Two Pages, of which one is given up with everything that came by it. Each test is a step and rests on the one before. */
let journey: Journey
let page: Page
/** A colleague's browser that has a ticket of the Page open. */
let looking: Page

const [GARDEN, MARKET, MARKET_PAGE] = ['Morawska Garden Studio', 'Morawska Winter Market', '419026673158820']
const [CUSTOMER = '', OTHER = ''] = CUSTOMERS

beforeAll(async () => {
  journey = await startJourney()
  const published = await fetch(`${journey.desk.sandboxUrl}/sandbox/pages/${MARKET_PAGE}`, {
    method: 'PATCH',
    body: JSON.stringify({ is_published: true }),
  })
  expect(published.status).toBe(200)
  page = await journey.openPage()
  await setUpAndConnect(page, journey.desk.url, [FULL_PAGE, MARKET_PAGE])
  await write(FULL_PAGE, CUSTOMER, 'Do you sell crimson gloves?')
  await write(MARKET_PAGE, OTHER, 'When does the market open?')
  looking = journey.watch(await page.context().newPage())
  await looking.goto(`${journey.desk.url}/tickets`)
  await looking.getByText('When does the market open?').first().waitFor()
  await looking.getByText('Do you sell crimson gloves?').first().click()
  await looking.getByRole('textbox', { name: /^Message to/ }).waitFor()
}, 120_000)

afterAll(() => journey?.close())

const write = (pageId: string, personId: string, text: string) =>
  control(journey.desk.sandboxUrl, 'messages', { page_id: pageId, person_id: personId, text })

test('the settings of a Page tell what its deletion erases, and another name erases nothing', async () => {
  await page.getByRole('link', { name: `Settings of ${GARDEN}` }).click()
  await page.getByRole('heading', { level: 3, name: 'Delete the channel and its data' }).scrollIntoViewIfNeeded()
  await page.getByText('Erases 1 ticket and 1 message, and the history of this channel. Other channels keep theirs.').waitFor()
  await expectWellInFourForms(page, 'goodbye-settings')
  await page.getByRole('button', { name: 'Delete…' }).click()
  await page.getByRole('textbox', { name: `Type ${GARDEN} to confirm` }).fill('Morawska')
  await page.getByRole('button', { name: 'Delete for good' }).click()
  await page.getByText(`Nothing is deleted: you typed “Morawska”, and the Page is called “${GARDEN}”.`).waitFor()
  await expectWellInFourForms(page, 'goodbye-question')
})

test('with its name typed the Page goes, in the lists of whoever looks, too, and a line says so', async () => {
  await page.getByRole('textbox', { name: `Type ${GARDEN} to confirm` }).fill(GARDEN)
  await page.keyboard.press('Enter')
  await page.getByText(`${GARDEN} is being deleted.`).waitFor()
  const line = page.getByRole('region', { name: 'Deleted channels' })
  await line.getByText('Deleted by Maja Holm, with 1 ticket and 1 message.').waitFor()
  expect(await page.getByRole('article').count()).toBe(1)
  await page.getByRole('article', { name: MARKET }).getByText('Healthy').waitFor()
  await looking.getByText('An administrator deleted its channel with all its data.').waitFor()
  expect(await looking.getByText('Do you sell crimson gloves?').count()).toBe(0)
  await keepPicture(looking, 'goodbye-ticket-gone')
  await expectWellInFourForms(page, 'goodbye-gone')
})

test('the other Page works on, and nothing broke in any browser', async () => {
  await write(FULL_PAGE, CUSTOMER, 'Is anybody there?')
  await write(MARKET_PAGE, OTHER, 'And until when?')
  await looking.getByText('And until when?').first().waitFor()
  await looking.getByText('And until when?').first().click()
  await looking.getByRole('textbox', { name: /^Message to/ }).fill('Until eight.')
  await looking.keyboard.press('ControlOrMeta+Enter')
  await looking.getByText('Until eight.').first().waitFor()
  expect(await looking.getByText('Is anybody there?').count()).toBe(0)
  expect(journey.faults).toEqual([])
})

test('while it goes, its card tells how far that is, and offers nothing else', async () => {
  await page.route('**/api/v1/channels', async (route) => {
    const answer = await route.fetch()
    const { channels } = (await answer.json()) as { channels: object[] }
    const problems = [{ kind: 'disconnected', by: 'Maja Holm', since: new Date().toISOString(), mendedAt: null }]
    const deletion = { by: 'Maja Holm', startedAt: new Date().toISOString(), percent: 37 }
    await route.fulfill({
      response: answer,
      json: { channels: channels.map((each) => ({ ...each, state: 'disconnected', problems, deletion })) },
    })
  })
  await page.reload()
  const card = page.getByRole('article', { name: MARKET })
  await card.getByText('37 % deleted').waitFor()
  await card.getByText('Being deleted').waitFor()
  expect(await card.getByRole('button').count()).toBe(0)
  expect(await card.getByRole('progressbar', { name: `Deleting ${MARKET}` }).getAttribute('value')).toBe('37')
  await expectWellInFourForms(page, 'goodbye-progress')
})
