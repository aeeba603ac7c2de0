import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepPicture } from '#test/browser.ts'
import { expectWellInFourForms } from '#test/four-forms.ts'
import { startJourney, type Journey } from '#test/journey.ts'
import { control, setUpAndConnect, writeAs } from '#test/walk.ts'

/** What somebody began to write and did not send: found again from a folder, wherever they sign in. */
let journey: Journey
let page: Page
/** The same person elsewhere. */
let home: Page

const box = () => journey.desk.sandboxUrl
const folders = (at: Page) => at.getByRole('list', { name: 'Ticket folders' })
const drafts = (at: Page) => folders(at).getByRole('link', { name: /^Drafts/ })
const rows = (at: Page) => at.locator('.row')
const field = (at: Page) => at.getByRole('textbox', { name: /^Message to/ })

/** The desk has what is in the field now. */
async function write(at: Page, where: ReturnType<Page['getByRole']>, text: string): Promise<void> {
  const kept = at.waitForResponse((response) => /\/drafts\//.test(response.url()) && response.request().method() === 'PUT' && response.ok())
  await where.fill(text)
  await kept
}

beforeAll(async () => {
  journey = await startJourney()
  ;[page, home] = await Promise.all([journey.openPage(), journey.openPage()])
  await setUpAndConnect(page, journey.desk.url)
  for (const [name, text] of [
    ['Chidi Okonkwo', 'Le cadre est disponible ?'],
    ['Noor Haddad', 'Do you have a third seat?'],
    ['Ola Berg', 'When do you open?'],
  ]) {
    const { id } = await control<{ id: string }>(box(), 'people', { name })
    await writeAs(box(), id, { text: text ?? '' })
  }
  await page.goto(`${journey.desk.url}/tickets/drafts`)
  await page.getByText('No drafts').waitFor()
  await home.goto(`${journey.desk.url}/tickets/drafts`)
  await home.getByRole('textbox', { name: 'E-mail' }).fill('maja@example.com')
  await home.getByRole('textbox', { name: 'Password' }).fill('a few plain words')
  await home.getByRole('button', { name: 'Sign in' }).click()
  await home.getByText('No drafts').waitFor()
}, 180_000)

afterAll(() => journey?.close())

test('what one begins is listed with its first words, the newest first, in each of one’s browsers as one writes', async () => {
  await page.goto(`${journey.desk.url}/tickets/all`)
  await rows(page).filter({ hasText: 'Chidi Okonkwo' }).click()
  await write(page, field(page), 'Bonjour Chidi, le cadre est bien')
  await rows(home).filter({ hasText: 'Draft: Bonjour Chidi, le cadre est bien' }).waitFor()
  await rows(page).filter({ hasText: 'Noor Haddad' }).click()
  await page.getByText('Internal comment', { exact: true }).first().click()
  await write(page, page.getByRole('textbox', { name: 'Internal comment' }), 'Ask the workshop about')
  await expect.poll(() => rows(home).count()).toBe(2)
  expect(await rows(home).first().textContent()).toContain('Internal draft: Ask the workshop about')
  await expect.poll(() => drafts(home).textContent()).toBe('Drafts2')
  await expect.poll(() => drafts(page).textContent()).toBe('Drafts2')
})

test('the folder is found by keys, and what is written on stands on top', async () => {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('tickets: drafts')
  await page.getByRole('option', { name: /Tickets: Drafts/, selected: true }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Drafts' }).waitFor()
  await expect.poll(() => rows(page).count()).toBe(2)
  await expectWellInFourForms(page, 'drafts')
  await rows(page).last().press('Enter')
  await field(page).waitFor()
  expect(await field(page).inputValue()).toBe('Bonjour Chidi, le cadre est bien')
  await write(page, field(page), 'Bonjour Chidi, le cadre est bien là.')
  await rows(page).first().filter({ hasText: 'Draft: Bonjour Chidi, le cadre est bien là.' }).waitFor()
  await expect.poll(async () => await rows(home).first().textContent()).toContain('bien là.')
  await keepPicture(page, 'drafts-open')
})

const comment = (at: Page) => at.getByRole('textbox', { name: 'Internal comment' })

test('whoever wrote to colleagues last goes on there, in each browser; the customer’s field holds none of it', async () => {
  await rows(page).filter({ hasText: 'Noor Haddad' }).click()
  await expect.poll(() => comment(page).inputValue()).toBe('Ask the workshop about')
  await keepPicture(page, 'drafts-internal')
  await page.reload()
  await expect.poll(() => comment(page).inputValue()).toBe('Ask the workshop about')
  await page.getByText('Reply', { exact: true }).first().click()
  expect(await field(page).inputValue()).toBe('')
  await write(page, field(page), 'Dear Noor')
  await rows(home).first().filter({ hasText: 'Draft: Dear Noor' }).click()
  await expect.poll(() => field(home).inputValue()).toBe('Dear Noor')
  await write(page, field(page), '')
  await rows(page).filter({ hasText: 'Internal draft: Ask the workshop about' }).waitFor()
  await home.reload()
  await expect.poll(() => comment(home).inputValue()).toBe('Ask the workshop about')
  await rows(page).filter({ hasText: 'Chidi Okonkwo' }).click()
  await expect.poll(() => field(page).inputValue()).toBe('Bonjour Chidi, le cadre est bien là.')
})

test('what was sent, or emptied, leaves the folder in both', async () => {
  await field(page).press('Control+Enter')
  await expect.poll(() => rows(home).count()).toBe(1)
  await expect.poll(() => rows(page).count()).toBe(1)
  await rows(home).first().click()
  await expect.poll(() => comment(home).inputValue()).toBe('Ask the workshop about')
  await write(home, comment(home), '')
  await home.getByText('No drafts').waitFor()
  await page.getByText('No drafts').waitFor()
  await expect.poll(() => drafts(page).textContent()).toBe('Drafts')
})

test('what one writes while the net is away is at the desk once it is back', async () => {
  await page.goto(`${journey.desk.url}/tickets/all`)
  await rows(page).filter({ hasText: 'Ola Berg' }).click()
  await field(page).waitFor()
  const refused = page.waitForEvent('requestfailed', (request) => request.url().includes('/drafts/'))
  await page.context().setOffline(true)
  await field(page).fill('We open at nine.')
  await refused
  await page.context().setOffline(false)
  await rows(home).filter({ hasText: 'Draft: We open at nine.' }).waitFor()
})

test('what was sent while the net was away is a draft nowhere', async () => {
  await page.context().setOffline(true)
  await field(page).press('Control+Enter')
  await page.getByText('Waits in this browser.').waitFor()
  await page.context().setOffline(false)
  await page.getByRole('log').getByText('We open at nine.').waitFor()
  await home.getByText('No drafts').waitFor()
  await expect.poll(() => drafts(home).textContent()).toBe('Drafts')
})

test('what was on its way to the desk when the page was left is not taken for another browser’s', async () => {
  const arrived = Promise.withResolvers<void>()
  let isFirst = true
  await page.route('**/drafts/reply', async (route) => {
    if (!isFirst) {
      await route.continue()
      return
    }
    // The desk has it, and this browser hears no answer.
    isFirst = false
    await route.fetch()
    arrived.resolve()
  })
  await field(page).fill('On Sundays, too')
  await arrived.promise
  const toldLater = Promise.withResolvers<void>()
  await page.route('**/drafts', async (route) => {
    await toldLater.promise
    await route.continue()
  })
  await page.reload()
  await field(page).fill('On Sundays, too: from ten.')
  toldLater.resolve()
  await rows(home).filter({ hasText: 'Draft: On Sundays, too: from ten.' }).waitFor()
  expect(await field(page).inputValue()).toBe('On Sundays, too: from ten.')
  await page.unrouteAll()
  await field(page).press('Control+Enter')
  await page.getByRole('log').getByText('On Sundays, too: from ten.').waitFor()
  await home.getByText('No drafts').waitFor()
})

const quickReply = (at: Page, place: number) => at.getByRole('textbox', { name: `Quick reply ${place}` })

test('what is to be tapped is a draft without a word, there in another browser, and outlives the one that is gone', async () => {
  await page.getByRole('button', { name: 'Add quick replies, buttons or cards' }).click()
  await page.getByRole('menuitem', { name: /^Quick replies/ }).click()
  await quickReply(page, 1).fill('At nine')
  await rows(home).filter({ hasText: 'Draft: Quick replies' }).click()
  await expect.poll(() => quickReply(home, 1).inputValue()).toBe('At nine')
  await quickReply(home, 1).press('Enter')
  await quickReply(home, 2).fill('At ten')
  await expect.poll(() => quickReply(page, 2).inputValue()).toBe('At ten')
  await page.evaluate('localStorage.clear()')
  await page.reload()
  await expect.poll(() => quickReply(page, 2).inputValue()).toBe('At ten')
  await keepPicture(home, 'drafts-offer')
  await write(page, field(page), 'When do you come?')
  await expect.poll(() => field(home).inputValue()).toBe('When do you come?')
  await page.getByRole('button', { name: /^Send/ }).last().click()
  await quickReply(home, 1).waitFor({ state: 'detached' })
  await home.getByText('No drafts').waitFor()
})

const chosen = (at: Page) => at.getByRole('form', { name: 'Reply' }).locator('.chosen[data-state=uploaded]')

async function choose(at: Page, name: string): Promise<void> {
  const buffer = Buffer.from(`%PDF-1.4\n% ${name}\n1 0 obj\n<<>>\nendobj\n%%EOF\n`)
  await at.getByRole('form', { name: 'Reply' }).locator('input[type=file]').setInputFiles({ name, mimeType: 'application/pdf', buffer })
}

test('files are a draft without a word, shown in each browser, and gone from it once they were removed or sent in another', async () => {
  await choose(page, 'opening hours.pdf')
  // The first is looked at by a process that has to start.
  await rows(home).filter({ hasText: 'Draft: 1 file' }).waitFor({ timeout: 60_000 })
  await chosen(home).filter({ hasText: 'opening hours.pdf' }).waitFor()
  await choose(home, 'way to us.pdf')
  await expect.poll(() => chosen(page).count()).toBe(2)
  await rows(home).filter({ hasText: 'Draft: 2 files' }).waitFor()
  await keepPicture(home, 'drafts-files')
  await home.getByRole('button', { name: 'Remove opening hours.pdf' }).click()
  await expect.poll(() => chosen(page).allTextContents()).toEqual([expect.stringContaining('way to us.pdf')])
  await page.getByRole('button', { name: /^Send/ }).last().click()
  await expect.poll(() => chosen(home).count()).toBe(0)
  await home.getByText('No drafts').waitFor()
  await expect.poll(() => drafts(home).textContent()).toBe('Drafts')
})

test('what the desk never keeps stays in this browser, which says so, until it is what the desk keeps', async () => {
  const trouble = page.getByRole('alert').filter({ hasText: 'This draft is kept in this browser alone.' })
  const refused = page.waitForResponse((response) => /\/drafts\/reply/.test(response.url()) && response.status() === 400)
  await field(page).fill('word '.repeat(20_001))
  await refused
  await trouble.waitFor()
  await keepPicture(page, 'drafts-refused')
  await write(page, field(page), 'We open at nine.')
  await trouble.waitFor({ state: 'detached' })
  await expect.poll(() => field(home).inputValue()).toBe('We open at nine.')
  await write(page, field(page), '')
})

test('nothing broke in either page', () => {
  expect(journey.faults).toEqual([])
})
