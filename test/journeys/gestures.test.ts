import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from '#test/accessible.ts'
import { keepPicture } from '#test/browser.ts'
import { expectWellInFourForms } from '#test/four-forms.ts'
import { startJourney, type Journey } from '#test/journey.ts'
import { findEmoji, letGoAfter, openFirstTicket, setUpAndConnect, showGestures, writeAsCustomer } from '#test/walk.ts'

/** What the customer sees on the phone of what an agent does besides writing. */
let journey: Journey
let page: Page
let customer: Page
let ticketUrl = ''

beforeAll(async () => {
  journey = await startJourney()
  ;[page, customer] = await Promise.all([journey.openPage(), journey.openPage()])
  await setUpAndConnect(page, journey.desk.url)
  await showGestures(page, { typing: true, seen: true })
  await openFirstTicket(page, customer, { sandboxUrl: journey.desk.sandboxUrl, text: 'Do you ship to Crete?' })
  await field().waitFor()
  ticketUrl = page.url()
}, 180_000)

afterAll(() => journey?.close())

const field = () => page.getByRole('textbox', { name: /^Message to/ })
const phone = () => customer.locator('#phone')
const dots = () => phone().getByText('is typing')
const seen = () => phone().getByText('Seen by the Page')

test('whoever opens a ticket has seen what the customer wrote, and the customer is told', async () => {
  await customer.bringToFront()
  await seen().waitFor()
  expect(await dots().count()).toBe(0)
})

test('while one writes the customer sees three dots, and none once one has emptied the field', async () => {
  await page.bringToFront()
  await field().pressSequentially('We ')
  await customer.bringToFront()
  await dots().waitFor({ state: 'attached' })
  await keepPicture(customer, 'phone-typing')
  await page.bringToFront()
  await field().fill('')
  await dots().waitFor({ state: 'detached' })
})

test('the dots go when the answer comes', async () => {
  await field().pressSequentially('We do.')
  await dots().waitFor({ state: 'attached' })
  await page.keyboard.press('Control+Enter')
  await customer.bringToFront()
  await phone().getByText('We do.').waitFor()
  await dots().waitFor({ state: 'detached' })
})

test('what comes while one looks elsewhere is not seen, until one looks', async () => {
  await page.goto(`${journey.desk.url}/tickets/all`)
  await writeAsCustomer(customer, 'How long does it take?')
  await page.getByText('How long does it take?').first().waitFor()
  expect(await seen().count()).toBe(0)
  await page.goto(ticketUrl)
  await seen().waitFor()
})

test('an internal comment is nothing that the customer sees', async () => {
  await page.getByText('Internal comment', { exact: true }).first().click()
  const asked: string[] = []
  page.on('request', (request) => void asked.push(request.url()))
  const comment = page.getByRole('textbox', { name: 'Internal comment' })
  const isKept = () => page.waitForResponse((response) => response.url().includes('/drafts/internal'))
  await Promise.all([isKept(), comment.pressSequentially('Ask the warehouse')])
  expect(asked.filter((url) => url.endsWith('/gesture'))).toEqual([])
  expect(await dots().count()).toBe(0)
  // With a comment begun the ticket would open with that.
  await Promise.all([isKept(), comment.fill('')])
})

const emoji = () => page.getByRole('dialog', { name: 'Emoji' })

test('an emoji is found by name with the keyboard alone, and goes where the caret stood', async () => {
  await page.goto(ticketUrl)
  await field().fill('To Crete')
  await field().press('Home')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Control+Shift+E')
  await emoji().getByRole('gridcell').first().waitFor()
  await expectWellInFourForms(page, 'emoji')
  await findEmoji(emoji(), '🍕', 'pizza')
  // Found alone, it is as large as among others.
  expect((await emoji().getByRole('gridcell', { name: 'pizza' }).first().boundingBox())?.width).toBeLessThan(60)
  await keepPicture(page, 'emoji-found')
  await page.keyboard.press('Enter')
  await emoji().waitFor({ state: 'detached' })
  await expect.poll(() => field().inputValue()).toBe('To🍕 Crete')
  await page.keyboard.type('!')
  expect(await field().inputValue()).toBe('To🍕! Crete')
})

test('Escape goes back to the text, and leaves it as it was', async () => {
  await page.keyboard.press('Control+Shift+E')
  await emoji().getByRole('gridcell').first().waitFor()
  await page.keyboard.press('Escape')
  await emoji().waitFor({ state: 'detached' })
  await page.keyboard.type('?')
  expect(await field().inputValue()).toBe('To🍕!? Crete')
})

test('with the pointer it is the same', async () => {
  await field().fill('')
  await page.getByRole('button', { name: 'Emoji' }).click()
  await emoji().getByRole('gridcell', { name: 'grinning face' }).first().click()
  await expect.poll(() => field().inputValue()).toBe('😀')
  await page.keyboard.press('Control+Enter')
  await customer.bringToFront()
  await phone().getByText('😀').first().waitFor()
  await page.bringToFront()
})

const log = () => page.getByRole('log')
const replying = () => page.locator('.replying')

test('a message is replied to by its button, and Escape drops that before it leaves the field', async () => {
  await log().getByText('Do you ship to Crete?').hover()
  const line = log().locator('.msg', { hasText: 'Do you ship to Crete?' }).first()
  await line.getByRole('button', { name: 'Reply to this message' }).click()
  await replying().getByText('Do you ship to Crete?').waitFor()
  await expect.poll(() => field().evaluate((at) => at.ownerDocument.activeElement === at)).toBe(true)
  await expectWellInFourForms(page, 'replying')
  await page.keyboard.press('Escape')
  await replying().waitFor({ state: 'detached' })
  expect(await field().evaluate((at) => at.ownerDocument.activeElement === at)).toBe(true)
})

test('by a key it is the newest, and the customer sees which message is answered', async () => {
  await page.keyboard.press('Escape')
  await page.keyboard.press('q')
  await replying().getByText('How long does it take?').waitFor()
  await field().fill('Four days, by ship.')
  await page.keyboard.press('Control+Enter')
  await replying().waitFor({ state: 'detached' })
  const answer = log().locator('.msg', { hasText: 'Four days, by ship.' })
  await answer.locator('button.quote', { hasText: 'How long does it take?' }).waitFor()
  await customer.bringToFront()
  await phone().locator('.saying', { hasText: 'Four days, by ship.' }).locator('.quote', { hasText: 'How long does it take?' }).waitFor()
  await keepPicture(customer, 'phone-quote')
  await page.bringToFront()
  await answer.locator('button.quote').click()
  await keepPicture(page, 'our-quote')
})

test('an administrator switches each off, and customers see it no more', async () => {
  await page.goto(`${journey.desk.url}/settings/sending`)
  const typing = page.getByRole('switch', { name: 'Customers see: that somebody is typing' })
  await typing.press('Space')
  await expect.poll(() => typing.getAttribute('aria-checked')).toBe('false')
  await expectAccessible(page, 'settings of sending')
  await expectNoSidewaysScroll(page, 'settings of sending')
  await keepPicture(page, 'sending-settings')
  const answered = page.waitForResponse(
    (response) => response.url().endsWith('/gesture') && response.request().postData()?.includes('typing') === true,
  )
  await page.goto(ticketUrl)
  await field().pressSequentially('Two days')
  expect((await answered).status()).toBe(202)
  expect(await dots().count()).toBe(0)
})

test('what one replies to outlives a reload with the text, and comes back with it by Undo', async () => {
  await letGoAfter(page, 20)
  await page.reload()
  await log().getByText('Four days, by ship.').waitFor()
  await page.keyboard.press('q')
  await replying().getByText('How long does it take?').waitFor()
  await field().fill('Five, in winter.')
  await page.reload()
  await replying().getByText('How long does it take?').waitFor()
  expect(await field().inputValue()).toBe('Five, in winter.')
  await field().press('Control+Enter')
  await log().locator('.msg', { hasText: 'Five, in winter.' }).locator('button.quote').waitFor()
  expect(await replying().count()).toBe(0)
  await page.getByRole('button', { name: /^Undo/ }).click()
  await expect.poll(() => field().inputValue()).toBe('Five, in winter.')
  await replying().getByText('How long does it take?').waitFor()
  await page.getByRole('button', { name: 'Do not quote' }).click()
  await replying().waitFor({ state: 'detached' })
  await field().fill('')
  await page.reload()
  await field().waitFor()
  expect(await replying().count()).toBe(0)
})

test('nothing broke in either page', () => {
  expect(journey.faults).toEqual([])
})
