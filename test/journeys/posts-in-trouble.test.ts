import type { Page, Route } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepPicture } from '#test/browser.ts'
import { FULL_PAGE } from '#test/cast.ts'
import { startJourney, type Journey } from '#test/journey.ts'
import { control, moveClock, setUpAndConnect } from '#test/walk.ts'

/** The Posts section where things go wrong, or change under whoever works there. Each test rests on the one before. */
let journey: Journey
let page: Page
let postId = ''

const SIZE = 60
const box = () => journey.desk.sandboxUrl
const comment = (text: string) => page.locator('.comment', { hasText: text })
const row = (text: string) => page.locator('.post-row', { hasText: text })
const field = () => page.getByRole('textbox', { name: /^Public reply/ })
const NEXT_PAGE = /\/threads\?.*cursor=/u

async function say(under: string, message: string): Promise<void> {
  const person = await control<{ id: string }>(box(), 'people', { name: `Nora ${message}` })
  await control(box(), 'comments', { object_id: under, person_id: person.id, message })
}

const WALL = "document.querySelector('.post-rows')"

/** Where one scrolls to, more is asked for. */
async function toTheEnd(): Promise<void> {
  await expect
    .poll(async () => {
      await page.evaluate(`${WALL}.scrollTo({ top: ${WALL}.scrollHeight })`)
      return await page.evaluate(`${WALL}.scrollHeight - ${WALL}.scrollTop - ${WALL}.clientHeight < 2`)
    })
    .toBe(true)
}

beforeAll(async () => {
  journey = await startJourney()
  page = await journey.openPage()
  await setUpAndConnect(page, journey.desk.url)
  postId = (await control<{ id: string }>(box(), 'posts', { page_id: FULL_PAGE, message: 'The autumn fair' })).id
  for (let number = 1; number <= SIZE; number += 1) {
    await say(postId, `Question ${number}.`)
  }
  await page.goto(`${journey.desk.url}/posts/own`)
  await row('The autumn fair').getByText(`${SIZE} unanswered`).waitFor()
}, 180_000)

afterAll(() => journey?.close())

test('comments that do not load are said not to have loaded; N leads to trying again, and on', async () => {
  await page.route(NEXT_PAGE, (route) => route.abort())
  await row('The autumn fair').click()
  await comment('Question').first().waitFor()
  await toTheEnd()
  await page.getByText('The next comments did not load. The desk cannot be reached. Check your connection and try again.').waitFor()
  await toTheEnd()
  await comment('Question').last().click()
  const last = await page.locator('.comment[data-here] .bubble').innerText()
  await page.keyboard.press('n')
  await page.getByRole('button', { name: 'Try again' }).and(page.locator(':focus')).waitFor()
  await keepPicture(page, 'posts-next-page-failed')
  await page.unroute(NEXT_PAGE)
  await page.keyboard.press('Enter')
  await page.getByText('The next comments did not load.').waitFor({ state: 'detached' })
  await page.locator('.comment:focus', { hasText: last }).waitFor()
  await page.keyboard.press('n')
  await page.locator('.comment:focus').filter({ hasNotText: last }).waitFor()
})

test('who goes on to write while a page is fetched keeps the field', async () => {
  const held: Route[] = []
  await page.reload()
  await page.route(NEXT_PAGE, (route) => void held.push(route))
  await comment('Question').first().waitFor()
  await toTheEnd()
  await comment('Question').last().click()
  await page.keyboard.press('n')
  await expect.poll(() => held.length).toBe(1)
  await page.keyboard.press('r')
  await page.keyboard.type('We look')
  await Promise.all([page.waitForResponse(NEXT_PAGE), held[0]?.continue()])
  await page.unroute(NEXT_PAGE)
  await page.getByRole('status', { name: 'Loading comments' }).waitFor({ state: 'detached' })
  await page.keyboard.type(' it up')
  await expect.poll(() => field().inputValue()).toBe('We look it up')
  await field().fill('')
  await page.keyboard.press('Escape')
})

test('what was answered stays under a filter that leaves it out, until one goes on', async () => {
  await page.goto(`${journey.desk.url}/posts/own?having=unanswered`)
  await row('The autumn fair').click()
  await comment('Question').first().click()
  const text = await page.locator('.comment[data-here] .bubble').innerText()
  await page.keyboard.press('r')
  await page.keyboard.type('From nine to five.')
  await page.keyboard.press('Control+Enter')
  await comment('From nine to five.')
    .getByText(/^Posted\b/)
    .waitFor()
  // What comes now has the list fetched anew, without what was answered.
  await say(postId, 'Is it free?')
  await comment('Is it free?').waitFor()
  await page.locator('.comment:focus', { hasText: text }).waitFor()
  await comment('From nine to five.').waitFor()
  await keepPicture(page, 'posts-answered-under-filter')
  await page.keyboard.press('j')
  await page.locator('.comment:focus').filter({ hasNotText: text }).waitFor()
  await page.keyboard.press('j')
  await comment('From nine to five.').waitFor({ state: 'detached' })
})

test('a post whose last question was answered stays open, and goes when it is closed', async () => {
  const gate = (await control<{ id: string }>(box(), 'posts', { page_id: FULL_PAGE, message: 'The gate' })).id
  await say(gate, 'When does it open?')
  await page.goto(`${journey.desk.url}/posts/own?having=unanswered`)
  await row('The gate').click()
  await comment('When does it open?').click()
  await page.keyboard.press('r')
  await page.keyboard.type('At seven.')
  await page.keyboard.press('Control+Enter')
  await comment('At seven.')
    .getByText(/^Posted\b/)
    .waitFor()
  await row('The gate').getByText('0 unanswered').waitFor({ state: 'attached' })
  await moveClock(box(), { advance_ms: 60_000 })
  await say(postId, 'And until when?')
  await row('The autumn fair')
    .getByText(`${SIZE + 1} unanswered`)
    .waitFor({ state: 'attached' })
  expect(await row('The gate').getAttribute('aria-expanded')).toBe('true')
  await page.keyboard.press('Escape')
  await row('The gate').and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Escape')
  await row('The gate').and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('j')
  await row('The gate').waitFor({ state: 'detached' })
})

test('an address leads to its post, whatever the filters leave out', async () => {
  await page.waitForURL(/\/posts\/own\/[^/]+\/[^/?]+/u)
  await page.goto(`${page.url().split('?')[0]}?kind=video`)
  await page.getByRole('region', { name: 'Post', exact: true }).getByText('The autumn fair').waitFor()
  await comment('Is it free?').waitFor()
  const takeAway = page.getByRole('link', { name: 'Take the filters away' })
  const isAllLoaded = async () =>
    (await takeAway.isVisible()) && !(await page.getByRole('status', { name: 'Loading comments' }).isVisible())
  // Each page that comes moves the end, and what is said there out of the rows that are drawn.
  const isSaid = async () => (await isAllLoaded()) && (await page.getByText('No other post fits these filters.').isVisible())
  await expect
    .poll(async () => {
      await toTheEnd()
      const wasSaid = await isSaid()
      await toTheEnd()
      return wasSaid && (await isSaid())
    })
    .toBe(true)
  await keepPicture(page, 'posts-address-under-filter')
  await takeAway.click()
  await row('The autumn fair').waitFor()
})

test('what waits in the browser stands on the left as all of the wall, what can be done with it, too', async () => {
  await row('The autumn fair').click()
  await comment('Is it free?').click()
  await page.keyboard.press('r')
  await page.context().setOffline(true)
  await page.keyboard.type('It is.')
  await page.keyboard.press('Control+Enter')
  const waiting = page.locator('.wall-unsent')
  await waiting.getByText('Waits in this browser.').waitFor()
  await page.setViewportSize({ width: 390, height: 844 })
  await waiting.scrollIntoViewIfNeeded()
  await keepPicture(page, 'posts-waits-390')
  const [words, acts] = [waiting.locator('.bubble'), waiting.getByRole('button', { name: 'Copy text' })]
  expect(Math.abs(((await words.boundingBox())?.x ?? 0) - ((await acts.boundingBox())?.x ?? 0))).toBeLessThan(16)
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.context().setOffline(false)
  await comment('It is.')
    .getByText(/^Posted\b/)
    .waitFor()
})

test('entries of the log that do not load are said not to have loaded', async () => {
  await hideAll()
  await page.goto(`${journey.desk.url}/settings/moderation-log`)
  await page.route(/moderation-log\?.*cursor=/u, (route) => route.abort())
  await page.getByRole('button', { name: 'Earlier' }).click()
  await page.getByRole('alert').getByText('Earlier entries did not load.').waitFor()
  await keepPicture(page, 'log-earlier-failed')
  await page.unroute(/moderation-log\?.*cursor=/u)
  const before = await page.getByRole('row').count()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect.poll(() => page.getByRole('row').count()).toBeGreaterThan(before)
})

type Said = { readonly threads: readonly { readonly lines: readonly { readonly id: string; readonly ticketId: string }[] }[] }

/** All that is said under the fair, at once. */
async function hideAll(): Promise<void> {
  const at = `${journey.desk.url}/api/v1`
  const { posts } = (await (await page.request.get(`${at}/posts`)).json()) as {
    posts: { channelId: string; postId: string; text: string }[]
  }
  const fair = posts.find(({ text }) => text === 'The autumn fair')
  const threads = `${at}/channels/${fair?.channelId}/posts/${fair?.postId}/threads?limit=100`
  const said = (await (await page.request.get(threads)).json()) as Said
  const on = said.threads.flatMap(({ lines: [head] }) => (head ? [{ ticketId: head.ticketId, messageId: head.id }] : []))
  const answer = await page.request.post(`${at}/public/acts`, {
    headers: { 'idempotency-key': 'hide-all-of-it' },
    data: { act: 'hide', on },
  })
  expect(answer.ok()).toBe(true)
}

test('an employee reads what is said, and is offered nothing that the desk refuses', async () => {
  const theirs = await joinAsEmployee()
  await theirs.goto(`${journey.desk.url}/posts/own`)
  await theirs.locator('.post-row', { hasText: 'The gate' }).click()
  const said = theirs.locator('.comment', { hasText: 'When does it open?' })
  await said.click()
  await said.getByText('Assigned to Maja Holm').waitFor()
  await keepPicture(theirs, 'posts-employee')
  expect(await said.getByRole('button').count()).toBe(0)
  expect(await theirs.getByRole('checkbox').count()).toBe(0)
  for (const key of ['r', 'x', 'h', 'd', 'l', 'p']) {
    await theirs.keyboard.press(key)
  }
  expect(await theirs.getByRole('textbox').or(theirs.getByRole('dialog')).or(theirs.getByText('selected')).count()).toBe(0)
  expect(await theirs.getByText('cannot be done').count()).toBe(0)
})

async function joinAsEmployee(): Promise<Page> {
  const at = `${journey.desk.url}/api/v1`
  await page.request.post(`${at}/invitations`, { data: { email: 'ina@example.com', role: 'employee' } })
  const { mails } = (await (await page.request.get(`${at}/mails`)).json()) as { mails: { id: string }[] }
  const { bodyText } = (await (await page.request.get(`${at}/mails/${mails[0]?.id}`)).json()) as { bodyText: string }
  const theirs = await journey.openPage()
  const token = /invitation\/(\S+)/u.exec(bodyText)?.[1]
  const answer = await theirs.request.post(`${at}/invitation-acceptances`, {
    data: { token, name: 'Ina Berg', password: 'some other words' },
  })
  expect(answer.ok()).toBe(true)
  return theirs
}

test('nothing broke in any page', () => {
  expect(journey.faults).toEqual([])
})
