import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepPicture } from '#test/browser.ts'
import { startJourney, type Journey } from '#test/journey.ts'
import { control, setUpAndConnect, writeAs } from '#test/walk.ts'

/** What the list and the conversation say of all that customers do, and what they do with time and with large text. */
let journey: Journey
let page: Page

const act = <Answer>(path: string, body: object) => control<Answer>(journey.desk.sandboxUrl, path, body)
const newPerson = async (name: string) => (await act<{ id: string }>('people', { name })).id
const write = (personId: string, message: Parameters<typeof writeAs>[2]) => writeAs(journey.desk.sandboxUrl, personId, message)

const row = (name: string) => page.locator('.row', { hasText: name })
const log = () => page.getByRole('log')

beforeAll(async () => {
  journey = await startJourney()
  page = await journey.openPage()
  await setUpAndConnect(page, journey.desk.url)
}, 180_000)

afterAll(() => journey?.close())

test('U28: Tickets opens a folder that has something, and the number of waiting tickets stands at it and in the tab', async () => {
  const ida = await newPerson('Ida Falk')
  await write(ida, { text: 'Is my bike ready?' })
  await write(ida, { text: 'The blue one.' })
  await page.getByRole('link', { name: 'Tickets, 1 unanswered' }).click()
  await page.waitForURL(/\/tickets\/unassigned/)
  await row('Ida Falk').getByText('The blue one.').waitFor()
  expect(await page.title()).toBe('(1) Unassigned · Pagedesk')
})

test('U29: the first answer gives the ticket to who wrote it', async () => {
  await row('Ida Falk').click()
  await page.getByRole('textbox', { name: /^Message to/ }).fill('It is. See https://lindqvist.example/blue')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('button', { name: 'You, assignee' }).first().waitFor()
  await page.getByText('No tickets').waitFor()
  await page.getByRole('link', { name: /^Mine/ }).click()
  await row('Ida Falk').getByText('You:').waitFor()
})

test('R12, U6, B11: a reaction, an edit and a message taken back stand on the message that they are about', async () => {
  const omar = await newPerson('Omar Haddad')
  const { mid } = await write(omar, { text: 'See you at ten' })
  await page.getByRole('link', { name: /^Open/ }).click()
  await row('Omar Haddad').click()
  await log().getByText('See you at ten').waitFor()
  await act(`messages/${mid}/reaction`, { reaction: 'love' })
  await log().getByText('Omar reacted with love').waitFor()
  await act(`messages/${mid}/edit`, { text: 'See you at eleven' })
  await log().getByText('See you at eleven').waitFor()
  await log().getByRole('button', { name: 'Show history' }).press('Enter')
  await log().getByRole('list', { name: 'Wordings, the newest first' }).getByText('See you at ten', { exact: true }).waitFor()
  await row('Omar Haddad').getByText('Edited: “See you at eleven”').waitFor()
  await keepPicture(page, 'ticket-edited')
  await act(`messages/${mid}/unsend`, {})
  await log().getByText('Omar took back this message').waitFor()
  await log().getByText('You see it because you are an administrator.').waitFor()
  await log().getByText('See you at eleven').waitFor()
  await row('Omar Haddad').getByText('Took back a message').waitFor()
  await keepPicture(page, 'ticket-taken-back')
})

test('B09, U38: words beside a picture are read in the list and in the conversation, whatever becomes of the picture', async () => {
  const kiki = await newPerson('Kiki Palme')
  await write(kiki, { text: 'Would it fit here?', attachments: [{ type: 'image', url: 'https://pictures.example/hall.png' }] })
  await row('Kiki Palme').click()
  await log().getByText('Would it fit here?').waitFor()
  await log().getByText('Picture', { exact: true }).waitFor()
  await row('Kiki Palme').getByText('Picture: “Would it fit here?”').waitFor()
  await keepPicture(page, 'ticket-picture-waits')
})

test('U24: a web address in a message opens apart, a long one is copied whole, and a script is only text', async () => {
  const sol = await newPerson('Sol Reyes')
  const long = `https://shop.example/${'long-'.repeat(30)}end`
  await write(sol, { text: `Look: ${long} or javascript:alert(1)` })
  await row('Sol Reyes').click()
  const words = log().locator('.bubble', { hasText: 'Look:' })
  const link = words.getByRole('link', { name: long })
  await link.waitFor()
  expect([await link.getAttribute('target'), await link.getAttribute('rel')]).toEqual(['_blank', 'noopener noreferrer nofollow'])
  expect(await words.getByRole('link').count()).toBe(1)
  await link.selectText()
  expect(await page.evaluate('String(getSelection())')).toBe(long)
})

test('U34: who reads further up is told of new messages, and comes down by a key', async () => {
  const vera = await newPerson('Vera Sokol')
  for (const number of Array.from({ length: 30 }, (_, index) => index)) {
    await write(vera, { text: `Line ${number}` })
  }
  await row('Vera Sokol').click()
  await log().getByText('Line 29', { exact: true }).waitFor()
  await log().hover()
  await page.mouse.wheel(0, -600)
  await expect.poll(() => log().evaluate(({ scrollTop }) => Math.round(Math.abs(scrollTop)))).toBe(600)
  const readLine = log().getByText('Line 12', { exact: true })
  const before = await readLine.boundingBox()
  await write(vera, { text: 'And one more thing' })
  const pill = page.getByRole('button', { name: '1 new message' })
  await pill.waitFor()
  expect(Math.abs(((await readLine.boundingBox())?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(4)
  await keepPicture(page, 'ticket-new-below')
  await pill.press('Enter')
  await pill.waitFor({ state: 'detached' })
  expect(await log().getByText('And one more thing').isVisible()).toBe(true)
  await write(vera, { text: 'Followed by itself' })
  await log().getByText('Followed by itself').waitFor()
  expect(await pill.count()).toBe(0)
})

test('U9: what depends on time is asked again by the clock, at the latest after a minute', async () => {
  await page.clock.install()
  await page.goto(`${journey.desk.url}/tickets/ending-soon`)
  await page.getByRole('heading', { level: 1, name: /Ending soon/ }).waitFor()
  const counts = page.waitForResponse(/\/ticket-folders/)
  const list = page.waitForResponse(/\/tickets\?folder=ending-soon/)
  await page.clock.fastForward(61_000)
  expect([(await counts).status(), (await list).status()]).toEqual([200, 200])
})

test('U30: with text of twice the size no row runs into the next', async () => {
  const large = await journey.openPage()
  await large.context().addCookies(await page.context().cookies())
  await large.goto(`${journey.desk.url}/tickets/all`)
  await large.locator('.row').first().waitFor()
  await large.evaluate("document.documentElement.style.fontSize = '200%'")
  const overlaps = () =>
    large.evaluate(`{
      const rows = [...document.querySelectorAll('.row')]
      const boxes = rows.map((row) => row.getBoundingClientRect()).toSorted((one, other) => one.top - other.top)
      const runInto = boxes.filter((box, index) => index > 0 && box.top < boxes[index - 1].bottom - 1)
      runInto.length + rows.filter((row) => row.scrollHeight > row.clientHeight + 1).length
    }`)
  await expect.poll(overlaps).toBe(0)
  await keepPicture(large, 'tickets-large-text')
})

test('U17: a link to no ticket says so, and leads back to those that are there', async () => {
  for (const id of ['nonsense', '01890000-0000-7000-8000-000000000000']) {
    await page.goto(`${journey.desk.url}/tickets/all/${id}`)
    await page.getByRole('heading', { name: 'This ticket does not exist' }).waitFor()
    expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0)
  }
  await page.getByRole('link', { name: 'Back to the tickets' }).click()
  await page.getByText('Pick one from the list to read and answer it.').waitFor()
})

test('tickets that do not load are said not to have loaded, asked for once, and come with Try again', async () => {
  for (let number = 1; number <= 60; number += 1) {
    await write(await newPerson(`Visitor ${number}`), { text: 'When do you open?' })
  }
  await page.goto(`${journey.desk.url}/tickets/all`)
  await row('Visitor 60').waitFor()
  let asked = 0
  const next = (url: URL) => url.pathname === '/api/v1/tickets' && url.searchParams.has('cursor')
  await page.route(next, (route) => {
    asked += 1
    return route.abort()
  })
  await page.reload()
  await row('Visitor 60').waitFor()
  await page.locator('.rows').evaluate((rows) => rows.scrollTo({ top: rows.scrollHeight }))
  const problem = page.getByRole('alert').filter({ hasText: 'The next tickets did not load. The desk cannot be reached.' })
  await problem.waitFor()
  await page.locator('.rows').evaluate((rows) => rows.scrollTo({ top: 0 }))
  await page.locator('.rows').evaluate((rows) => rows.scrollTo({ top: rows.scrollHeight }))
  const askedBefore = asked
  await keepPicture(page, 'tickets-next-page-failed')
  expect(asked).toBe(askedBefore)
  await page.unroute(next)
  await problem.getByRole('button', { name: 'Try again' }).click()
  await problem.waitFor({ state: 'detached' })
  const atTheEnd = async () => {
    await page.locator('.rows').evaluate((rows) => rows.scrollTo({ top: rows.scrollHeight }))
    return await row('Ida Falk').count()
  }
  await expect.poll(atTheEnd).toBe(1)
}, 120_000)

test('nothing broke in the page', () => {
  expect(journey.faults).toEqual([])
})
