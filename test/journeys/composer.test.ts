import type { Page, Request } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from '#test/accessible.ts'
import { keepPicture } from '#test/browser.ts'
import { startJourney, type Journey } from '#test/journey.ts'
import { control, letGoAfter, setUpAndConnect, writeAsCustomer } from '#test/walk.ts'

/** What an agent writes, from the first letter to what the customer reads. */
let journey: Journey
let page: Page
let ticketUrl = ''
let customer: Page
/** The same person elsewhere. */
let home: Page

beforeAll(async () => {
  journey = await startJourney()
  ;[page, customer] = await Promise.all([journey.openPage(), journey.openPage()])
  await setUpAndConnect(page, journey.desk.url)
  await customer.goto(`${journey.desk.sandboxUrl}/sandbox`)
  await writeAsCustomer(customer, 'How do I fit the third seat?')
  await page.goto(`${journey.desk.url}/tickets/all`)
  await page.getByText('How do I fit the third seat?').first().click()
  await field().waitFor()
  ticketUrl = page.url()
}, 180_000)

afterAll(() => journey?.close())

const field = () => page.getByRole('textbox', { name: /^Message to/ })
const homeField = () => home.getByRole('textbox', { name: /^Message to/ })
const log = () => page.getByRole('log')
const part = (name: string) => page.getByRole('textbox', { name, exact: true })

async function signIn(at: Page): Promise<void> {
  await at.goto(ticketUrl)
  await at.getByRole('textbox', { name: 'E-mail' }).fill('maja@example.com')
  await at.getByRole('textbox', { name: 'Password' }).fill('a few plain words')
  await at.getByRole('button', { name: 'Sign in' }).click()
  await at.getByRole('textbox', { name: /^Message to/ }).waitFor()
}

const STEP = 'Open the buckle and pull the belt through 👩‍🔧. '
/** Of 5,000 characters. */
const GUIDE = ['Take the cover off.', STEP.repeat(50), STEP.repeat(53), 'Write to me if it rattles.'].join('\n\n')

const failNextButOne = () =>
  control(journey.desk.sandboxUrl, 'faults', {
    on: 'call',
    method: 'POST',
    path: '/messages',
    every: 2,
    times: 1,
    act: 'error',
    known: '100/2018109',
  })

/** As somebody lets it fall onto the messages. Runs in the browser. */
const DROP_PICTURE = `(async () => {
  const canvas = new OffscreenCanvas(40, 30)
  canvas.getContext('2d').fillRect(0, 0, 40, 30)
  const data = new DataTransfer()
  data.items.add(new File([await canvas.convertToBlob()], 'seat.png', { type: 'image/png' }))
  document.querySelector('.split textarea').dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }))
})()`

/** The keyboard is where one goes on writing. */
const expectWriting = () => field().and(page.locator(':focus')).waitFor()

test('5,000 characters with emoji: the composer says by how much it is too long, and offers to split it', async () => {
  await field().fill(GUIDE)
  await page.getByText(`${GUIDE.length - 1986} too many.`).waitFor()
  expect(await page.getByRole('button', { name: 'Send', exact: false }).last().isDisabled()).toBe(true)
  await page.getByRole('button', { name: 'Split into 3 messages' }).click()
  await page.getByText('3 messages, sent in this order.').waitFor()
  await expectAccessible(page, 'a text as several messages')
  await keepPicture(page, 'split-preview')
  expect(await part('Message 3 of 3').inputValue()).toContain('Write to me if it rattles.')
})

test('one goes back to the whole text, and it is as it was', async () => {
  await page.getByRole('button', { name: 'Back to one text' }).click()
  expect(await field().inputValue()).toBe(GUIDE)
  await page.getByRole('button', { name: 'Split into 3 messages' }).click()
})

test('an emoji goes into the message in which one writes', async () => {
  await part('Message 2 of 3').fill('Now the belt.')
  await page.getByRole('button', { name: 'Emoji' }).click()
  await page.getByRole('dialog', { name: 'Emoji' }).getByRole('gridcell', { name: 'grinning face' }).first().click()
  await expect.poll(() => part('Message 2 of 3').inputValue()).toBe('Now the belt.😀')
  await part('Message 2 of 3').and(page.locator(':focus')).waitFor()
})

test('what goes behind the words is counted with them, and a message that says nothing is none', async () => {
  await page.evaluate(DROP_PICTURE)
  await page.getByText('Sends as 4 messages: your text in 3 messages, then a picture.', { exact: false }).waitFor()
  const send = (name: string) => page.getByRole('button', { name, exact: false })
  await send('Send 4 messages').waitFor()
  expect(await page.getByText('3 messages, sent in this order.').count()).toBe(0)
  await part('Message 2 of 3').fill('')
  await page.getByText('Sends as 3 messages: your text in 2 messages, then a picture.', { exact: false }).waitFor()
  await send('Send 3 messages').waitFor()
  await expectAccessible(page, 'several messages and a picture')
  await keepPicture(page, 'split-with-picture')
  await page.getByRole('button', { name: 'Remove seat.png' }).click()
  await send('Send 2 messages').waitFor()
})

test('where the second is refused the third waits for it, and each says so', async () => {
  await failNextButOne()
  await part('Message 2 of 3').fill('Now the belt.')
  await page.keyboard.press('Control+Enter')
  await log().getByText('Message 2 of 3 was not sent').waitFor()
  await log().getByText('Message 3 waits for it, so that the order is kept.').waitFor()
  await log().getByText('Waits for message 2').waitFor()
  await keepPicture(page, 'split-second-not-sent')
  const order = await log().locator('.bubble').allTextContents()
  expect(order.map((text) => text.slice(0, 12)).slice(1, 3)).toEqual(['Take the cov', 'Now the belt'])
  await expectWriting()
  await customer.bringToFront()
  await customer.getByText('Take the cover off.').first().waitFor()
  expect(await customer.getByText('Write to me if it rattles.').count()).toBe(0)
  await page.bringToFront()
})

test('the second is changed, and the third follows it', async () => {
  await log().getByRole('button', { name: 'Change it' }).click()
  await page.getByRole('textbox', { name: 'New text' }).fill('Now the belt, without the link.')
  await page.keyboard.press('Control+Enter')
  await log().getByText('Message 2 of 3 was not sent').waitFor({ state: 'detached' })
  await customer.bringToFront()
  await customer.getByText('Write to me if it rattles.').first().waitFor()
  expect(await customer.getByText('Now the belt, without the link.').count()).toBeGreaterThan(0)
  await page.bringToFront()
})

test('or the rest is sent without it', async () => {
  await failNextButOne()
  await field().fill(GUIDE)
  await page.getByRole('button', { name: 'Split into 3 messages' }).click()
  await part('Message 3 of 3').fill('The last words.')
  await page.keyboard.press('Control+Enter')
  await log().getByText('Waits for message 2').waitFor()
  await log().getByRole('button', { name: 'Send the rest' }).click()
  await customer.bringToFront()
  await customer.getByText('The last words.').first().waitFor()
  await page.bringToFront()
  await log().getByText('Message 2 of 3 was not sent').waitFor()
  await expect.poll(() => log().getByText('waits for it').count()).toBe(0)
})

test('what one begins to write is there in another browser', async () => {
  home = await journey.openPage()
  await signIn(home)
  await field().fill('I will ask in the')
  await expect.poll(() => homeField().inputValue()).toBe('I will ask in the')
})

test('it outlives a browser that is gone', async () => {
  await page.context().clearCookies()
  await page.evaluate('localStorage.clear()')
  await signIn(page)
  await expect.poll(() => field().inputValue()).toBe('I will ask in the')
})

test('what was written on in both is written over in neither: one sees both, and chooses', async () => {
  await home.context().setOffline(true)
  await homeField().fill('I will ask in the workshop tomorrow.')
  const kept = page.waitForResponse((response) => response.url().includes('/drafts/reply') && response.request().method() === 'PUT')
  await field().fill('I will ask in the shop now.')
  await kept
  await home.context().setOffline(false)
  await home.getByText('You wrote on in another browser').waitFor()
  expect(await homeField().inputValue()).toBe('I will ask in the workshop tomorrow.')
  await home.getByText('I will ask in the shop now.').waitFor()
  await keepPicture(home, 'draft-in-two-browsers')
  await home.getByRole('button', { name: 'Keep the draft below' }).click()
  await expect.poll(() => field().inputValue()).toBe('I will ask in the workshop tomorrow.')
})

test('what is sent in one goes from the other', async () => {
  await page.bringToFront()
  await field().press('Control+Enter')
  await expect.poll(() => homeField().inputValue()).toBe('')
})

test('what is sent while the desk still keeps it comes back in no browser', async () => {
  const gate = Promise.withResolvers<undefined>()
  const isKeeping = (request: Request) => request.method() === 'PUT' && request.url().includes('/drafts/reply')
  await page.route('**/drafts/reply', async (route) => {
    const response = await route.fetch()
    await (route.request().postData()?.includes('Just a moment.') === true ? gate.promise : undefined)
    await route.fulfill({ response })
  })
  await page.route('**/replies', async (route) => {
    await emptied
    await route.continue()
  })
  const begun = page.waitForRequest(isKeeping)
  await field().fill('Just a moment.')
  await begun
  const emptied = page.waitForResponse((response) => isKeeping(response.request()) && response.request().postDataJSON().text === '')
  await field().press('Control+Enter')
  gate.resolve(undefined)
  expect((await emptied).status()).toBe(200)
  expect(await field().inputValue()).toBe('')
  await page.unrouteAll({ behavior: 'wait' })
  await log().getByText('Just a moment.').waitFor()
  await expect.poll(() => homeField().inputValue()).toBe('')
})

test('whoever chooses so sends by Enter alone, there and in their other browser at once', async () => {
  await page.getByRole('button', { name: 'Help and shortcuts' }).click()
  await page.getByRole('dialog').getByRole('switch', { name: 'Enter sends' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: /^Send ↵$/ }).waitFor()
  await home.getByRole('button', { name: /^Send ↵$/ }).waitFor()
  await homeField().fill('By Enter')
  await homeField().press('Shift+Enter')
  await homeField().pressSequentially('alone')
  await homeField().press('Enter')
  await customer.bringToFront()
  await customer
    .getByText(/By Enter\s+alone/)
    .first()
    .waitFor()
  await page.bringToFront()
  await page.reload()
  await page.getByRole('button', { name: /^Send ↵$/ }).waitFor()
  await page.getByRole('button', { name: 'Help and shortcuts' }).click()
  await page.getByRole('dialog').getByRole('switch', { name: 'Enter sends' }).click()
  await page.keyboard.press('Escape')
  await home.getByRole('button', { name: 'Send Ctrl ↵' }).waitFor()
})

test('what was just sent is had back by Ctrl Z, and the customer never gets it', async () => {
  await letGoAfter(page, 20)
  await field().fill('See you at nine.')
  await page.keyboard.press('Control+Enter')
  await page
    .getByText(/^Sends in \d+ s$/)
    .first()
    .waitFor()
  await keepPicture(page, 'held')
  await field().press('Control+z')
  await expect.poll(() => field().inputValue()).toBe('See you at nine.')
  await log().getByText('See you at nine.').waitFor({ state: 'detached' })
})

test('Undo gives the text back to whoever writes on, and sent now it is there once', async () => {
  await field().fill('See you at ten.')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('button', { name: /^Undo/ }).click()
  await expect.poll(() => field().inputValue()).toBe('See you at ten.')
  await expectWriting()
  await page.keyboard.press('Control+Enter')
  await page.getByRole('button', { name: 'Send now' }).click()
  await expectWriting()
  await customer.bringToFront()
  await customer.getByText('See you at ten.').first().waitFor()
  expect(await customer.getByText('See you at nine.').count()).toBe(0)
  await page.bringToFront()
  await page.getByRole('button', { name: 'Send now' }).waitFor({ state: 'detached' })
})

test('whoever turned to a colleague meanwhile has the text back where it goes to the customer', async () => {
  await field().fill('See you at eleven.')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Internal comment', { exact: true }).first().click()
  await page.getByRole('button', { name: 'Undo' }).press('Enter')
  await expect.poll(() => field().inputValue()).toBe('See you at eleven.')
  await expectWriting()
  await field().fill('')
})

test('what is held goes though the browser is closed', async () => {
  await letGoAfter(page, 3)
  await field().fill('Bring the bike.')
  await page.keyboard.press('Control+Enter')
  await page
    .getByText(/^Sends in \d s$/)
    .first()
    .waitFor()
  await page.close()
  await customer.bringToFront()
  await customer.getByText('Bring the bike.').first().waitFor()
})

test('nothing broke in the page', () => {
  expect(journey.faults).toEqual([])
})
