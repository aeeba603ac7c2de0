import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from '#test/accessible.ts'
import { keepPicture, openLargeText } from '#test/browser.ts'
import { drawnPicture, everyKind, LAST, silence } from '#test/every-kind.ts'
import { startJourney, type Journey } from '#test/journey.ts'
import { control, setUpAndConnect, writeAs } from '#test/walk.ts'

/** How each kind of message is shown, with answers of the desk that hold them all: by eye, by ear, by the keyboard alone. */
let journey: Journey
let page: Page

const log = () => page.getByRole('log')
const box = () => page.getByRole('dialog', { name: /^Picture/ })

beforeAll(async () => {
  journey = await startJourney()
  page = await journey.openPage()
  await setUpAndConnect(page, journey.desk.url)
  const { id } = await control<{ id: string }>(journey.desk.sandboxUrl, 'people', { name: 'Noor van den Akker' })
  await writeAs(journey.desk.sandboxUrl, id, { text: 'Hello' })
  await stub(page)
  await page.goto(`${journey.desk.url}/tickets/all`)
  await page.locator('.row').first().click()
  await log().getByText('Shall I bring the measurements?').waitFor()
}, 180_000)

afterAll(() => journey?.close())

async function stub(seen: Page): Promise<void> {
  await seen.route(/\/api\/v1\/tickets\/[^/]+\/messages\?/, async (route) => {
    const ticketId = new URL(route.request().url()).pathname.split('/')[4] ?? ''
    await route.fulfill({ json: { messages: everyKind({ ticketId, now: new Date() }), previousCursor: null } })
  })
  await seen.route(/\/messages\/[^/]+\/raw$/, (route) =>
    route.fulfill({ json: { label: 'coupon', raw: '{"coupon_code":"NOV10"}', length: 23, isWhole: true } }),
  )
  await seen.route(/\/api\/v1\/files\//, (route) => {
    const scene = new URL(route.request().url()).pathname.split('/').at(-1) ?? ''
    if (scene === 'sound') {
      return route.fulfill({ contentType: 'audio/wav', body: silence(41) })
    }
    const { type, body } = drawnPicture(scene)
    return route.fulfill({ contentType: type, body })
  })
}

test('every kind and state is accessible and fits, in both themes, wide and narrow', async () => {
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 5400 })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await expectAccessible(page, `every kind, ${width}, ${colorScheme}`)
      await keepPicture(page, `kinds-${width}-${colorScheme}`)
    }
    await expectNoSidewaysScroll(page, `every kind, ${width}`)
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 1440, height: 900 })
}, 180_000)

test('every kind fits with text of twice the size', async () => {
  const large = await openLargeText({ width: 1440, height: 6000 })
  onTestFinished(large.close)
  await large.page.context().addCookies(await page.context().cookies())
  await stub(large.page)
  await large.page.goto(page.url())
  await large.page.getByRole('log').getByText('Shall I bring the measurements?').waitFor()
  await expectAccessible(large.page, 'every kind, large text')
  await expectNoSidewaysScroll(large.page, 'every kind, large text')
  await keepPicture(large.page, 'kinds-large-text')
}, 120_000)

test('a Page that Facebook blocked says so on its card, and since when', async () => {
  const seen = await page.context().newPage()
  onTestFinished(() => seen.close())
  const [since, before] = [new Date(Date.now() - 3_600_000), new Date(Date.now() - 5 * 86_400_000)].map((at) => at.toISOString())
  await seen.route(/\/api\/v1\/channels$/, async (route) => {
    const answer = (await (await route.fetch()).json()) as { channels: object[] }
    const problems = [
      { kind: 'warned', reason: 'Too many people reported messages of this Page.', since: before, mendedAt: before },
      { kind: 'sending-blocked', reason: 'The Page sends too many messages that people block.', since, mendedAt: null },
    ]
    await route.fulfill({ json: { channels: answer.channels.map((channel) => ({ ...channel, problems })) } })
  })
  await seen.goto(`${journey.desk.url}/settings/channels`)
  await seen.getByText('Blocked by Facebook').waitFor()
  await seen.getByText('Facebook warned this Page on').waitFor()
  expect(await seen.getByRole('button', { name: 'Reconnect' }).count()).toBe(0)
  for (const [width, colorScheme] of [
    [1440, 'light'],
    [390, 'dark'],
  ] as const) {
    await seen.setViewportSize({ width, height: 900 })
    await seen.emulateMedia({ colorScheme })
    await expectAccessible(seen, `a blocked Page, ${width}`)
    await expectNoSidewaysScroll(seen, `a blocked Page, ${width}`)
    await keepPicture(seen, `channel-blocked-${width}-${colorScheme}`)
  }
}, 60_000)

test('no picture, film or sound comes from anywhere but this desk', async () => {
  const sources = await page.evaluate<string[]>(
    `[...document.querySelectorAll('.thread :is(.body, .origin) :is(img, video, audio)')].map(({ src }) => src)`,
  )
  expect(sources.length).toBeGreaterThan(15)
  expect(sources.filter((address) => new URL(address).origin !== journey.desk.url)).toEqual([])
})

test('a picture is looked at by the keyboard alone: opened, turned, zoomed, moved, closed, and the focus is back on it', async () => {
  const tile = log().getByRole('button', { name: 'Picture 1 of 3: IMG_2101.jpg' })
  await tile.focus()
  await page.keyboard.press('Enter')
  await box().waitFor()
  await expect.poll(() => page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('Close')
  await expectAccessible(page, 'lightbox')
  await page.keyboard.press('ArrowRight')
  await page.getByRole('dialog', { name: 'Picture 2 of 3 from Noor van den Akker' }).waitFor()
  // It is zoomed once it is there.
  await box().locator('.lb-shot').waitFor()
  await page.keyboard.press('+')
  await box().getByText('150%').waitFor()
  const where = () =>
    box()
      .locator('.lb-shot')
      .evaluate((shot) => (shot as unknown as { style: { transform: string } }).style.transform)
  const before = await where()
  await page.keyboard.press('Shift+ArrowRight')
  await expect.poll(where).not.toBe(before)
  await keepPicture(page, 'lightbox-1440')
  for (const _step of Array.from({ length: 9 })) {
    await page.keyboard.press('+')
  }
  await box().getByText('500%').waitFor()
  await page.keyboard.press('0')
  await box().getByText('100%').waitFor()
  const focusable = await box().locator('button, a[href]').count()
  for (const _step of Array.from({ length: focusable + 2 })) {
    await page.keyboard.press('Tab')
  }
  expect(await page.evaluate('document.activeElement.closest("[role=dialog]") !== null')).toBe(true)
  await page.keyboard.press('Escape')
  await box().waitFor({ state: 'detached' })
  expect(await tile.evaluate((button) => button.matches(':focus'))).toBe(true)
})

test('a picture is zoomed by the wheel and dragged by the pointer; on a phone the pictures still turn', async () => {
  await log().getByRole('button', { name: 'Picture 4 of 7, and 3 more' }).click()
  const shot = box().locator('.lb-shot')
  await shot.waitFor()
  await page.mouse.move(700, 400)
  await page.mouse.wheel(0, -400)
  await expect.poll(() => box().locator('output').textContent()).not.toBe('100%')
  const at = () => shot.evaluate((element) => element.getBoundingClientRect().x)
  const before = await at()
  await page.mouse.down()
  await page.mouse.move(640, 400, { steps: 4 })
  await page.mouse.up()
  await expect.poll(async () => Math.round((await at()) - before)).toBe(-60)
  await page.setViewportSize({ width: 390, height: 844 })
  await box().getByRole('button', { name: 'Next picture' }).click()
  await page.getByRole('dialog', { name: 'Picture 5 of 7 from Noor van den Akker' }).waitFor()
  await expectAccessible(page, 'lightbox, phone')
  expect(await page.evaluate('document.querySelector(".lb-frame").getBoundingClientRect().width')).toBe(390)
  await keepPicture(page, 'lightbox-390')
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.keyboard.press('Escape')
  await box().waitFor({ state: 'detached' })
})

test('a quote leads to its message, which takes the focus', async () => {
  await log().getByRole('button', { name: 'Maja: How wide is the place where it would live?' }).click()
  await expect.poll(() => page.evaluate('document.activeElement.textContent')).toContain('How wide is the place')
  await keepPicture(page, 'kinds-jumped')
})

test('wordings, and what could not be read, are one press away', async () => {
  await log().getByRole('button', { name: 'Show history' }).press('Enter')
  await log().getByRole('list', { name: 'Wordings, the newest first' }).getByText('About 80 at the door.').waitFor()
  await log().getByRole('button', { name: 'Show raw' }).press('Enter')
  await log().getByText('NOV10').waitFor()
  await log().getByRole('button', { name: 'Copy', exact: true }).waitFor()
  await expectAccessible(page, 'history and raw')
})

test('a voice message is played, and faster; what this browser cannot play is a file', async () => {
  const voice = log().getByRole('group', { name: 'Voice message, 0:41' })
  await voice.getByRole('button', { name: 'Speed 1×' }).press('Enter')
  await voice.getByRole('button', { name: 'Speed 1.5×' }).waitFor()
  await voice.getByRole('button', { name: 'Play' }).press('Enter')
  await expect.poll(() => voice.locator('audio').evaluate((sound) => (sound as { played?: { length: number } }).played?.length)).toBe(1)
  await log().getByText('AMR · 0:09 · 410 kB · this browser can’t play it').waitFor()
  await log().getByRole('button', { name: 'Play video, 0:38' }).press('Enter')
  await log().getByText('MP4 · 0:38 · 8.4 MB · this browser can’t play it').waitFor()
})

test('the row of the list says what came, in words', async () => {
  for (const { text, summary, words } of LAST) {
    await page.route(/\/api\/v1\/tickets\?/, async (route) => {
      const answer = await route.fetch()
      const { tickets, ...more } = (await answer.json()) as { tickets: { lastMessage: object }[] }
      const changed = tickets.map((ticket) => ({ ...ticket, lastMessage: { ...ticket.lastMessage, text, summary } }))
      await route.fulfill({ json: { ...more, tickets: changed } })
    })
    await page.goto(`${journey.desk.url}/tickets/all`)
    await page.locator('.row').getByText(words).waitFor()
    await page.unrouteAll({ behavior: 'wait' })
  }
  await keepPicture(page, 'kinds-row')
  expect(journey.faults).toEqual([])
})
