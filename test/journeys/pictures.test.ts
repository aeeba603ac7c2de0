import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from '#test/accessible.ts'
import { keepPicture } from '#test/browser.ts'
import { FULL_PAGE } from '#test/cast.ts'
import { startJourney, type Journey } from '#test/journey.ts'
import { picture } from '#test/pictures.ts'
import { control, setUpAndConnect } from '#test/walk.ts'

/** A picture in a public answer, from the agent's hand to the wall, with the web as it is built. */
let journey: Journey
let page: Page
let agent: BrowserContext
let commentId = ''

const OAK = { name: 'oak bench.jpg', mimeType: 'image/jpeg', buffer: await picture(900, 600).jpeg().toBuffer() }
const box = () => journey.desk.sandboxUrl
const log = () => page.getByRole('log')
const field = () => page.getByRole('textbox', { name: /^Public reply/ })
const form = () => page.getByRole('form', { name: 'Reply' })
const choose = (file: { name: string; mimeType: string; buffer: Buffer }) =>
  page.locator('.composer input[type="file"]').setInputFiles(file)

type Shown = {
  readonly parent_id?: string | null
  readonly message: string
  readonly media: { readonly url: string } | null
  readonly comments?: Shown[]
}

/** What the Page answered on the wall. */
async function answers(): Promise<readonly Shown[]> {
  const { posts } = (await (await fetch(`${box()}/sandbox/wall/${FULL_PAGE}`)).json()) as { posts: Shown[] }
  return posts.flatMap(({ comments = [] }) => comments).filter(({ parent_id }) => parent_id === commentId)
}

/** As somebody pastes it, or lets it fall. Runs in the browser. */
const BRING = `(element, { how, name, mimeType, bytes }) => {
  const data = new DataTransfer()
  data.items.add(new File([Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))], name, { type: mimeType }))
  const common = { bubbles: true, cancelable: true }
  if (how === 'paste') {
    element.dispatchEvent(new ClipboardEvent('paste', { ...common, clipboardData: data }))
  } else {
    element.dispatchEvent(new DragEvent('dragover', { ...common, dataTransfer: data }))
    element.dispatchEvent(new DragEvent('drop', { ...common, dataTransfer: data }))
  }
}`

async function bring(how: 'paste' | 'drop', { name, mimeType, buffer }: typeof OAK): Promise<void> {
  const given = JSON.stringify({ how, name, mimeType, bytes: buffer.toString('base64') })
  await page.evaluate(`(${BRING})(document.querySelector('.composer textarea'), ${given})`)
}

beforeAll(async () => {
  journey = await startJourney()
  page = await journey.openPage()
  agent = page.context()
  await setUpAndConnect(page, journey.desk.url)
  const nora = await control<{ id: string }>(box(), 'people', { name: 'Nora Quist' })
  const said = { page_id: FULL_PAGE, kind: 'photo', message: 'The new garden furniture is here' }
  const post = await control<{ id: string }>(box(), 'posts', said)
  commentId = (await control<{ id: string }>(box(), 'comments', { object_id: post.id, person_id: nora.id, message: 'How does it look?' }))
    .id
  await page.goto(`${journey.desk.url}/tickets/all`)
  await page.locator('.row', { hasText: 'How does it look?' }).click()
  await log().getByText('How does it look?').waitFor()
}, 180_000)

afterAll(() => journey?.close())

test('which pictures can be sent is said before one is chosen; one alone is a reply', async () => {
  await form().getByRole('button', { name: 'Add a picture: JPEG, PNG or GIF, up to 10 MB' }).waitFor()
  expect(
    await form()
      .getByRole('button', { name: /^Reply publicly/ })
      .isDisabled(),
  ).toBe(true)
  await choose(OAK)
  // The first is looked at by a process that has to start.
  await form()
    .getByText(/^Ready · /)
    .waitFor({ timeout: 60_000 })
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await expectAccessible(page, `a picture in the composer, ${colorScheme}`)
    await keepPicture(page, `picture-chosen-${colorScheme}`)
  }
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(page, 'a picture in the composer, 390 wide')
  await keepPicture(page, 'picture-chosen-390')
  // What is answered stays to be read while one writes.
  expect((await log().boundingBox())?.height).toBeGreaterThan(220)
  await log().focus()
  const posted = page.getByRole('region', { name: 'Post' }).getByRole('button', { name: /^Picture/ })
  expect((await posted.boundingBox())?.height).toBeGreaterThan(50)
  await keepPicture(page, 'picture-chosen-390-reading')
  await field().focus()
  await page.setViewportSize({ width: 1440, height: 900 })
  await form()
    .getByRole('button', { name: /^Reply publicly/ })
    .click()
  await log().getByRole('button', { name: 'Picture 1 of 1: oak bench.jpg' }).waitFor()
  await log()
    .getByText(/^Posted\b/)
    .waitFor()
  await expect
    .poll(async () => (await answers()).map(({ message, media }) => ({ message, isPicture: media !== null })))
    .toEqual([{ message: '', isPicture: true }])
  expect(await form().locator('.chosen').count()).toBe(0)
})

test('the copy that Facebook tells back doubles nothing, and the line keeps its picture', async () => {
  await expect.poll(async () => ((await (await fetch(`${box()}/sandbox/webhooks`)).json()) as { waiting: unknown[] }).waiting).toEqual([])
  await page.reload()
  const shown = log().getByRole('button', { name: 'Picture 1 of 1: oak bench.jpg' })
  await shown.waitFor()
  expect(
    await log()
      .getByRole('button', { name: /^Picture/ })
      .count(),
  ).toBe(1)
  await expect
    .poll(() => shown.locator('img').evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth))
    .toBeGreaterThan(0)
  await keepPicture(page, 'picture-posted')
  const row = page.locator('.row').first()
  expect(await row.innerText()).toMatch(/You:\s*(?:1 )?[Pp]icture/u)
})

/** That the desk was told to remove a picture, and did. */
const removal = async () => (await page.waitForResponse((response) => response.request().method() === 'DELETE')).status()

test('a picture that is replaced or removed goes from the desk, too', async () => {
  await choose(OAK)
  await form()
    .getByText(/^Ready · /)
    .waitFor()
  const replaced = removal()
  await choose({ ...OAK, name: 'other.jpg' })
  expect(await replaced).toBe(204)
  await form()
    .getByText(/^Ready · /)
    .waitFor()
  const removed = removal()
  await form().getByRole('button', { name: 'Remove other.jpg' }).click()
  expect(await removed).toBe(204)
})

test('while the picture of the post is still fetched, the ticket is there all the same', async () => {
  const isPost = /\/channels\/[^/]+\/posts\/[^/?]+$/u
  await page.route(isPost, async (route) => {
    const response = await route.fetch()
    const post = (await response.json()) as { parts: object[] }
    const parts = post.parts.map((part) => ({ ...part, state: 'waiting', url: null, previewUrl: null }))
    await route.fulfill({ response, json: { ...post, parts } })
  })
  await page.reload()
  await page.getByRole('region', { name: 'Post', exact: true }).getByText('Downloading…').waitFor()
  await log().getByText('How does it look?').waitFor()
  // One that is still being answered is waited for.
  await page.unrouteAll({ behavior: 'wait' })
})

test('pasted and dropped it is the same; what cannot be sent is said, and the words stay', async () => {
  await field().fill('It looks like this.')
  await bring('paste', OAK)
  await form()
    .getByText(/^Ready · /)
    .waitFor()
  await form().getByRole('button', { name: 'Remove oak bench.jpg' }).click()
  expect(await form().locator('.chosen').count()).toBe(0)
  await bring('drop', { ...OAK, name: 'film.mp4', mimeType: 'video/mp4' })
  await form().getByText('“film.mp4” can’t be sent here. Facebook takes JPEG, PNG or GIF, up to 10 MB.').waitFor()
  expect(await form().getByRole('button', { name: 'Try again' }).count()).toBe(0)
  await bring('drop', { ...OAK, buffer: Buffer.from('<!doctype html><script>alert(1)</script>') })
  await form()
    .getByText(/^“oak bench.jpg” is of another kind than its name says/u)
    .waitFor()
  expect(await form().getByRole('button', { name: 'Try again' }).count()).toBe(0)
  expect(
    await form()
      .getByRole('button', { name: /^Reply publicly/ })
      .isDisabled(),
  ).toBe(true)
  await keepPicture(page, 'picture-refused')
  await form().getByRole('button', { name: 'Remove oak bench.jpg' }).click()
  expect(await field().inputValue()).toBe('It looks like this.')
})

test('an upload can be cancelled while it runs, and goes on while one looks elsewhere', async () => {
  let isAsked = false
  await page.route('**/files?name=*', () => {
    isAsked = true
  })
  await choose(OAK)
  await form().getByRole('progressbar', { name: 'Uploading oak bench.jpg' }).waitFor()
  await expect.poll(() => isAsked).toBe(true)
  expect(
    await form()
      .getByRole('button', { name: /^Reply publicly/ })
      .isDisabled(),
  ).toBe(true)
  await keepPicture(page, 'picture-uploading')
  await page.getByRole('link', { name: 'Mine' }).click()
  await page.goBack()
  await form().getByRole('button', { name: 'Cancel the upload of oak bench.jpg' }).click()
  expect(await form().locator('.chosen').count()).toBe(0)
  expect(await field().inputValue()).toBe('It looks like this.')
  await page.unroute('**/files?name=*')
})

test('a connection that is lost while a picture is on its way costs neither: it is tried again, and goes with the words', async () => {
  await agent.setOffline(true)
  await choose(OAK)
  await form()
    .getByText(/^The upload of “oak bench.jpg” stopped at \d+%\. Your text is kept\.$/u)
    .waitFor()
  await keepPicture(page, 'picture-not-reached')
  await agent.setOffline(false)
  await form().getByRole('button', { name: 'Try again' }).click()
  await form()
    .getByText(/^Ready · /)
    .waitFor()
  await field().press('Control+Enter')
  await log().getByText('It looks like this.').waitFor()
  await expect
    .poll(async () => (await answers()).map(({ message, media }) => ({ message, isPicture: media !== null })))
    .toEqual([
      { message: '', isPicture: true },
      { message: 'It looks like this.', isPicture: true },
    ])
})

test('a reply with a picture that waits in the browser shows it, and goes once', async () => {
  await choose(OAK)
  await form()
    .getByText(/^Ready · /)
    .waitFor()
  await agent.setOffline(true)
  await field().fill('And from the side.')
  await field().press('Control+Enter')
  await log().getByText('Waits in this browser. Sends when you are connected again.').waitFor()
  const waiting = log()
    .locator('.msg', { hasText: 'And from the side.' })
    .getByRole('button', { name: /^Picture 1 of 1/ })
  // What cannot be fetched just now is a plain ground, and no sign that something is broken.
  await waiting.locator('img[data-missing]').waitFor({ state: 'attached' })
  await keepPicture(page, 'picture-waits')
  expect(await page.evaluate("getComputedStyle(document.querySelector('img[data-missing]')).opacity")).toBe('0')
  await agent.setOffline(false)
  await log()
    .locator('.msg', { hasText: 'And from the side.' })
    .getByText(/^Posted\b/)
    .waitFor()
  await log().locator('.msg', { hasText: 'And from the side.' }).locator('img:not([data-missing])').waitFor()
  expect((await answers()).filter(({ message }) => message === 'And from the side.')).toHaveLength(1)
})

test('among the posts a picture goes with an answer as in the ticket', async () => {
  await page.goto(`${journey.desk.url}/posts`)
  await page.getByText('The new garden furniture is here').first().click()
  await page.locator('.comment', { hasText: 'How does it look?' }).getByRole('button', { name: 'Reply', exact: true }).click()
  await choose(OAK)
  await form()
    .getByText(/^Ready · /)
    .waitFor()
  await keepPicture(page, 'picture-among-posts')
  await field().fill('And from behind.')
  await field().press('Control+Enter')
  await expect.poll(async () => (await answers()).find(({ message }) => message === 'And from behind.')?.media ?? null).not.toBe(null)
})

test('on Facebook’s wall the picture stands below the words', async () => {
  const wall = await journey.openPage()
  await wall.goto(`${box()}/sandbox`)
  await wall.getByRole('tab', { name: 'Wall' }).first().click()
  await wall.getByText('It looks like this.').first().waitFor()
  await keepPicture(wall, 'picture-on-the-wall')
})

test('nothing broke in any page', () => {
  expect(journey.faults).toEqual([])
})
