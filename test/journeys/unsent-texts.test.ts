import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepPicture } from '#test/browser.ts'
import { startJourney, type Journey } from '#test/journey.ts'
import { moveClock, setUpAndConnect, writeAsCustomer } from '#test/walk.ts'

/** What an agent has written is never lost on its way to the desk, and never sent twice: with the web as it is built. */
let journey: Journey
let agent: BrowserContext
let page: Page
let customer: Page
let ticketUrl = ''

const WAITS = 'Waits in this browser. Sends when you are connected again.'
const UNANSWERED = 'Waits in this browser. Pagedesk did not answer; we try again until it does.'

beforeAll(async () => {
  journey = await startJourney()
  ;[page, customer] = await Promise.all([journey.openPage(), journey.openPage()])
  agent = page.context()
  await setUpAndConnect(page, journey.desk.url)
  await customer.goto(`${journey.desk.sandboxUrl}/sandbox`)
  await writeAsCustomer(customer, 'Is the shop open on Monday?')
  await page.goto(`${journey.desk.url}/tickets/all`)
  await page.getByText('Is the shop open on Monday?').first().click()
  await field(page).waitFor()
  ticketUrl = page.url()
}, 180_000)

afterAll(() => journey?.close())

const field = (of: Page) => of.getByRole('textbox', { name: /^Message to/ })
const log = (of: Page) => of.getByRole('log')
const row = (of: Page) => of.locator('.row').first()

async function write(from: Page, text: string): Promise<void> {
  await field(from).fill(text)
  await from.keyboard.press('Control+Enter')
}

/** What the customer was sent, as the sandbox's Facebook shows it. */
async function expectArrivedOnce(text: string): Promise<void> {
  await customer.bringToFront()
  await customer.getByText(text).first().waitFor()
  await expect.poll(async () => await customer.locator('[role=log], main').first().getByText(text, { exact: true }).count()).toBe(1)
}

async function openTab(url: string): Promise<Page> {
  const tab = journey.watch(await agent.newPage())
  await tab.goto(url)
  return tab
}

test('U14: without a connection a reply waits in the browser, and the row and the banner say so', async () => {
  await agent.setOffline(true)
  await write(page, 'Yes, from nine.')
  await log(page).getByText(WAITS).waitFor()
  await row(page).getByText('Waits:').waitFor()
  await page.getByText('1 text of yours is waiting in this browser').waitFor()
  await keepPicture(page, 'reply-waits')
})

test('U1: it is sent by itself, once, though the page was closed before the connection came back', async () => {
  await page.reload().catch(() => undefined)
  await page.close()
  await agent.setOffline(false)
  page = await openTab(ticketUrl)
  await log(page).getByText('Yes, from nine.').waitFor()
  await log(page)
    .getByText(/^(Sent|Delivered|Read)\b/)
    .first()
    .waitFor()
  await expectArrivedOnce('Yes, from nine.')
  await page.bringToFront()
  expect(await log(page).getByText('Yes, from nine.').count()).toBe(1)
  expect(await log(page).getByText(WAITS).count()).toBe(0)
})

test('U1: a text whose answer was lost waits no longer once its line is there', async () => {
  const lost: string[] = []
  await page.route('**/replies', async (route) => {
    // The desk has it, and the browser never hears so.
    lost.push(String((await route.fetch()).status()))
    await route.abort()
  })
  await write(page, 'The answer to this is lost.')
  await expectArrivedOnce('The answer to this is lost.')
  await page.bringToFront()
  await expect.poll(async () => await page.evaluate("JSON.stringify(localStorage).includes('The answer to this is lost.')")).toBe(false)
  expect(await log(page).getByText('The answer to this is lost.').count()).toBe(1)
  expect(await log(page).getByText(WAITS).count()).toBe(0)
  expect(await log(page).getByText(UNANSWERED).count()).toBe(0)
  expect(lost[0]).toBe('201')
  await page.unrouteAll({ behavior: 'wait' })
})

test('U1: while the answer to a text hangs, its line is there, and so is what the customer writes', async () => {
  const { promise: isLate, resolve: answer } = Promise.withResolvers<void>()
  await page.route('**/replies', async (route) => {
    const response = await route.fetch()
    await isLate
    await route.fulfill({ response })
  })
  await write(page, 'The answer to this is late.')
  await expectArrivedOnce('The answer to this is late.')
  await writeAsCustomer(customer, 'Meanwhile I have another question.')
  await page.bringToFront()
  await log(page).getByText('Meanwhile I have another question.').waitFor()
  expect(await log(page).getByText('The answer to this is late.').count()).toBe(1)
  answer()
  await page.unrouteAll({ behavior: 'wait' })
  await expect.poll(async () => await page.evaluate("JSON.stringify(localStorage).includes('The answer to this is late.')")).toBe(false)
  expect(await log(page).getByText('The answer to this is late.').count()).toBe(1)
})

test('U13: a second tab brings to the desk what the first one could not', async () => {
  await page.route('**/replies', (route) => route.abort())
  await write(page, 'From the first tab.')
  await log(page).getByText(UNANSWERED).waitFor()
  const second = await openTab(ticketUrl)
  await write(second, 'From the second tab.')
  await expectArrivedOnce('From the first tab.')
  await expectArrivedOnce('From the second tab.')
  await log(page).getByText(UNANSWERED).waitFor({ state: 'detached' })
  await page.unrouteAll({ behavior: 'wait' })
  await second.close()
})

test('U1: a damaged text stops nothing, is not dropped, and is said to be there', async () => {
  const { memberId } = (await call('GET', 'session')) as { memberId: string }
  await page.evaluate(`window.localStorage.setItem('pagedesk-outbox ${memberId} 0a1b', '{"text":"Half of it')`)
  await page.reload()
  await page.getByText('A text of yours in this browser is damaged and was not sent.').waitFor()
  await field(page).waitFor()
  await page.getByRole('status').or(page.getByRole('alert')).getByRole('button', { name: 'Remove' }).click()
  await page.getByText('A text of yours in this browser is damaged').waitFor({ state: 'detached' })
})

test('a draft outlives the tab it was begun in', async () => {
  await field(page).fill('I began this and then')
  await page.close()
  page = await openTab(`${journey.desk.url}/tickets/all`)
  await row(page).getByText('Draft:').waitFor()
  await row(page).click()
  await expect.poll(async () => await field(page).inputValue()).toBe('I began this and then')
  await field(page).fill('')
})

test('what one person left unsent is neither shown nor sent under the next one, and waits for its writer', async () => {
  await inviteAylin()
  await page.route('**/replies', (route) => route.abort())
  await write(page, 'From Maja, before she left.')
  await log(page).getByText(UNANSWERED).waitFor()
  await page.getByRole('button', { name: /Maja Holm/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByText('1 text of yours was not sent. It stays in this browser until you sign in here again.').waitFor()
  await page.unrouteAll({ behavior: 'wait' })

  await signIn('aylin@example.com', 'some other words')
  await page.goto(ticketUrl)
  await write(page, 'From Aylin.')
  await expectArrivedOnce('From Aylin.')
  expect(await page.getByText('From Maja, before she left.').count()).toBe(0)
  expect(await customer.getByText('From Maja, before she left.').count()).toBe(0)

  await page.getByRole('button', { name: /Aylin Demir/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await signIn('maja@example.com', 'a few plain words')
  // A colleague answered in between, so it goes by itself no more.
  await page.goto(ticketUrl)
  await log(page)
    .getByText(/^Aylin Demir answered after you had last seen the conversation/)
    .waitFor()
  expect(await customer.getByText('From Maja, before she left.').count()).toBe(0)
  await log(page).getByRole('button', { name: 'Send as it is' }).click()
  await expectArrivedOnce('From Maja, before she left.')
  await page.bringToFront()
  await field(page).waitFor()
})

async function signIn(email: string, password: string): Promise<void> {
  await page.getByRole('textbox', { name: 'E-mail' }).fill(email)
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('link', { name: 'Tickets', exact: true }).first().waitFor()
}

async function inviteAylin(): Promise<void> {
  await call('POST', 'invitations', { email: 'aylin@example.com', role: 'agent' })
  const { mails } = (await call('GET', 'mails')) as { mails: { id: string }[] }
  const { bodyText } = (await call('GET', `mails/${mails[0]?.id}`)) as { bodyText: string }
  const token = /invitation\/(\S+)/.exec(bodyText)?.[1]
  await fetch(`${journey.desk.url}/api/v1/invitation-acceptances`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, name: 'Aylin Demir', password: 'some other words' }),
  })
}

/** Asks the desk beside the browser, with its session. */
async function call(method: string, path: string, body?: object): Promise<unknown> {
  const cookie = (await agent.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const answer = await fetch(`${journey.desk.url}/api/v1/${path}`, {
    method,
    headers: { cookie, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  expect(answer.ok).toBe(true)
  return await answer.json()
}

test('U1: what the desk refuses for good says why, wherever one is, and can be tried again or removed', async () => {
  await agent.setOffline(true)
  await write(page, 'Written before the ticket was closed.')
  await log(page).getByText(WAITS).waitFor()
  await page.goto('about:blank')
  await agent.setOffline(false)
  await call('PUT', `tickets/${ticketUrl.split('/').at(-1)}/status`, { status: 'closed' })
  await page.goto(`${journey.desk.url}/tickets/all`)
  await page.getByText('1 text of yours was not sent.').waitFor()
  await page.getByRole('link', { name: 'See why' }).click()
  await log(page).getByText('This ticket is closed.', { exact: false }).waitFor()
  await log(page).getByRole('button', { name: 'Try again' }).waitFor()
  await log(page).getByRole('button', { name: 'Copy text' }).waitFor()
  await keepPicture(page, 'reply-refused')
  await log(page).getByRole('button', { name: 'Remove' }).click()
  await log(page).getByText('Written before the ticket was closed.').waitFor({ state: 'detached' })
})

test('U4, U5: a closed ticket says the same everywhere, and one writes on in a new one, after being asked', async () => {
  const panel = page.getByRole('complementary', { name: 'Client' })
  await page.locator('.composer').getByText('This ticket is closed').first().waitFor()
  await panel.getByText('This ticket is closed.').waitFor()
  expect(await panel.getByText('You can reply until').count()).toBe(0)
  await page.getByRole('button', { name: 'Write in a new ticket' }).click()
  await field(page).waitFor()
  await panel.getByText('You can reply until').waitFor()
  expect(page.url()).not.toBe(ticketUrl)
  ticketUrl = page.url()
  await write(page, 'One more thing.')
  await expectArrivedOnce('One more thing.')
  await page.bringToFront()

  await page.getByRole('button', { name: /^Status: / }).click()
  await keepPicture(page, 'status-menu')
  await page.getByRole('menuitem', { name: 'Closed…' }).click()
  await page.getByText('for good?').waitFor()
  await keepPicture(page, 'close-ticket')
  await page.getByRole('dialog').getByText('Cancel', { exact: true }).click()
  await field(page).waitFor()
})

test('U4: closing says that a reply still waits, and what becomes of it', async () => {
  await page.route('**/replies', (route) => route.abort())
  await write(page, 'Wait, one more.')
  await log(page).getByText(UNANSWERED).waitFor()
  await page.getByRole('button', { name: /^Status: / }).click()
  await page.getByRole('menuitem', { name: 'Closed…' }).click()
  await page.getByText('1 reply waits in this browser. Once the ticket is closed, it cannot be sent.').waitFor()
  await keepPicture(page, 'close-ticket-unsent')
  await page.getByRole('dialog').getByText('Cancel', { exact: true }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
})

test('U43: a toast covers neither Help nor one’s own menu', async () => {
  for (const width of [1440, 1024, 390]) {
    await page.setViewportSize({ width, height: 900 })
    await log(page).getByRole('button', { name: 'Copy text' }).click()
    const shown = page.locator('.toast')
    const toast = await shown.boundingBox()
    for (const below of [page.getByRole('button', { name: 'Help and shortcuts' }), page.locator('.me-button'), page.locator('.tabbar')]) {
      expect(meet(toast, (await below.isVisible()) ? await below.boundingBox() : null), `${width} wide`).toBe(false)
    }
    // The next one would take its place while it is measured.
    await shown.getByRole('button', { name: 'Close' }).click()
    await shown.waitFor({ state: 'detached' })
  }
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.unrouteAll({ behavior: 'wait' })
  await expectArrivedOnce('Wait, one more.')
  await page.bringToFront()
})

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** What does not show meets nothing; a toast has to be there. */
function meet(toast: Box | null, other: Box | null): boolean {
  if (toast === null) {
    throw new Error('There is no toast')
  }
  const isBeside = other === null || toast.x >= other.x + other.width || other.x >= toast.x + toast.width
  return !(isBeside || toast.y >= other.y + other.height || other.y >= toast.y + toast.height)
}

test('U36: the assignee’s button has the first name, which leaves room for the Page’s', async () => {
  const { members } = (await call('GET', 'members')) as { members: { id: string; name: string }[] }
  const aylin = members.find(({ name }) => name === 'Aylin Demir')?.id
  await call('PUT', `tickets/${ticketUrl.split('/').at(-1)}/assignee`, { memberId: aylin })
  const button = page.locator('.conv-head').getByRole('button', { name: 'Aylin Demir, assignee' })
  await button.waitFor()
  expect(await button.innerText()).toBe('Aylin')
  expect(await button.getAttribute('title')).toContain('Aylin Demir')
  const cut = await page.locator('.conv-head .sub .ellipsis').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)
  // A pixel is rounding.
  expect(cut).toBeLessThanOrEqual(1)
})

test('U42: the star is set beside the name, and stands level with it in the row', async () => {
  const besideName = page.locator('.client .name-line')
  await besideName.getByRole('button', { name: 'Make VIP' }).press('Enter')
  // U19: and the focus stays on it.
  await besideName.getByRole('button', { name: 'Remove VIP' }).and(page.locator(':focus')).waitFor()
  const [star, name] = [row(page).getByRole('img', { name: 'VIP' }), row(page).locator('.name')]
  await star.waitFor()
  expect(Math.abs(middle(await star.boundingBox()) - middle(await name.boundingBox()))).toBeLessThan(1.5)
})

function middle(box: Box | null): number {
  return box === null ? Number.NaN : box.y + box.height / 2
}

test('U12: a note is saved by leaving it, and a change of a colleague is shown before one of them goes', async () => {
  const note = page.getByRole('textbox', { name: 'Note' })
  await note.fill('Calls on Mondays')
  await field(page).click()
  const ticket = (await call('GET', `tickets/${ticketUrl.split('/').at(-1)}`)) as { client: { id: string } }
  const stands = async () => ((await call('GET', `clients/${ticket.client.id}`)) as { note: string }).note
  await expect.poll(stands).toBe('Calls on Mondays')

  await note.fill('Calls on Mondays, is deaf')
  await call('PUT', `clients/${ticket.client.id}/note`, { note: 'Moved to Kraków', before: 'Calls on Mondays' })
  await page.getByText('A colleague changed this note meanwhile').waitFor()
  await keepPicture(page, 'note-conflict')
  expect(await stands()).toBe('Moved to Kraków')
  await page.getByRole('button', { name: 'Save mine instead' }).click()
  await expect.poll(stands).toBe('Calls on Mondays, is deaf')

  // The desk's answer may come behind a colleague's change, and behind what is decided about it.
  const late = Promise.withResolvers<void>()
  await page.route('**/clients/*/note', (route) => route.fetch().then((response) => late.promise.then(() => route.fulfill({ response }))), {
    times: 1,
  })
  await note.fill('Calls on Fridays')
  await field(page).click()
  await expect.poll(stands).toBe('Calls on Fridays')
  await call('PUT', `clients/${ticket.client.id}/note`, { note: 'Moved to Gdańsk', before: 'Calls on Fridays' })
  await page.getByText('A colleague changed this note meanwhile').waitFor()
  await page.getByRole('button', { name: 'Save mine instead' }).click()
  late.resolve()
  await expect.poll(stands).toBe('Calls on Fridays')

  // Where a press gives a button no focus (Safari), a press on Undo must not leave the field, which would save it.
  await note.fill('Written by mistake')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => note.inputValue()).toBe('Calls on Fridays')
  expect(await note.evaluate((field) => field.matches(':focus'))).toBe(true)

  // What is typed on while a text is saved waits for the field to be left, as all that is typed does.
  const answer = Promise.withResolvers<void>()
  await page.route('**/clients/*/note', (route) => answer.promise.then(() => route.continue()), { times: 1 })
  await note.fill('Calls on Tuesdays')
  await page.getByRole('button', { name: 'Save note' }).click()
  await page.getByText('Saving…').waitFor()
  await note.fill('Calls on Tuesdays, by mistake')
  answer.resolve()
  await page.getByText('Saves when you leave this field.').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => note.inputValue()).toBe('Calls on Tuesdays')
  expect(await stands()).toBe('Calls on Tuesdays')

  await note.fill('Half of a thou')
  await page.getByRole('link', { name: 'Settings', exact: true }).click()
  await expect.poll(stands).toBe('Half of a thou')
})

test('U41: a long text keeps its distance and says what to do', async () => {
  await page.goto(ticketUrl)
  await field(page).fill(`${'A long line of words that goes on. '.repeat(63)}`)
  await page.getByText('218 too many.').waitFor()
  await page.getByRole('button', { name: 'Split into 2 messages' }).waitFor()
  expect((await field(page).boundingBox())?.height).toBeLessThanOrEqual(10 * 23 + 20)
  await keepPicture(page, 'composer-too-long')
  await page.emulateMedia({ colorScheme: 'dark' })
  await keepPicture(page, 'composer-too-long-dark')
  await page.emulateMedia({ colorScheme: 'light' })
})

test('U25: when the window ends while one types, the text is shown, kept and can be copied', async () => {
  await page.goto(ticketUrl)
  await field(page).fill('I was just about to answer this')
  await moveClock(journey.desk.sandboxUrl, { advance_ms: 24.5 * 60 * 60 * 1000 })
  await page.locator('.composer').getByText('The 24 hours ended').first().waitFor()
  await page.getByText('I was just about to answer this').waitFor()
  await page.getByText('Kept: it comes back when Zofia writes.').waitFor()
  await page.getByRole('complementary', { name: 'Client' }).getByText('The 24 hours ended').waitFor()
  await keepPicture(page, 'window-ended')
  await page.setViewportSize({ width: 390, height: 800 })
  await keepPicture(page, 'window-ended-390')
})

test('nothing broke in any tab', () => {
  expect(journey.faults).toEqual([])
})
