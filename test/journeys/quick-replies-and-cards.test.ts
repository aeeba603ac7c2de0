import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from '#test/accessible.ts'
import { keepPicture } from '#test/browser.ts'
import { startJourney, type Journey } from '#test/journey.ts'
import { control, letGoAfter, moveClock, openFirstTicket, setUpAndConnect } from '#test/walk.ts'

/** What a customer can tap, from the composer to the phone and back. Each test is a step and rests on the one before. */
let journey: Journey
let page: Page
let customer: Page

const HOUR = 3_600_000
const WIDE = { width: 1440, height: 900 }
const NARROW = { width: 390, height: 844 }

const field = () => page.getByRole('textbox', { name: /^Message to/ })
const draftsUrl = () => page.url().replace(/\/tickets\/[^/]+\//, '/api/v1/tickets/') + '/drafts'
const send = () => page.getByRole('button', { name: /^Send/ }).last()
const log = () => page.getByRole('log')
const phone = () => customer.locator('#phone')
const builder = (name: string) => page.getByRole('group', { name, exact: true })
const focused = (name: string) => page.locator(`[aria-label="${name}"]:focus`)
const preview = () => page.getByRole('region', { name: 'Preview on a phone' })
const lineOf = (text: string): Locator => log().locator('.msg').filter({ hasText: text }).last()

async function add(name: string): Promise<void> {
  await page.getByRole('button', { name: 'Add quick replies, buttons or cards' }).click()
  await page.getByRole('menuitem', { name: new RegExp(`^${name}`) }).click()
  await builder(name).waitFor()
}

/** Wide and narrow, light and dark. */
async function keepForms(name: string): Promise<void> {
  for (const [form, size] of [
    ['wide', WIDE],
    ['narrow', NARROW],
  ] as const) {
    await page.setViewportSize(size)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await keepPicture(page, `quick-replies-and-cards-${name}-${form}-${colorScheme}`)
    }
    await expectNoSidewaysScroll(page, `${name}, ${form}`)
  }
  await page.setViewportSize(WIDE)
  await page.emulateMedia({ colorScheme: 'light' })
}

type Call = { readonly method: string; readonly path: string; readonly request: string }

async function lastMessage(): Promise<Record<string, unknown>> {
  const response = await fetch(`${journey.desk.sandboxUrl}/sandbox/journal?limit=1000`)
  const { entries } = (await response.json()) as { entries: Call[] }
  const call = entries.findLast(({ path, method }) => method === 'POST' && path.includes('/messages'))
  return (JSON.parse(call?.request ?? '{}') as { message: Record<string, unknown> }).message
}

beforeAll(async () => {
  journey = await startJourney()
  ;[page, customer] = await Promise.all([journey.openPage(), journey.openPage()])
  await setUpAndConnect(page, journey.desk.url)
  await openFirstTicket(page, customer, { sandboxUrl: journey.desk.sandboxUrl, text: 'When can I come?' })
  await field().waitFor()
}, 180_000)

afterAll(() => journey?.close())

test('quick replies are written by the keyboard alone, with what is wrong named as one writes', async () => {
  await field().focus()
  await page.keyboard.type('When would you like to come?')
  await page.getByRole('button', { name: 'Add quick replies, buttons or cards' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: /^Quick replies/ }).waitFor()
  await keepPicture(page, 'quick-replies-and-cards-menu')
  await page.keyboard.press('Enter')
  await builder('Quick replies').waitFor()
  await focused('Quick reply 1').waitFor()
  await page.keyboard.type('Saturday 10:00')
  await page.keyboard.press('Enter')
  await focused('Quick reply 2').waitFor()
  await page.keyboard.type('Sunday')
  await page.keyboard.press('Enter')
  await focused('Quick reply 3').waitFor()
  await page.keyboard.type('Another day, please tell me')
  await builder('Quick replies').getByText('Quick reply 3 is 7 characters too long.').waitFor()
  expect(await send().isDisabled()).toBe(true)
  await preview().getByText('Saturday 10:00').waitFor()
  await expectAccessible(page, 'quick replies being written')
  await keepForms('quick-replies')
})

test('they survive a reload with the words, and stand on the phone as chips', async () => {
  await page.reload()
  await builder('Quick replies').waitFor()
  const third = page.getByRole('textbox', { name: 'Quick reply 3' })
  expect(await third.inputValue()).toBe('Another day, please tell me')
  await third.fill('Another day')
  await page.getByRole('button', { name: 'Move quick reply 3 up' }).click()
  await page.getByRole('textbox', { name: 'Quick reply 2' }).press('Control+Enter')
  await phone().getByRole('button', { name: 'Saturday 10:00' }).waitFor()
  expect(
    await phone()
      .getByRole('button', { name: /Saturday 10:00|Sunday|Another day/ })
      .allTextContents(),
  ).toEqual(['Saturday 10:00', 'Another day', 'Sunday'])
  expect(await builder('Quick replies').count()).toBe(0)
  await lineOf('When would you like to come?').getByRole('list', { name: 'Quick replies that the customer sees' }).waitFor()
  await keepPicture(customer, 'quick-replies-and-cards-phone-chips')
})

test('a tap comes back as the customer’s words and names the message; the chips vanish', async () => {
  await phone().getByRole('button', { name: 'Sunday' }).click()
  const tap = lineOf('Tapped a quick reply')
  await tap.getByText('Sunday').waitFor()
  await tap.getByRole('button', { name: /When would you like to come/ }).waitFor()
  await lineOf('Another day').getByLabel('Tapped:').waitFor()
  expect(
    await lineOf('Another day')
      .getByRole('listitem')
      .filter({ has: page.getByLabel('Tapped:') })
      .allTextContents(),
  ).toEqual(['Sunday'])
  expect(await phone().getByRole('button', { name: 'Saturday 10:00' }).count()).toBe(0)
  expect(await log().getByText('When would you like to come?').count()).toBe(2)
  await expectAccessible(page, 'a quick reply that was tapped')
  await keepForms('tapped')
})

test('changed and sent before the desk was told they come back in no form', async () => {
  const draft = async () => (await (await page.request.get(draftsUrl())).json()).drafts[0]
  await field().fill('And at what time?')
  await add('Quick replies')
  await page.getByRole('textbox', { name: 'Quick reply 1' }).fill('At nine')
  await expect.poll(draft).toMatchObject({ text: 'And at what time?', offer: { replies: ['At nine'] } })
  const { version } = await draft()
  // What tells the desk that they went comes after the reply, which has emptied the words of the draft alone.
  let hasSent = (): void => undefined
  const sent = new Promise<void>((resolve) => (hasSent = resolve))
  const drafts = /\/drafts\//
  await page.route(drafts, async (route) => {
    await sent
    await route.continue()
  })
  const emptied = page.waitForResponse(
    (answer) => answer.ok() && (answer.request().postData() ?? '').includes(`"text":"","seen":${version + 1}`),
  )
  const answered = page.waitForResponse((answer) => answer.url().endsWith('/replies') && answer.ok())
  await page.getByRole('textbox', { name: 'Quick reply 1' }).fill('At ten')
  await page.getByRole('textbox', { name: 'Quick reply 1' }).press('Control+Enter')
  await answered
  hasSent()
  await emptied
  await page.unroute(drafts)
  await phone().getByRole('button', { name: 'At ten' }).waitFor()
  expect([await builder('Quick replies').count(), await field().inputValue()]).toEqual([0, ''])
})

test('buttons stand below the words, open what they say, and answer by a tap', async () => {
  await field().fill('Shall I put a seat aside?')
  await add('Buttons')
  await page.getByRole('textbox', { name: 'Title of button 1' }).fill('Yes, do')
  await page.getByRole('button', { name: /Another button/ }).click()
  await page.getByRole('textbox', { name: 'Title of button 2' }).fill('See the seat')
  await page.getByRole('combobox', { name: 'What button 2 does' }).selectOption('open')
  await page.getByRole('textbox', { name: 'Address of button 2' }).fill('http://localhost/seat')
  await builder('Buttons').getByText('Button 2 needs a web address that everybody can open.').waitFor()
  expect(await send().isDisabled()).toBe(true)
  await page.getByRole('textbox', { name: 'Address of button 2' }).fill('https://lindqvist.example/seat')
  await expectAccessible(page, 'buttons being written')
  await keepForms('buttons')
  await send().click()
  await phone().getByRole('link', { name: 'See the seat' }).waitFor()
  expect(await lastMessage()).toMatchObject({
    attachment: {
      payload: { template_type: 'button', text: 'Shall I put a seat aside?', buttons: [{ type: 'postback' }, { type: 'web_url' }] },
    },
  })
  await keepPicture(customer, 'quick-replies-and-cards-phone-buttons')
  await phone().getByRole('button', { name: 'Yes, do' }).click()
  const tap = lineOf('Tapped a button')
  await tap.getByText('Yes, do').waitFor()
  await tap.getByRole('button', { name: /Shall I put a seat aside/ }).waitFor()
})

test('cards stand side by side, and a tap tells which of them it was', async () => {
  await field().fill('These are in stock:')
  await add('Cards')
  const [first, second] = [
    page.getByRole('group', { name: 'Card 1', exact: true }),
    page.getByRole('group', { name: 'Card 2', exact: true }),
  ]
  await first.getByRole('textbox', { name: 'Title', exact: true }).fill('Third seat')
  await first.getByRole('textbox', { name: 'Line below' }).fill('Folds away, up to 22 kg, € 149')
  await first.getByRole('textbox', { name: 'Address of its picture' }).fill('https://lindqvist.example/third-seat.jpg')
  await first.getByRole('textbox', { name: 'Opens by a tap on it' }).fill('https://lindqvist.example/third-seat')
  await first.getByRole('button', { name: /Add a button/ }).click()
  await page.getByRole('textbox', { name: 'Title of button 1 of card 1' }).fill('Choose')
  await page.getByRole('button', { name: /Another card/ }).click()
  await second.getByRole('textbox', { name: 'Title', exact: true }).fill('Trailer')
  await builder('Cards').getByText('Card 2 has nothing but a title: add a picture, a line below, an address or a button.').waitFor()
  await second.getByRole('button', { name: /Add a button/ }).click()
  await page.getByRole('textbox', { name: 'Title of button 1 of card 2' }).fill('Choose')
  await page.getByText('2 messages').waitFor()
  await expectAccessible(page, 'cards being written')
  await keepForms('cards')
  await send().click()
  await phone().getByRole('group', { name: '2 cards' }).waitFor()
  await keepPicture(customer, 'quick-replies-and-cards-phone-cards')
  await phone().getByRole('button', { name: 'Choose' }).nth(1).click()
  await lineOf('Tapped a button of Trailer').waitFor()
  await keepForms('sent')
})

test('undone they come back with the words', async () => {
  await letGoAfter(page, 30)
  await page.reload()
  await field().fill('Anything else?')
  await add('Quick replies')
  await page.getByRole('textbox', { name: 'Quick reply 1' }).fill('No, thanks')
  await send().click()
  await page.getByRole('button', { name: /^Undo/ }).click()
  await builder('Quick replies').waitFor()
  expect(await page.getByRole('textbox', { name: 'Quick reply 1' }).inputValue()).toBe('No, thanks')
  expect(await field().inputValue()).toBe('Anything else?')
  await letGoAfter(page, 0)
  await page.reload()
  await builder('Quick replies').waitFor()
})

test('what Facebook refuses says so, and goes by another try with all that it offers', async () => {
  await control(journey.desk.sandboxUrl, 'faults', { on: 'call', method: 'POST', path: '/messages', times: 1, act: 'error', known: '100' })
  await send().click()
  const line = lineOf('Anything else?')
  await line.getByText('Not sent').waitFor()
  await keepPicture(page, 'quick-replies-and-cards-refused')
  await line.getByRole('button', { name: 'Try again' }).click()
  await phone().getByRole('button', { name: 'No, thanks' }).waitFor()
  expect(await lastMessage()).toMatchObject({ text: 'Anything else?', quick_replies: [{ title: 'No, thanks' }] })
})

test('after the day nothing can be sent, and what was begun is kept', async () => {
  await field().fill('One more question')
  await add('Quick replies')
  await page.getByRole('textbox', { name: 'Quick reply 1' }).fill('Ask')
  await moveClock(journey.desk.sandboxUrl, { advance_ms: 25 * HOUR })
  await page
    .getByText(/^The 24 hours ended/)
    .first()
    .waitFor()
  expect(await builder('Quick replies').count()).toBe(0)
  const kept = page.getByRole('note', { name: /^Your draft to/ })
  await kept.getByText('One more question').waitFor()
  await kept.getByText('Quick replies: Ask').waitFor()
  await keepForms('after-the-day')
  await moveClock(journey.desk.sandboxUrl, { reset: true })
  expect(journey.faults).toEqual([])
})
