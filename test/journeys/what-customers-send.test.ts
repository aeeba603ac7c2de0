import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from '#test/accessible.ts'
import { keepPicture } from '#test/browser.ts'
import { FULL_PAGE } from '#test/cast.ts'
import { silence } from '#test/every-kind.ts'
import { startJourney, type Journey } from '#test/journey.ts'
import { photograph } from '#test/pictures.ts'
import { control, setUpAndConnect, uploadMedia } from '#test/walk.ts'

/** From a customer's phone to the screen: what is sent in the sandbox is shown in the desk as it comes, with the desk's own copies. */
let journey: Journey
let page: Page
let person: string

const log = () => page.getByRole('log')

async function send(message: object): Promise<{ readonly mid: string }> {
  return await control(journey.desk.sandboxUrl, 'messages', { page_id: FULL_PAGE, person_id: person, ...message })
}

function upload(name: string, type: string, bytes: Uint8Array): Promise<string> {
  return uploadMedia(journey.desk.sandboxUrl, { name, type }, bytes)
}

beforeAll(async () => {
  journey = await startJourney()
  page = await journey.openPage()
  await setUpAndConnect(page, journey.desk.url)
  person = (await control<{ id: string }>(journey.desk.sandboxUrl, 'people', { name: 'Noor van den Akker' })).id
  await send({ text: 'Hi! Is this the one with the rain cover?' })
  await page.goto(`${journey.desk.url}/tickets/all`)
  await page.locator('.row').first().click()
  await log().getByText('Is this the one').waitFor()
}, 180_000)

afterAll(() => journey?.close())

test('pictures appear by themselves, and open', async () => {
  const media = await Promise.all(
    ['#b9a88a', '#7d8f93', '#8fa07d'].map(async (hue) => upload('hall.jpg', 'image/jpeg', await photograph(hue))),
  )
  await send({ text: 'Would it fit here?', attachments: media.map((media_id) => ({ type: 'image', media_id })) })
  await log().getByText('Would it fit here?').waitFor()
  await page.locator('.row').getByText('3 pictures: “Would it fit here?”').waitFor()
  await log()
    .getByRole('button', { name: /^Picture 1 of 3/ })
    .click()
  const shot = page.getByRole('dialog').locator('.lb-shot')
  await expect.poll(() => shot.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth)).toBe(1200)
  await keepPicture(page, 'sent-lightbox')
  await page.keyboard.press('Escape')
})

test('a sound, a file, an answer, a place, a tap and a sticker are shown as what they are', async () => {
  const sound = await upload('voice.wav', 'audio/wav', silence(9))
  await send({ attachments: [{ type: 'audio', media_id: sound }] })
  await log().locator('.voice').waitFor()
  const contract = await upload('Leasecontract.pdf', 'application/pdf', Buffer.from('%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n'))
  await send({ attachments: [{ type: 'file', media_id: contract }] })
  await log().getByRole('link', { name: /PDF/ }).waitFor()
  const { mid } = await send({ text: 'The blue one' })
  await send({ text: 'That one I mean', reply_to: mid })
  await log().getByRole('button', { name: 'Noor: The blue one' }).press('Enter')
  await expect.poll(() => page.evaluate('document.activeElement.textContent')).toContain('The blue one')
  await send({ text: 'Test ride', quick_reply: { payload: 'TEST_RIDE' } })
  await log().getByText('Tapped a quick reply').waitFor()
  await page.locator('.row').getByText('Tapped “Test ride”').waitFor()
  await send({ sticker_id: '369239263222822' })
  await log().locator('img.sticker').waitFor()
  await page.locator('.row').getByText('Sticker').waitFor()
  await expectAccessible(page, 'what customers send')
  await keepPicture(page, 'sent-kinds')
})

test('while the store of files is away a picture waits and the text does not; a banner tells administrators, and both end by themselves', async () => {
  const files = join(journey.place.dataDir, 'files')
  await rename(files, `${files}-away`)
  await writeFile(files, 'no folder')
  const media_id = await upload('door.jpg', 'image/jpeg', await photograph('#5c6b70'))
  await send({ text: 'And this is the door.', attachments: [{ type: 'image', media_id }] })
  await log().getByText('And this is the door.').waitFor()
  const banner = page.getByRole('alert').filter({ hasText: 'The storage for files does not answer.' })
  await banner.getByText('1 file waits since').waitFor()
  await log().getByText('Waiting: this desk’s storage does not answer.').waitFor()
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await expectAccessible(page, `storage away, ${width}, ${colorScheme}`)
      await keepPicture(page, `storage-away-${width}-${colorScheme}`)
    }
    await expectNoSidewaysScroll(page, `storage away, ${width}`)
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 1440, height: 900 })
  await rm(files)
  await rename(`${files}-away`, files)
  await banner.waitFor({ state: 'detached', timeout: 90_000 })
  await log().getByText('Waiting: this desk’s storage').waitFor({ state: 'detached' })
}, 180_000)

test('each file of the phone is kept and shown as what it is', async () => {
  const phone = await journey.openPage()
  await phone.goto(`${journey.desk.sandboxUrl}/sandbox`)
  await phone.getByTestId(`person-${person}`).click()
  const tray = phone.locator('#phone .tray')
  const tap = async (group: string, name: string) => {
    await phone.locator('#phone').getByRole('button', { name: group, exact: true }).click()
    await tray.getByRole('button', { name, exact: true }).click()
    await tray.waitFor({ state: 'detached' })
  }
  await tap('More', 'GIF')
  await tap('More', 'WebP')
  await tap('More', 'Video')
  await tap('More', 'M4A')
  await tap('More', 'ZIP')
  await tap('Voice note', '0:41')
  await tap('More', 'Poll')
  await page.locator('.row').getByText('Message that only Messenger shows').waitFor()
  await log().locator('.voice').getByText('0:41').waitFor()
  await log()
    .getByRole('button', { name: /^Play video, 0:04/ })
    .waitFor()
  await log()
    .getByRole('link', { name: /photos\.zip/ })
    .waitFor()
  const widths = `[...document.querySelectorAll('[role=log] img')].map((image) => image.naturalWidth)`
  await expect.poll(async () => (await page.evaluate<number[]>(widths)).every((width) => width > 0)).toBe(true)
  await phone.close()
})

test('B25: every picture on the screen, of people too, is a copy of this desk', async () => {
  const sources = await page.evaluate<string[]>(`[...document.querySelectorAll('img, video, audio')].map(({ src }) => src)`)
  expect(sources.length).toBeGreaterThan(4)
  expect(sources.filter((address) => new URL(address).origin !== journey.desk.url)).toEqual([])
  expect(journey.faults).toEqual([])
})
