import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { keepPicture, openBrowser, openPage } from '#test/browser.ts'
import { FULL_PAGE } from '#test/cast.ts'
import { startConnectedDesk, type ConnectedDesk } from '#test/connected-desk.ts'
import { sign } from '#test/intake-desk.ts'

/** Facebook tells late where comments belong, and somebody has their ticket open. */
let desk: ConnectedDesk
let browser: Browser
let page: Page
let told = Math.floor(Date.now() / 1000) - 3600

vi.setConfig({ testTimeout: 90_000 })

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
