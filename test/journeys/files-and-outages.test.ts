import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepPicture } from '#test/browser.ts'
import { ownPostgresOf, startDeskProcess } from '#test/desk-process.ts'
import { silence } from '#test/every-kind.ts'
import { startJourney, type Journey } from '#test/journey.ts'
import { photograph } from '#test/pictures.ts'
import { control, setUpAndConnect, uploadMedia, writeAs } from '#test/walk.ts'

/** Pictures and voice while the database is killed, the net is cut, and the desk is killed: each is there in the end, once, as a copy of this desk. */
let journey: Journey
let page: Page
let person: string

const log = () => page.getByRole('log')
const box = () => journey.desk.sandboxUrl

async function sendPictures(text: string, hues: readonly string[]): Promise<void> {
  const media = await Promise.all(
    hues.map(async (hue) => uploadMedia(box(), { name: 'hall.jpg', type: 'image/jpeg' }, await photograph(hue))),
  )
  await writeAs(box(), person, { text, attachments: media.map((media_id) => ({ type: 'image', media_id })) })
}

/** What stands in the conversation with these words. */
const message = (text: string): Locator => log().locator('.msg', { hasText: text })

/** All of them, loaded: up to four stand in the conversation itself. */
async function showsPictures(text: string, count: number): Promise<void> {
  const pictures = message(text).locator('.album img')
  const loaded = () =>
    pictures.evaluateAll((all) => all.filter((image) => (image as unknown as { naturalWidth: number }).naturalWidth > 0).length)
  await expect.poll(loaded, { timeout: 60_000 }).toBe(count)
  expect(await pictures.count()).toBe(count)
  expect(await message(text).count()).toBe(1)
  const sources = await pictures.evaluateAll((all) => all.map((image) => (image as unknown as { src: string }).src))
  expect(new Set(sources.map((address) => new URL(address).origin))).toEqual(new Set([journey.desk.url]))
}

/** The power of the desk's own PostgreSQL goes; the desk starts it again. */
async function killDatabase(): Promise<void> {
  const { postmaster } = await ownPostgresOf(journey.place.dataDir)
  process.kill(await postmaster(), 'SIGKILL')
}

beforeAll(async () => {
  journey = await startJourney({ ownPostgres: true })
  page = await journey.openPage()
  await setUpAndConnect(page, journey.desk.url)
  person = (await control<{ id: string }>(box(), 'people', { name: 'Noor van den Akker' })).id
  await writeAs(box(), person, { text: 'Hi! Is this the one with the rain cover?' })
  await page.goto(`${journey.desk.url}/tickets/all`)
  await page.locator('.row').first().click()
  await log().getByText('Is this the one').waitFor()
}, 180_000)

afterAll(() => journey?.close())

test('the database is killed while pictures and a voice come: each is there in the end, once', async () => {
  await sendPictures('Before the cut', ['#b9a88a', '#7d8f93'])
  await killDatabase()
  await sendPictures('During the cut', ['#8fa07d', '#5c6b70'])
  const media_id = await uploadMedia(box(), { name: 'voice.wav', type: 'audio/wav' }, silence(9))
  await writeAs(box(), person, { text: '', attachments: [{ type: 'audio', media_id }] })
  await showsPictures('Before the cut', 2)
  await showsPictures('During the cut', 2)
  await log().locator('.voice').waitFor({ timeout: 60_000 })
  expect(await log().locator('.voice').count()).toBe(1)
}, 180_000)

test('the net is cut while pictures come: the screen says so, and shows them when it is back', async () => {
  await page.context().setOffline(true)
  await page.getByText('Not connected.').waitFor()
  await sendPictures('Behind the cut', ['#a0522d'])
  await keepPicture(page, 'files-not-connected')
  // What cannot be fetched now is not called unplayable.
  await log().locator('.voice').getByRole('button', { name: 'Play' }).click()
  await page.getByText('The desk did not give the sound. Play it again in a moment.').waitFor()
  await page.context().setOffline(false)
  await page.getByText('Not connected.').waitFor({ state: 'detached' })
  await showsPictures('Behind the cut', 1)
  await log().locator('.voice').getByRole('button', { name: 'Play' }).click()
  await log().locator('.voice').getByRole('button', { name: 'Pause' }).waitFor()
}, 120_000)

test('a picture that did not come while the desk was away comes when it is back, without a reload', async () => {
  let isAway = true
  await page.route('**/api/v1/files/**', (route) => (isAway ? route.abort('connectionrefused') : route.continue()))
  const isMissing = page.waitForEvent('requestfailed', (request) => request.url().includes('/api/v1/files/'))
  await sendPictures('Into nothing', ['#2e8b57'])
  await message('Into nothing').locator('.album img').waitFor()
  await isMissing
  isAway = false
  await showsPictures('Into nothing', 1)
  await page.unroute('**/api/v1/files/**')
})

test('the desk is killed while it fetches pictures: after its start it fetches the rest, each once', async () => {
  const hues = ['#111', '#333', '#555', '#777']
  await sendPictures('Four of the hall', hues)
  await message('Four of the hall').waitFor()
  // The sandbox goes with the desk, and Facebook would not: it has written down what it is asked for again.
  const world = join(journey.place.dataDir, 'sandbox-world.json')
  await expect.poll(async () => (await readFile(world, 'utf8')).includes('Four of the hall')).toBe(true)
  await journey.desk.kill()
  journey.desk = await startDeskProcess(journey.place)
  await page.getByText('Not connected.').waitFor({ state: 'detached', timeout: 60_000 })
  await showsPictures('Four of the hall', hues.length)
  await keepPicture(page, 'files-after-kill')
  expect(journey.faults).toEqual([])
}, 180_000)
