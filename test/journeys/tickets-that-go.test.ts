import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepPicture, openBrowser, openPage } from '#test/browser.ts'
import { FULL_PAGE } from '#test/cast.ts'
import { startConnectedDesk, type ConnectedDesk } from '#test/connected-desk.ts'
import { sign } from '#test/intake-desk.ts'

/** Facebook tells late where comments belong, and somebody has their ticket open. */
let desk: ConnectedDesk
let browser: Browser
let page: Page
let told = Math.floor(Date.now() / 1000) - 3600

const log = () => page.getByRole('log')
const row = (text: string) => page.locator('.row', { hasText: text })
const field = () => page.getByRole('textbox', { name: /^Public reply/ })

async function hear(value: object): Promise<void> {
  told += 10
  const changes = [{ field: 'feed', value: { created_time: told, ...value } }]
  const body = JSON.stringify({ object: 'page', entry: [{ id: FULL_PAGE, time: told, changes }] })
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': sign(body, desk.sandbox.appSecret) }
  expect((await fetch(`${desk.url}/webhooks/facebook`, { method: 'POST', headers, body })).status).toBe(200)
}

/** A comment under a post that Facebook gives nobody. */
const comment = (post: string, id: string, { name, text, under }: { name: string; text: string; under?: string }) =>
  hear({
    item: 'comment',
    verb: 'add',
    from: { id: `81${name.length}${id}`, name },
    message: text,
    post_id: `${FULL_PAGE}_${post}`,
    comment_id: `${post}_${id}`,
    parent_id: under === undefined ? `${FULL_PAGE}_${post}` : `${post}_${under}`,
  })

beforeAll(async () => {
  desk = await startConnectedDesk({}, { withWeb: true })
  browser = await openBrowser()
  page = await openPage(browser)
  const [name = '', value = ''] = desk.cookie().split('=')
  await page.context().addCookies([{ name, value: decodeURIComponent(value), url: desk.url }])
}, 480_000)

afterAll(async () => {
  await browser?.close()
  await desk?.close()
})

test('whoever has a ticket open that becomes part of another is led there, with what they had begun to write', async () => {
  await comment('7001', '12', { name: 'Ola Berg', text: 'In winter, too?', under: '11' })
  await comment('7001', '10', { name: 'Nora Quist', text: 'Is it open on Sunday?' })
  await page.goto(`${desk.url}/tickets/all`)
  await row('In winter, too?').click()
  await log().getByText('In winter, too?').waitFor()
  await field().fill('In winter from ten')
  const address = page.url()
  await row('Is it open on Sunday?').waitFor()
  // What it answers is itself an answer.
  await comment('7001', '11', { name: 'Pia Lund', text: 'It is in summer', under: '10' })
  await log().getByText('Is it open on Sunday?').waitFor()
  for (const text of ['In winter, too?', 'It is in summer']) {
    await log().getByText(text, { exact: true }).first().waitFor()
  }
  await page.getByText(/^Ticket #1 is part of this one now/).waitFor()
  expect(await field().inputValue()).toBe('In winter from ten')
  expect(await page.locator('.row').count()).toBe(1)
  await keepPicture(page, 'ticket-taken-over')
  const successor = page.url()
  // Somebody kept its address, and has heard nothing since.
  await page.goto(address)
  await page.getByText(/^The ticket is part of this one now/).waitFor()
  await log().getByText('Is it open on Sunday?').waitFor()
  await expect.poll(() => page.url()).toBe(successor)
})

/** A ticket of its own that turns out to be part of another; gives how to tell so. */
async function twoThreads(post: string): Promise<() => Promise<void>> {
  const [head, middle, last] = ['1', '2', '3'].map((end) => `${post}${end}`) as [string, string, string]
  await comment(post, last, { name: 'Ola Berg', text: `Also in ${post}?`, under: middle })
  await comment(post, head, { name: 'Nora Quist', text: `Is ${post} open?` })
  await page.goto(`${desk.url}/tickets/all`)
  await row(`Is ${post} open?`).waitFor()
  await row(`Also in ${post}?`).click()
  await log().getByText(`Also in ${post}?`).waitFor()
  const left = `${desk.url}/api/v1/tickets/${page.url().split('/').at(-1)}`
  return async () => {
    await comment(post, middle, { name: 'Pia Lund', text: 'It is', under: head })
    await expect.poll(async () => (await fetch(left, { headers: { cookie: desk.cookie() } })).status).toBe(410)
  }
}

/** Pia wrote meanwhile, so it goes with one more press. The desk has it once, in the ticket that took the other over; nothing waits or is said not to be sent. */
async function expectSaid(post: string, text: string): Promise<void> {
  await row(text).click()
  await log().getByText(`Is ${post} open?`).waitFor()
  await log().getByRole('button', { name: 'Send as it is' }).click()
  await page.getByText(/Held back|texts? of yours/u).waitFor({ state: 'detached' })
  await log().locator('.msg[data-us]:not([data-state=queued])', { hasText: text }).waitFor()
  expect(await log().getByText(text, { exact: true }).count()).toBe(1)
  expect(await page.getByText(/Waits in this browser|texts? of yours/u).count()).toBe(0)
}

test('what waits in the browser for a ticket that became part of another is sent in that one', async () => {
  const turnsOut = await twoThreads('7003')
  await page.context().setOffline(true)
  await field().fill('From ten.')
  await field().press('Control+Enter')
  await log().getByText('Waits in this browser.').waitFor()
  await turnsOut()
  await page.context().setOffline(false)
  await log().getByText('Is 7003 open?').waitFor()
  await expectSaid('7003', 'From ten.')
})

test('it is also where no page was open when that was told', async () => {
  const turnsOut = await twoThreads('7004')
  await page.context().setOffline(true)
  await field().fill('From eleven.')
  await field().press('Control+Enter')
  await log().getByText('Waits in this browser.').waitFor()
  await page.goto('about:blank')
  await turnsOut()
  await page.context().setOffline(false)
  await page.goto(`${desk.url}/tickets/all`)
  await expectSaid('7004', 'From eleven.')
})

test('what the desk refused before stands with its reason in the ticket that took the other over', async () => {
  const turnsOut = await twoThreads('7005')
  await page.route(/\/replies$/u, (route) =>
    route.fulfill({
      status: 409,
      contentType: 'application/problem+json',
      json: { code: 'channel-disconnected', title: 'The Page is disconnected.' },
    }),
  )
  await field().fill('From twelve.')
  await field().press('Control+Enter')
  await log().getByText('The Page is disconnected.').waitFor()
  await page.unroute(/\/replies$/u)
  await turnsOut()
  await log().getByText('Is 7005 open?').waitFor()
  await log().getByText('The Page is disconnected.').waitFor()
  await keepPicture(page, 'ticket-taken-over-not-sent')
  await log().getByRole('button', { name: 'Try again' }).click()
  await expectSaid('7005', 'From twelve.')
})

test('a ticket in whose place there is none says why, and where its comments stand', async () => {
  const [{ id: channelId }] = (await desk.api('GET /channels')).channels
  await desk.api(`PUT /channels/${channelId}/ticket-switches/post`, { body: { isOn: false } })
  await comment('7002', '21', { name: 'Rasmus Falk', text: 'I saw it, too' })
  await row('I saw it, too').click()
  await log().getByText('I saw it, too').waitFor()
  await hear({
    item: 'post',
    verb: 'add',
    from: { id: '8199', name: 'Kim Holm' },
    post_id: `${FULL_PAGE}_7002`,
    message: 'The gate was open',
  })
  await page.getByRole('heading', { name: 'This ticket is gone' }).waitFor()
  expect(await row('I saw it, too').count()).toBe(0)
  await keepPicture(page, 'ticket-gone')
  await page.getByRole('link', { name: 'Show visitor posts' }).click()
  await page.getByText('I saw it, too').waitFor()
})
