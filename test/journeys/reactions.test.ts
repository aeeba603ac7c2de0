import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepPicture } from '#test/browser.ts'
import { expectWellInFourForms } from '#test/four-forms.ts'
import { startJourney, type Journey } from '#test/journey.ts'
import { control, findEmoji, moveClock, openFirstTicket, setUpAndConnect } from '#test/walk.ts'

/** What an agent reacts with to a private message, and what the customer sees of it. Each test rests on the one before. */
let journey: Journey
let page: Page
let customer: Page

beforeAll(async () => {
  journey = await startJourney()
  ;[page, customer] = await Promise.all([journey.openPage(), journey.openPage()])
  await setUpAndConnect(page, journey.desk.url)
  await openFirstTicket(page, customer, { sandboxUrl: journey.desk.sandboxUrl, text: 'It arrived, thank you!' })
  await line().waitFor()
}, 180_000)

afterAll(() => journey?.close())

const line = () => page.getByRole('log').locator('.msg', { hasText: 'It arrived, thank you!' }).first()
const button = () => line().getByRole('button', { name: 'React', exact: true })
const sheet = () => page.getByRole('dialog', { name: 'React' })
const ours = (words: string) => line().locator('.react[data-ours]:not([data-waits])', { hasText: words })
const onPhone = (emoji: string) => customer.locator('#phone').getByRole('img', { name: `Reaction ${emoji}` })
const isFocused = () => button().evaluate((at) => at.ownerDocument.activeElement === at)

test('one of the usual emoji is chosen with the keyboard alone, and the customer sees it', async () => {
  await button().focus()
  await page.keyboard.press('Enter')
  await sheet().getByRole('button', { name: 'React with 👍' }).waitFor()
  await expectWellInFourForms(page, 'reacting')
  await page.keyboard.press('Escape')
  await sheet().waitFor({ state: 'detached' })
  await expect.poll(isFocused).toBe(true)
  await page.keyboard.press('Enter')
  await sheet().getByRole('button', { name: 'React with 👍' }).press('Enter')
  await sheet().waitFor({ state: 'detached' })
  await ours('👍').waitFor()
  await expect.poll(isFocused).toBe(true)
  await onPhone('👍').waitFor()
  await keepPicture(customer, 'reaction-on-phone')
  await expectWellInFourForms(page, 'reacted')
})

test('any other emoji takes its place, found by its name', async () => {
  await button().click()
  await sheet().getByRole('button', { name: 'Take back 👍' }).waitFor()
  await sheet().getByRole('button', { name: 'More emoji' }).click()
  await findEmoji(sheet(), '🌻', 'sunflower')
  // All of it is on the screen.
  expect((await sheet().boundingBox())?.y).toBeGreaterThan(0)
  await keepPicture(page, 'reacting-with-any')
  await page.keyboard.press('Enter')
  await ours('🌻').waitFor()
  await onPhone('🌻').waitFor()
  expect(await line().locator('.react').count()).toBe(1)
})

test('chosen again it is taken back, on the phone as well', async () => {
  await button().click()
  await sheet().getByRole('button', { name: 'Take back 🌻' }).click()
  await line().locator('.react').waitFor({ state: 'detached' })
  await onPhone('🌻').waitFor({ state: 'detached' })
})

test('what Facebook refuses says why, and is tried again', async () => {
  const refused = { on: 'call', method: 'POST', path: '/messages', times: 1, act: 'error', known: '551/1545041' }
  await control(journey.desk.sandboxUrl, 'faults', refused)
  await button().click()
  await sheet().getByRole('button', { name: 'React with ❤️' }).click()
  await line().getByText('Reaction not sent').waitFor()
  await line().getByText('They may have blocked the Page.', { exact: false }).waitFor()
  expect(await line().locator('.react').count()).toBe(0)
  const [bubble, acts] = [await line().locator('.bubble').boundingBox(), await line().locator('.line-acts').boundingBox()]
  const [from, until] = [acts?.y ?? 0, (acts?.y ?? 0) + (acts?.height ?? 0)]
  expect(from).toBeLessThan((bubble?.y ?? 0) + (bubble?.height ?? 0))
  expect(until).toBeLessThan((bubble?.y ?? 0) + (bubble?.height ?? 0) + 12)
  await expectWellInFourForms(page, 'reaction-refused')
  await line().getByRole('button', { name: 'Try again' }).click()
  await ours('❤️').waitFor()
  await line().getByText('Reaction not sent').waitFor({ state: 'detached' })
})

test('after the 24 hours the button says why nobody can react', async () => {
  await moveClock(journey.desk.sandboxUrl, { advance_ms: 25 * 3_600_000 })
  await page.reload()
  await line().waitFor()
  await button().and(page.locator('[aria-disabled="true"]')).press('Enter')
  await page.getByText(/^The time to react ended/).waitFor()
  await keepPicture(page, 'reacting-too-late')
})
