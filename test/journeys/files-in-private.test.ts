import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepPicture } from '#test/browser.ts'
import { FULL_PAGE } from '#test/cast.ts'
import { expectWellInFourForms } from '#test/four-forms.ts'
import { startJourney, type Journey } from '#test/journey.ts'
import { picture } from '#test/pictures.ts'
import { control, setUpAndConnect, writeAs } from '#test/walk.ts'

/** What an agent sends beside words in private, from choosing it to the customer's phone. */
let journey: Journey
let page: Page
let customer: Page
let personId = ''

type Given = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }

const photo = async (name: string, side: number): Promise<Given> => ({
  name,
  mimeType: 'image/jpeg',
  buffer: await picture(side * 3, side * 2)
    .jpeg()
    .toBuffer(),
})
const PLAN: Given = { name: 'floor plan.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n') }

const box = () => journey.desk.sandboxUrl
const field = () => page.getByRole('textbox', { name: /^Message to/ })
const form = () => page.getByRole('form', { name: 'Reply' })
const log = () => page.getByRole('log')
const send = () => form().getByRole('button', { name: /^Send/ })
const chosen = () => form().locator('.chosen')

/** The keyboard is where one goes on writing. */
const expectWriting = () => field().and(page.locator(':focus')).waitFor()

async function choose(...files: readonly Given[]): Promise<void> {
  await form()
    .locator('input[type=file]')
    .setInputFiles([...files])
}

async function untilReady(count: number): Promise<void> {
  // The first is looked at by a process that has to start.
  await expect.poll(() => form().locator('.chosen[data-state=uploaded]').count(), { timeout: 60_000 }).toBe(count)
}

/** Made in the browser: so much is not carried there in a test. */
const DROP_TOO_LARGE = `{
  const data = new DataTransfer()
  data.items.add(new File([new Uint8Array(26_000_000)], 'whole-day.mov', { type: 'video/quicktime' }))
  const field = document.querySelector('.composer textarea')
  for (const what of ['dragover', 'drop']) {
    field.dispatchEvent(new DragEvent(what, { bubbles: true, cancelable: true, dataTransfer: data }))
  }
}`

type Said = { readonly text: string | null; readonly attachments: readonly { readonly type: string; readonly name: string | null }[] }

/** What the customer has got from the Page, in the order of their phone. */
async function onThePhone(): Promise<string[]> {
  const response = await fetch(`${box()}/sandbox/conversations/${FULL_PAGE}/${personId}?limit=100`)
  const { messages } = (await response.json()) as { messages: (Said & { readonly from: string })[] }
  return messages
    .filter(({ from }) => from === 'page')
    .map(({ text, attachments }) => (attachments.length === 0 ? (text ?? '') : attachments.map(({ type }) => type).join(' + ')))
}

const fail = (path: string, known: string) => control(box(), 'faults', { on: 'call', method: 'POST', path, times: 1, act: 'error', known })

beforeAll(async () => {
  journey = await startJourney()
  ;[page, customer] = await Promise.all([journey.openPage(), journey.openPage()])
  await setUpAndConnect(page, journey.desk.url)
  personId = (await control<{ id: string }>(box(), 'people', { name: 'Noor Haddad' })).id
  await writeAs(box(), personId, { text: 'How does it fold away?' })
  await page.goto(`${journey.desk.url}/tickets/all`)
  await page.getByText('How does it fold away?').first().click()
  await field().waitFor()
}, 180_000)

afterAll(() => journey?.close())

test('what can be sent is said before a file is chosen; how it goes, before it is sent', async () => {
  await form().getByRole('button', { name: 'Attach files: Pictures up to 8 MB, other files up to 25 MB' }).waitFor()
  await field().fill('These three show it.')
  await choose(await photo('hallway.jpg', 200), await photo('door.jpg', 210), await photo('folded.jpg', 220))
  await untilReady(3)
  await form().getByText('Sends as 2 messages: your text, then 3 pictures. If one is not sent, those behind it wait.').waitFor()
  await expectWellInFourForms(page, 'files-chosen')
})

test('B38: three pictures and a text arrive on the phone in that order, the pictures as one message', async () => {
  await send().click()
  await expect.poll(onThePhone).toEqual(['These three show it.', 'image + image + image'])
  await log().getByRole('button', { name: 'Picture 3 of 3: folded.jpg' }).waitFor()
  await expect.poll(() => log().locator('.msg[data-us][data-state=sent], .msg[data-us][data-state=delivered]').count()).toBe(2)
  expect(await chosen().count()).toBe(0)
  await keepPicture(page, 'files-sent')
  await customer.goto(`${box()}/sandbox`)
  await customer.getByText('Noor Haddad').first().click()
  await customer.getByText('These three show it.').first().waitFor()
  await expect.poll(() => customer.locator('.tiles.pictures img').count()).toBe(3)
  await keepPicture(customer, 'files-on-the-phone')
  await page.bringToFront()
})

test('the echo doubles nothing, and each line keeps its files', async () => {
  await expect.poll(async () => ((await (await fetch(`${box()}/sandbox/webhooks`)).json()) as { waiting: unknown[] }).waiting).toEqual([])
  await page.reload()
  await log().getByRole('button', { name: 'Picture 1 of 3: hallway.jpg' }).waitFor()
  expect(
    await log()
      .getByRole('button', { name: /^Picture \d of 3/ })
      .count(),
  ).toBe(3)
  expect(await log().locator('.msg[data-us]').count()).toBe(2)
})

test('B39: what cannot be sent is named with its limit before anything is sent, and removed again', async () => {
  await page.evaluate(DROP_TOO_LARGE)
  await choose({ name: 'setup.exe', mimeType: 'application/x-msdownload', buffer: Buffer.from('MZ') }, PLAN)
  await form().getByText('“whole-day.mov” is too large: 26 MB. Videos can have up to 25 MB.').waitFor()
  await form().getByText('“setup.exe” is a program. Programs can’t be sent.').waitFor()
  await form()
    .getByText(/You can send when .*the 2 files that can’t be sent are removed\.$/u)
    .waitFor()
  expect(await send().isDisabled()).toBe(true)
  await expectWellInFourForms(page, 'files-refused')
  await form().getByRole('button', { name: 'Remove whole-day.mov' }).click()
  await form().getByRole('button', { name: 'Remove setup.exe' }).press('Enter')
  await expectWriting()
  await untilReady(1)
  expect(await send().isDisabled()).toBe(false)
})

test('an upload that broke off is tried again, and one goes on writing', async () => {
  await page.route('**/files*', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()))
  await choose(await photo('shelf.jpg', 240))
  await form().getByText('The upload of “shelf.jpg” stopped at', { exact: false }).waitFor()
  await page.unrouteAll({ behavior: 'wait' })
  await form().getByRole('button', { name: 'Try again' }).press('Enter')
  await expectWriting()
  await untilReady(2)
  await form().getByRole('button', { name: 'Remove shelf.jpg' }).press('Enter')
  await expectWriting()
})

test('B38: where the file is refused the text stays sent, and the file has its own Try again', async () => {
  await fail('/message_attachments', '100/2018047')
  await field().fill('And the plan.')
  await send().click()
  await log().getByText('Message 2 of 2 was not sent').waitFor()
  await log()
    .getByText(/^Facebook did not take “floor plan\.pdf”/u)
    .waitFor()
  expect(await log().getByRole('button', { name: 'Change it' }).count()).toBe(0)
  await keepPicture(page, 'file-not-sent')
  expect(await onThePhone()).toEqual(['These three show it.', 'image + image + image', 'And the plan.'])
  await log().getByRole('button', { name: 'Try again' }).click()
  await expect.poll(onThePhone).toEqual(['These three show it.', 'image + image + image', 'And the plan.', 'file'])
  await customer.bringToFront()
  await customer.getByText('floor plan.pdf').first().waitFor()
  await page.bringToFront()
})

test('a file of which nobody knows is sent anyway by whoever decides so, as a line of its own', async () => {
  await control(box(), 'faults', { on: 'call', method: 'POST', path: '/messages', times: 1, act: 'reset' })
  await choose({ ...PLAN, name: 'second plan.pdf' })
  await untilReady(1)
  await send().click()
  await log()
    .getByText(/^Unconfirmed since/u)
    .waitFor()
  await log().getByRole('button', { name: 'Send anyway' }).click()
  await keepPicture(page, 'file-in-doubt')
  await page.getByRole('dialog').getByRole('button', { name: 'Send anyway' }).click()
  await log().getByText('It was sent again below.', { exact: false }).waitFor()
  await expect.poll(async () => (await onThePhone()).filter((each) => each === 'file').length).toBe(2)
})

test('B39: films and sounds arrive as what they are, and nothing was sent by an address', async () => {
  const samples = join(import.meta.dirname, '../../sandbox/samples/files')
  const film = { name: 'greenhouse.mp4', mimeType: 'video/mp4', buffer: await readFile(join(samples, 'greenhouse.mp4')) }
  const sound = { name: 'robin.mp3', mimeType: 'audio/mpeg', buffer: await readFile(join(samples, 'robin.mp3')) }
  await choose(film, sound)
  await untilReady(2)
  await form().getByText('Sends as 2 messages: a video, then a sound.', { exact: false }).waitFor()
  await field().press('Control+Enter')
  await expect.poll(async () => (await onThePhone()).slice(-2)).toEqual(['video', 'audio'])
  await keepPicture(page, 'film-and-sound-sent')
  await customer.bringToFront()
  await customer.locator('video.film').waitFor()
  await customer.locator('audio.sound').waitFor()
  await keepPicture(customer, 'film-and-sound-on-the-phone')
  await page.bringToFront()
  const { entries } = (await (await fetch(`${box()}/sandbox/journal?limit=1000`)).json()) as {
    entries: { path: string; request: string }[]
  }
  const calls = entries.filter(({ path }) => path.includes('/messages') || path.includes('/message_attachments'))
  expect(calls.length).toBeGreaterThan(5)
  expect(calls.filter(({ request }) => request.includes('"url"'))).toEqual([])
})

test('files that were brought outlive a reload with the words, and can be removed there', async () => {
  await choose(await photo('saddle.jpg', 230), PLAN)
  await untilReady(2)
  const kept = page.waitForResponse((response) => response.url().includes('/drafts/reply') && response.request().method() === 'PUT')
  await field().fill('One more thing.')
  await kept
  await page.reload()
  await untilReady(2)
  expect(await field().inputValue()).toBe('One more thing.')
  await keepPicture(page, 'files-restored')
  await form().getByRole('button', { name: 'Remove saddle.jpg' }).click()
  await form().getByRole('button', { name: 'Remove floor plan.pdf' }).click()
  await field().fill('')
  await page.reload()
  await field().waitFor()
  expect(await chosen().count()).toBe(0)
})

const names = async () => (await chosen().locator('p.ellipsis').allTextContents()).map((name) => name.split('.')[0] ?? '')

test('chosen files are put into another order by key and by drag; so they stand after a reload, and so they arrive', async () => {
  await choose(await photo('first.jpg', 250), PLAN, await photo('third.jpg', 260))
  await untilReady(3)
  const ordered = () =>
    page.waitForResponse((response) => response.url().includes('/file-order') && response.request().method() === 'PUT' && response.ok())
  const byKey = ordered()
  await form().getByRole('button', { name: 'Remove third.jpg' }).press('Alt+ArrowLeft')
  await byKey
  expect(await names()).toEqual(['first', 'third', 'floor plan'])
  await form().getByRole('button', { name: 'Remove third.jpg' }).and(page.locator(':focus')).waitFor()
  await form().getByText('Sends as 2 messages: 2 pictures, then a file.', { exact: false }).waitFor()
  const byDrag = ordered()
  await chosen().nth(2).dragTo(chosen().nth(0))
  await byDrag
  expect(await names()).toEqual(['floor plan', 'first', 'third'])
  const byButton = ordered()
  await form().getByRole('button', { name: 'Move third.jpg left' }).click()
  await byButton
  await expectWellInFourForms(page, 'files-in-order')
  await page.reload()
  await untilReady(3)
  expect(await names()).toEqual(['floor plan', 'third', 'first'])
  const before = (await onThePhone()).length
  await field().press('Control+Enter')
  await expect.poll(async () => (await onThePhone()).slice(before)).toEqual(['file', 'image + image'])
  await log().getByRole('button', { name: 'Picture 1 of 2: third.jpg' }).waitFor()
})

test('nothing broke in either page', () => {
  expect(journey.faults).toEqual([])
})
