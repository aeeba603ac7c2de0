import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { type Box, openBox } from './box.ts'
import { openChromium } from './chromium.ts'

/** The page of the sandbox for everybody: with many people, without a mouse, in all colours and sizes. */

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const ENDLESS = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'
const WIDE = { width: 1440, height: 1000 }

let box: Box
let browser: Browser

beforeAll(async () => {
  box = await openBox()
  browser = await openChromium()
})
afterAll(async () => {
  await browser.close()
  await box.close()
})

async function openPage(options: BrowserContextOptions = {}): Promise<Page> {
  // Past the page's own rules, so that axe may run in it.
  const context = await browser.newContext({ viewport: WIDE, locale: 'en-GB', bypassCSP: true, ...options })
  onTestFinished(() => context.close())
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  await page.goto(`${box.sandbox.url}/sandbox`)
  await page.getByTestId('clock').or(page.locator('.person')).first().waitFor()
  return page
}

async function brokenRules(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE)
  const call = `axe.run(document, { runOnly: ${JSON.stringify(RULES)} })`
  const { violations } = (await page.evaluate(call)) as AxeResults
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}

const people = (page: Page) => page.locator('.cast .person')
const summary = (page: Page, words: string | RegExp) => page.locator('summary', { hasText: words })

/** axe looks at every element, which takes its time on a busy machine. */
const LONG_MS = 120_000

test.each<[string, BrowserContextOptions]>([
  ['in the light', {}],
  ['in the dark', { colorScheme: 'dark' }],
])('S: axe finds nothing %s, with everything open', { timeout: LONG_MS }, async (_where, options) => {
  const page = await openPage(options)
  for (const each of await page.locator('summary').all()) {
    await each.click()
  }
  expect(await brokenRules(page)).toEqual([])
  expect(await page.getByRole('heading', { level: 1 }).allTextContents()).toEqual(['SANDBOX'])
})

test('S: axe finds nothing in any part of the narrow page', { timeout: LONG_MS }, async () => {
  const page = await openPage({ viewport: { width: 390, height: 844 } })
  for (const name of ['Messenger', 'Wall', 'Business Suite', 'Controls']) {
    await page.getByRole('tab', { name }).click()
    expect(await brokenRules(page)).toEqual([])
  }
})

test('S: in a contrast theme a switch that is on, the chosen person and their own words look different from the others', async () => {
  const page = await openPage({ forcedColors: 'active' })
  const coloursOf = (selector: string, pseudo = '') =>
    page.evaluate(`(() => {
      const { backgroundColor, borderColor, color } = getComputedStyle(document.querySelector(${JSON.stringify(selector)}), '${pseudo}')
      return [backgroundColor, borderColor, color].join(' ')
    })()`)
  await page.locator('.person').first().click()
  await page.getByRole('textbox', { name: /^Write as/ }).fill('My own words')
  await page.keyboard.press('Enter')
  await page.locator('.say.me').first().waitFor()
  await page.evaluate(`document.querySelector('.talk').insertAdjacentHTML('beforeend', '<p class="say page">Theirs</p>')`)
  expect(await coloursOf('.phone-switch input:checked')).not.toBe(await coloursOf('.faults input:not(:checked)'))
  expect(await coloursOf('.phone-switch input:checked', '::after')).not.toBe(await coloursOf('.faults input:not(:checked)', '::after'))
  expect(await coloursOf(".person[aria-pressed='true']")).not.toBe(await coloursOf(".person[aria-pressed='false']"))
  expect(await coloursOf('.say.me')).not.toBe(await coloursOf('.say.page'))
})

test('S: who wrote last is on top, and all of many people are within reach', { timeout: LONG_MS }, async () => {
  for (let n = 1; n <= 70; n += 1) {
    await box.control('people', { name: `Guest ${n}` })
  }
  const page = await openPage()
  expect(await people(page).first().textContent()).toContain('Guest 70')
  const { id } = await box.control('people', { name: 'Ada Byron' })
  await box.control('messages', { page_id: box.env['PAGE_ID'], person_id: box.env['OLD_PSID'], text: 'It is me again' })
  await expect.poll(() => people(page).first().textContent()).toContain('writes to 1 Page')
  await expect.poll(() => people(page).nth(1).getAttribute('data-testid')).toBe(`person-${String(id)}`)

  const all = box.sandbox.world.state.people.size
  while (await page.getByRole('button', { name: 'Show more' }).count()) {
    await page.getByRole('button', { name: 'Show more' }).click()
  }
  expect(await people(page).count()).toBe(all)
})

test('S: a person of blanks is not made', async () => {
  const page = await openPage()
  const before = box.sandbox.world.state.people.size
  await page.getByRole('textbox', { name: 'Name of a new person' }).fill('   ')
  await page.keyboard.press('Enter')
  expect(await page.locator('.new-person input:invalid').count()).toBe(1)
  expect(box.sandbox.world.state.people.size).toBe(before)
})

test('S: the controls are folded until they are wanted, and the words say which way', async () => {
  const page = await openPage()
  expect(await page.getByRole('button', { name: 'Deliver now' }).isVisible()).toBe(false)
  await summary(page, 'WEBHOOKS').click()
  expect(await page.getByRole('button', { name: 'Deliver now' }).isVisible()).toBe(true)
  await summary(page, 'More faults').click()
  expect(await summary(page, 'Fewer faults').innerText()).toBe('Fewer faults')
})

test('S: the page asks itself before it starts over, and Cancel keeps everything', { timeout: LONG_MS }, async () => {
  const page = await openPage()
  const before = box.sandbox.world.state.people.size
  await page.getByRole('button', { name: 'Reset' }).click()
  const question = page.getByRole('dialog', { name: 'Start over?' })
  await question.getByText('This deletes all conversations, connections and keys in the sandbox.').waitFor()
  expect(await brokenRules(page)).toEqual([])
  await question.getByRole('button', { name: 'Cancel' }).click()
  expect(box.sandbox.world.state.people.size).toBe(before)
  await page.getByRole('button', { name: 'Reset' }).click()
  await question.getByRole('button', { name: 'Start over' }).click()
  await expect.poll(() => box.sandbox.world.state.people.size).toBeLessThan(before)
})

test.each([1440, 1024, 768, 390, 320])('S: at %i px a name without a space stays where it belongs', async (width) => {
  const { id } = await box.control('people', { name: ENDLESS })
  const { id: object } = await firstPost()
  const comment = await box.control('comments', { object_id: object, person_id: id, message: 'Hello' })
  await box.control(`comments/${String(comment['id'])}`, { is_hidden: true }, 'PATCH')
  const page = await openPage({ viewport: { width, height: 900 } })
  await page.getByTestId(`person-${String(id)}`).click()
  const wall = page.getByRole('tab', { name: 'Wall' })
  if (await wall.count()) {
    await wall.click()
  }
  await page
    .locator('#part-wall')
    .getByText(/^hidden by the Page/)
    .last()
    .waitFor()
  const spills = await page.evaluate(
    `[...document.querySelectorAll('#part-wall .wall-c *')].filter((it) => it.getBoundingClientRect().right > document.querySelector('#part-wall').getBoundingClientRect().right + 1).length`,
  )
  expect(spills).toBe(0)
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
  await box.control('reset', {})
})

test('S: at 768 px every tab keeps its words in one line', async () => {
  const page = await openPage({ viewport: { width: 768, height: 900 } })
  const heights = await page.getByRole('tab').evaluateAll((tabs) => tabs.map((tab) => tab.getBoundingClientRect().height))
  expect(Math.max(...heights)).toBeLessThan(45)
})

async function firstPost(): Promise<{ readonly id: string }> {
  const { posts } = (await box.control(`wall/${box.env['PAGE_ID']}`)) as { posts: { id: string }[] }
  const [post] = posts
  if (!post) {
    throw new Error('The wall is empty.')
  }
  return post
}
