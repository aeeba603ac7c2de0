import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startJourney, type Journey } from '#test/journey.ts'
import { moveClock, setUpAndConnect, writeAs } from '#test/walk.ts'
import { CUSTOMERS } from '#test/whole-desk.ts'

/** The desk by keyboard alone: keys that write are never taken for acts, and the focus is always where the act led. */
const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'
const LINES = 105
const [ZOFIA, LAYLA, DIEP] = ['Zofia', 'ليلى', 'Ngọc Diệp'] as const

let journey: Journey
let page: Page

beforeAll(async () => {
  journey = await startJourney()
  page = await journey.openPage()
  await setUpAndConnect(page, journey.desk.url)
  for (const [index, person] of CUSTOMERS.slice(0, 3).entries()) {
    await customerWrites(person, `Question ${index + 1}`)
  }
  await page.goto(`${journey.desk.url}/tickets/all`)
  await page.locator('a.row').nth(2).waitFor()
}, 180_000)

afterAll(() => journey?.close())

const customerWrites = (person: string, text: string) => writeAs(journey.desk.sandboxUrl, person, { text })

/** What the focus is on, as a person would say it. */
function focused(seen: Page = page): Promise<string> {
  return seen.evaluate<string>(`(() => {
    const element = document.activeElement
    return element === document.body ? 'the page' : (element.tagName + ' ' + (element.getAttribute('aria-label') ?? element.textContent)).trim()
  })()`)
}

/** A key press as a browser tells it; whether somebody took it for an act. */
function press(seen: Page, init: Readonly<Record<string, unknown>>): Promise<boolean> {
  const all = JSON.stringify({ bubbles: true, cancelable: true, ...init })
  return seen.evaluate<boolean>(`!document.activeElement.dispatchEvent(new KeyboardEvent('keydown', ${all}))`)
}

async function openTicket(of: string, seen: Page = page): Promise<void> {
  await seen.goto(`${journey.desk.url}/tickets/all`)
  await seen.locator('a.row', { hasText: of }).click()
  await seen.getByRole('textbox', { name: /^Message to/ }).waitFor()
}

async function asMac(): Promise<Page> {
  const context = await journey.browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', userAgent: MAC })
  context.setDefaultTimeout(15_000)
  await context.addCookies(await page.context().cookies())
  return context.newPage()
}

test('U2: on a Mac, ⌥ in the composer writes and solves nothing; outside it the letter alone solves', async () => {
  const mac = await asMac()
  await openTicket(ZOFIA, mac)
  const composer = mac.getByRole('textbox', { name: /^Message to/ })
  await composer.focus()
  for (const [code, key] of [
    ['KeyE', '€'],
    ['KeyE', 'ę'],
    ['KeyL', '@'],
    ['KeyP', 'π'],
    ['KeyO', 'ó'],
    ['KeyJ', 'º'],
  ]) {
    expect(await press(mac, { code, key, altKey: true })).toBe(false)
  }
  await mac.getByRole('button', { name: 'Status: New' }).first().waitFor()
  expect(await focused(mac)).toMatch(/^TEXTAREA/)

  await composer.press('Escape')
  await mac.keyboard.press('Shift+?')
  const shortcuts = await mac.getByRole('dialog', { name: 'Keyboard shortcuts' }).innerText()
  expect(shortcuts).not.toContain('Alt')
  expect(shortcuts).toContain('⌘')
  await mac.keyboard.press('Escape')
  await mac.getByRole('dialog').waitFor({ state: 'detached' })
  await mac.keyboard.press('e')
  await mac.getByRole('button', { name: 'Status: Solved' }).first().waitFor()
  await mac.context().close()
})

test('U2: an input method and a field that is no input keep their letters', async () => {
  await openTicket(DIEP)
  await page.locator('.conv-head h2').focus()
  expect(await press(page, { code: 'KeyE', key: 'e', isComposing: true })).toBe(false)
  expect(await press(page, { code: 'KeyE', key: 'Process', keyCode: 229 })).toBe(false)
  await page.evaluate(`(() => {
    const field = document.createElement('div')
    field.contentEditable = 'true'
    field.id = 'free-text'
    document.body.append(field)
    field.focus()
  })()`)
  expect(await press(page, { code: 'KeyE', key: 'e' })).toBe(false)
  expect(await press(page, { code: 'KeyO', key: 'o', altKey: true })).toBe(true)
})

test('U2: single letters can be switched off, and stay off in this browser', async () => {
  await openTicket(DIEP)
  await page.locator('.conv-head h2').focus()
  await page.keyboard.press('Shift+?')
  await page.getByRole('switch', { name: 'Single-letter shortcuts' }).press('Space')
  await page.keyboard.press('Escape')
  await page.reload()
  await page.locator('.conv-head h2').focus()
  expect(await press(page, { code: 'KeyA', key: 'a' })).toBe(false)
  expect(await press(page, { code: 'KeyO', key: 'o', altKey: true })).toBe(true)
  await page.locator('.me-button').click()
  await page.getByRole('menuitem', { name: /Single-letter shortcuts/ }).click()
  await page.keyboard.press('Escape')
  await page.locator('.conv-head h2').focus()
  await page.keyboard.press('a')
  await page.getByRole('menuitem', { name: /^You( M)?$/ }).waitFor()
  await page.keyboard.press('Escape')
})

test('U19: F6 goes round the parts that show, in both directions', async () => {
  await openTicket(DIEP)
  await page.getByRole('textbox', { name: /^Message to/ }).focus()
  const parts: string[] = []
  for (let turn = 0; turn < 4; turn += 1) {
    await page.keyboard.press('F6')
    parts.push(await page.evaluate<string>(`document.activeElement.closest('[data-region]').className`))
  }
  expect(parts).toEqual(['client', 'nav', 'list', 'conv'])
  await page.keyboard.press('Shift+F6')
  expect(await page.evaluate<string>(`document.activeElement.closest('[data-region]').className`)).toBe('list')
})

test('U19: after solve and next the focus is on the new ticket’s name', async () => {
  await openTicket(DIEP)
  const before = await page.locator('.conv-head h2').innerText()
  await page.getByRole('textbox', { name: /^Message to/ }).focus()
  await page.keyboard.press('Control+Alt+e')
  await expect.poll(() => page.locator('.conv-head h2').innerText()).not.toBe(before)
  await expect.poll(() => focused()).toBe(`H2 ${await page.locator('.conv-head h2').innerText()}`)
})

test('U19: J and K lead to the next and the previous ticket’s name', async () => {
  await openTicket(DIEP)
  await page.keyboard.press('j')
  await expect.poll(() => focused()).toBe(`H2 ${await page.locator('.conv-head h2').innerText()}`)
  const second = page.url()
  await page.keyboard.press('k')
  await expect.poll(() => page.url()).not.toBe(second)
})

test('U19: G then S, G then T lead to the heading of the screen', async () => {
  await openTicket(DIEP)
  await page.locator('.conv-head h2').focus()
  await page.keyboard.press('g')
  await page.keyboard.press('s')
  await expect.poll(() => focused()).toBe('H1 Channels')
  await page.keyboard.press('g')
  await page.keyboard.press('t')
  await expect.poll(() => focused()).toMatch(/^H1 /)
  expect(page.url()).toContain('/tickets/')
})

test('U19: a dialog that closes gives the focus back', async () => {
  await openTicket(DIEP)
  await page.getByRole('button', { name: 'Help and shortcuts' }).press('Enter')
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => focused()).toContain('Help and shortcuts')
  await page.getByRole('button', { name: 'Commands' }).press('Enter')
  await page.getByRole('combobox').waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => focused()).toContain('Commands')
})

test('U20: the command menu finds a ticket by its customer and its number, and says when it finds nothing', async () => {
  await openTicket(LAYLA)
  const name = await page.locator('.conv-head h2').innerText()
  await page.goto(`${journey.desk.url}/tickets/all`)
  await page.locator('a.row').first().waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('zzzz')
  await page.getByText('Nothing matches “zzzz”.').waitFor()
  await page.getByRole('combobox').fill(name.split(' ')[0] ?? '')
  await page.getByRole('option', { name: new RegExp(name) }).waitFor()
  await page.keyboard.press('Enter')
  await expect.poll(() => focused()).toBe(`H2 ${name}`)
})

test('U19: an extension that was switched leaves the focus on its switch', async () => {
  await page.goto(`${journey.desk.url}/settings/extensions`)
  const facebook = page.getByRole('switch', { name: 'Facebook extension' })
  await facebook.press('Space')
  const answered = page.waitForResponse('**/api/v1/extensions/facebook')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Switch off' }).press('Enter')
  await page.getByRole('heading', { name: 'Facebook Off' }).waitFor()
  await expect.poll(() => focused()).toBe('INPUT Facebook extension')
  // The switch is felt before the desk has answered.
  await answered
  await customerWrites(CUSTOMERS[3] ?? '', 'Written while it was off')
  await page.getByText('1 message waits').waitFor({ timeout: 30_000 })
  await facebook.press('Space')
  await page.getByRole('heading', { name: 'Facebook On' }).waitFor()
  expect(await focused()).toBe('INPUT Facebook extension')
}, 60_000)

test('U19: earlier messages are shown, and the focus stays in the conversation', async () => {
  for (let line = 0; line < LINES; line += 1) {
    await customerWrites(CUSTOMERS[0] ?? '', `Line ${line}`)
  }
  await page.goto(`${journey.desk.url}/tickets/all`)
  await page
    .getByText(`Line ${LINES - 1}`)
    .first()
    .waitFor({ timeout: 30_000 })
  await page
    .getByText(`Line ${LINES - 1}`)
    .first()
    .click()
  await page.getByRole('button', { name: 'Show earlier messages' }).press('Enter')
  await page.getByRole('log').getByText('Question 1').waitFor()
  await expect.poll(() => focused()).toMatch(/^DIV Conversation with/)
}, 120_000)

test('U19: when the window closes while one writes, the focus is on the reason', async () => {
  const late = await journey.openPage()
  await late.context().addCookies(await page.context().cookies())
  await openTicket(LAYLA, late)
  await late.getByRole('textbox', { name: /^Message to/ }).focus()
  await moveClock(journey.desk.sandboxUrl, { advance_ms: 25 * 60 * 60 * 1000 })
  await expect.poll(() => focused(late)).toMatch(/^P The 24 hours ended/)
  await late.context().close()
})

test('nothing broke in the page', () => {
  expect(journey.faults).toEqual([])
})
