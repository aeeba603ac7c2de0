import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepPicture } from '#test/browser.ts'
import { FULL_PAGE } from '#test/cast.ts'
import { expectWellInFourForms } from '#test/four-forms.ts'
import { startJourney, type Journey } from '#test/journey.ts'
import { authorise, connectFirstPage, control, setUpDesk, switchFacebookOn, writeAs } from '#test/walk.ts'

/** A Page with a past is connected, and the past is brought along. Each test is a step and rests on the one before. */
let journey: Journey
let page: Page

const DAY = 24 * 3_600_000
const PEOPLE = 24

const act = <Answer>(path: string, body: object) => control<Answer>(journey.desk.sandboxUrl, path, body)
const newPerson = async (name: string) => (await act<{ id: string }>('people', { name })).id

beforeAll(async () => {
  journey = await startJourney()
  const { sandboxUrl } = journey.desk
  await act('clock', { set: new Date(Date.now() - 3 * DAY).toISOString() })
  for (let one = 1; one <= PEOPLE; one += 1) {
    const person = await newPerson(`Customer ${one}`)
    await writeAs(sandboxUrl, person, { text: `Question ${one}` })
    await act('inbox', { page_id: FULL_PAGE, person_id: person, text: `Answer ${one}` })
  }
  // Lists tell seconds apart.
  await act('clock', { advance_ms: 60_000 })
  await writeAs(sandboxUrl, await newPerson('Nils Unheard'), { text: 'Nobody ever answered me' })
  await act('clock', { reset: true })
  await writeAs(sandboxUrl, await newPerson('Wilma Waits'), { text: 'Open today?' })
  page = await journey.openPage()
  await setUpDesk(page, journey.desk.url)
  await switchFacebookOn(page)
}, 180_000)

afterAll(() => journey?.close())

test('H2: as Pages are connected one says what is brought along; nothing is, unless somebody chooses it', async () => {
  await authorise(page)
  expect(await page.getByRole('radio', { name: 'Leave them on Facebook' }).isChecked()).toBe(true)
  await page.getByRole('radio', { name: 'Import the last 30 days, as solved tickets' }).check()
  await expectWellInFourForms(page, 'connect-with-history')
  // So slow that somebody sees it.
  await act('faults', { on: 'call', path: `/${FULL_PAGE}/conversations`, act: 'slow', delay_ms: 2500, times: 40 })
  await connectFirstPage(page)
})

test('H2: the import says how far it is, pauses, and goes on where it stopped', async () => {
  await page
    .getByRole('link', { name: /^Settings/ })
    .last()
    .click()
  await page.getByRole('heading', { level: 3, name: 'Importing 30 days' }).waitFor()
  await page.getByText(/conversations with \d+ messages/).waitFor()
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.getByText('Paused. It goes on where it stopped.').waitFor()
  await expectWellInFourForms(page, 'history-import')
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByText('30 days of history imported').waitFor({ timeout: 60_000 })
  await page.getByRole('heading', { level: 3, name: 'Import earlier conversations?' }).waitFor()
  await expectWellInFourForms(page, 'history-imported')
}, 120_000)

test('H2: in the list only who waits is open; the others are solved, and count nowhere', async () => {
  await page.getByRole('link', { name: 'Tickets, 1 unanswered' }).click()
  await page.waitForURL(/\/tickets\/unassigned/)
  await page.locator('.row', { hasText: 'Wilma Waits' }).getByText('Open today?').waitFor()
  expect(await page.locator('.row').count()).toBe(1)
  expect(await page.title()).toBe('(1) Unassigned · Pagedesk')
  await page.getByRole('link', { name: /^Solved/ }).click()
  await page.locator('.row', { hasText: 'Nils Unheard' }).click()
  await page.getByRole('log').getByText('Nobody ever answered me').waitFor()
  await keepPicture(page, 'imported-ticket')
  expect(journey.faults).toEqual([])
})
