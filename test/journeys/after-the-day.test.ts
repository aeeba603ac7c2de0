import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from '#test/accessible.ts'
import { keepPicture } from '#test/browser.ts'
import { startJourney, type Journey } from '#test/journey.ts'
import { setUpAndConnect } from '#test/walk.ts'

/**
 * What Facebook lets a Page send after the 24 hours, by the sandbox's clock: nothing, the answer of a human agent, news. Each test is a step and rests
 * on the one before.
 */
let journey: Journey
let page: Page

beforeAll(async () => {
  journey = await startJourney()
  page = await journey.openPage()
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
