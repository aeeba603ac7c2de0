import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from '#test/accessible.ts'
import { keepPicture, openLargeText } from '#test/browser.ts'
import { startJourney, type Journey } from '#test/journey.ts'
import { control, setUpAndConnect, writeAs } from '#test/walk.ts'

/**
 * Who wrote: an agent writes how a client is reached, finds that two clients are one person, takes it back, and splits them later; a
 * colleague's browser sees it all at once. Each test rests on the one before.
 */
let journey: Journey
let page: Page
let colleague: Page

const panel = (seen: Page = page) => seen.getByRole('complementary', { name: 'Client' })
const row = (name: string, seen: Page = page) => seen.locator('.row', { hasText: name })
const button = (name: string | RegExp) => panel().getByRole('button', { name })
const focused = () => page.evaluate<string>(`document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent`)

async function newPerson(name: string, text: string, more: object = {}): Promise<void> {
  const { id } = await control<{ id: string }>(journey.desk.sandboxUrl, 'people', { name })
  await writeAs(journey.desk.sandboxUrl, id, { text, ...more })
  await page.locator('.row', { hasText: name }).waitFor()
}

async function lookAt(name: string): Promise<void> {
  // Behind the colleague's tab it would be drawn once a second.
  await page.bringToFront()
  for (const [width, colorScheme] of [
    [1440, 'light'],
    [1440, 'dark'],
    [1024, 'dark'],
    [390, 'light'],
  ] as const) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme })
    await panel().waitFor()
    // A drawer that opens takes the focus, and a button that has it shows its tooltip outside of all regions.
    await page.evaluate('document.activeElement.blur()')
    await page.getByRole('tooltip').waitFor({ state: 'detached' })
    if (width === 1440 || colorScheme === 'light') {
      await expectAccessible(page, `${name}, ${width} ${colorScheme}`)
    }
    await expectNoSidewaysScroll(page, `${name}, ${width} wide`)
    await keepPicture(page, `clients-${name}-${width}-${colorScheme}`)
  }
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.emulateMedia({ colorScheme: 'light' })
}

beforeAll(async () => {
  journey = await startJourney()
  page = await journey.openPage()
  await setUpAndConnect(page, journey.desk.url)
  await page.goto(`${journey.desk.url}/tickets/all`)
  const ad = { source: 'ADS', type: 'OPEN_THREAD', ad_id: '77', ads_context_data: { ad_title: 'Cargo bikes for city families' } }
  await newPerson('Noor vdA', 'Is there a third seat?', { referral: { ...ad, ref: 'autumn' } })
  await newPerson('N. Akker', 'It is me, from my other account')
  await newPerson('Noor Akkerman', 'Somebody else')
  colleague = journey.watch(await page.context().newPage())
  await colleague.goto(`${journey.desk.url}/tickets/all`)
  await row('N. Akker', colleague).waitFor()
}, 180_000)

afterAll(() => journey?.close())

test('a wrong number and a wrong address are refused at their fields, and what is right is saved by keyboard alone', async () => {
  await row('Noor vdA').click()
  // On a phone and as a drawer the panel is opened by its key, and stays open from here on.
  await page.getByText('Known as').waitFor()
  await panel().getByText('Ad “Cargo bikes for city families”').waitFor()
  await page.keyboard.press('o')
  await page.keyboard.press('o')
  await button('Edit name, phone and e-mail').focus()
  await page.keyboard.press('Enter')
  await expect.poll(focused).toBe('')
  await panel().getByLabel('Name').fill('Noor van den Akker')
  await panel().getByLabel('Phone').fill('ask her')
  await panel().getByRole('textbox', { name: 'E-mail' }).fill('noor.akker@example')
  await page.keyboard.press('Control+Enter')
  await panel().getByText('Enter a whole e-mail address, like name@example.com.').waitFor()
  await panel().getByRole('textbox', { name: 'E-mail' }).fill('noor.akker@example.org')
  await page.keyboard.press('Control+Enter')
  await panel().getByText('Enter a phone number in digits, like +49 30 901820.').waitFor()
  await expect
    .poll(() =>
      panel()
        .getByLabel('Phone')
        .evaluate((field) => field === field.ownerDocument.activeElement),
    )
    .toBe(true)
  await lookAt('details-refused')
  await panel().getByLabel('Phone').fill('+31 6 5550 1147')
  await page.keyboard.press('Control+Enter')
  await panel().getByText('+31 6 5550 1147').waitFor()
  await row('Noor van den Akker').waitFor()
  await row('Noor van den Akker', colleague).waitFor()
  await lookAt('card')
}, 240_000)

test('going back to Facebook’s name, and Escape leaves the form and nothing else', async () => {
  await button('Edit name, phone and e-mail').press('Enter')
  await panel().getByText('On Facebook: Noor vdA').waitFor()
  await button('Use Facebook’s name').press('Enter')
  await page.keyboard.press('Escape')
  await button('Edit name, phone and e-mail').waitFor()
  await panel().getByRole('heading', { name: 'Noor van den Akker' }).waitFor()
})

test('two clients are merged in two steps: found by a word, swapped and swapped again, and seen everywhere at once', async () => {
  await button('Merge with…').press('Enter')
  const search = panel().getByRole('searchbox')
  await expect.poll(() => search.evaluate((field) => field === field.ownerDocument.activeElement)).toBe(true)
  await page.keyboard.type('nobody of this name')
  await panel().getByText('No other client matches “nobody of this name”.').waitFor()
  await search.fill('akker')
  await panel().getByText('2 clients match.').waitFor()
  await panel()
    .getByRole('radio', { name: /^N\. Akker/ })
    .press('Space')
  await expect.poll(() => panel().locator('.cand img').count()).toBe(2)
  await lookAt('merge-choice')
  await search.press('Enter')
  await panel().getByText('step 2 of 2').waitFor()
  await panel().getByText('stays · 1 ticket').waitFor()
  await button('Swap which one stays').press('Enter')
  await expect.poll(() => panel().locator('.party[data-stays] b').innerText()).toBe('N. Akker')
  await button('Swap which one stays').press('Enter')
  expect(await panel().locator('.party img').count()).toBe(2)
  await lookAt('merge-preview')
  await button('Merge').press('Enter')
  await panel().getByText('Merged with N. Akker.').waitFor()
  await expect.poll(focused).toMatch(/^Undo/)
  await lookAt('merged')
  await expect.poll(() => row('Noor van den Akker').count()).toBe(2)
  await expect.poll(() => row('Noor van den Akker', colleague).count()).toBe(2)
  await panel()
    .getByRole('link', { name: /It is me, from my other account/ })
    .waitFor()
}, 240_000)

test('Undo takes it back by its key', async () => {
  await page.locator('.conv-head h2').focus()
  await page.keyboard.press('z')
  await panel().getByText('Merged with').waitFor({ state: 'detached' })
  await row('N. Akker').waitFor()
  await row('N. Akker', colleague).waitFor()
  expect(await button(/^Split off/).count()).toBe(0)
})

test('merged again and split later, from the ticket of who joined: each has what they had, and Undo is there once more', async () => {
  await button('Merge with…').press('Enter')
  await panel().getByRole('searchbox').fill('n. akker')
  await panel()
    .getByRole('radio', { name: /^N\. Akker/ })
    .press('Space')
  await button('Preview').press('Enter')
  await button('Merge').press('Enter')
  await panel().getByText('Merged with N. Akker.').waitFor()
  await page.locator('.row', { hasText: 'It is me, from my other account' }).click()
  await panel().getByRole('heading', { name: 'Noor van den Akker' }).waitFor()
  await panel().getByText('+31 6 5550 1147').waitFor()
  await button(/^Split off N\. Akker/).press('Enter')
  await panel().getByText('Split off N. Akker.').waitFor()
  await panel().getByRole('heading', { name: 'N. Akker' }).waitFor()
  await panel().getByText('Not known').first().waitFor()
  await row('N. Akker', colleague).waitFor()
  await lookAt('split')
  await button(/^Undo/).press('Enter')
  await panel().getByRole('heading', { name: 'Noor van den Akker' }).waitFor()
  await button(/^Split off N\. Akker/).waitFor()
}, 240_000)

test('with text of twice the size nothing of it is cut off or runs sideways', async () => {
  const large = await openLargeText({ width: 1280, height: 900 })
  try {
    await large.page.context().addCookies(await page.context().cookies())
    await large.page.goto(page.url())
    await large.page.getByRole('button', { name: 'Client panel' }).click()
    await large.page.getByRole('button', { name: 'Merge with…' }).waitFor()
    await expectNoSidewaysScroll(large.page, 'a merged client in large text')
    await keepPicture(large.page, 'clients-large-text')
  } finally {
    await large.close()
  }
  expect(journey.faults).toEqual([])
}, 60_000)
