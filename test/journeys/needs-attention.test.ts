import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from '#test/accessible.ts'
import { keepPicture } from '#test/browser.ts'
import { FULL_PAGE } from '#test/cast.ts'
import { startJourney, type Journey } from '#test/journey.ts'
import { control, setUpAndConnect, writeAs } from '#test/walk.ts'

/** What was not sent is not to be found by chance: it is counted in red, listed with its reason, and leaves when somebody saw to it. */
let journey: Journey
let page: Page
let ewa: string
let noor: string

const newPerson = async (name: string) => (await control<{ id: string }>(journey.desk.sandboxUrl, 'people', { name })).id
/** Whether the person keeps the Page from writing to them. */
async function block(personId: string, isBlocked: boolean): Promise<void> {
  const response = await fetch(`${journey.desk.sandboxUrl}/sandbox/pages/${FULL_PAGE}`, {
    method: 'PATCH',
    body: JSON.stringify({ blocked_by: { [personId]: isBlocked } }),
  })
  expect(response.status).toBe(200)
}
const slot = (name: string) => page.locator('.row-slot', { hasText: name })
const folder = () => page.getByRole('list', { name: 'Ticket folders' }).getByRole('link', { name: /^Needs attention/ })

async function answer(name: string, text: string): Promise<void> {
  await page.getByRole('list', { name: 'Ticket folders' }).getByRole('link', { name: /^All/ }).click()
  await slot(name).locator('.row').click()
  await page.getByRole('textbox', { name: new RegExp(`^Message to ${name.split(' ')[0]}`) }).fill(text)
  await page.keyboard.press('Control+Enter')
}

beforeAll(async () => {
  journey = await startJourney()
  page = await journey.openPage()
  await setUpAndConnect(page, journey.desk.url)
  ewa = await newPerson('Ewa Kowalczyk')
  noor = await newPerson('Noor Akker')
  await writeAs(journey.desk.sandboxUrl, ewa, { text: 'Does it fit?' })
  await writeAs(journey.desk.sandboxUrl, noor, { text: 'Is there a third seat?' })
  await page.getByRole('link', { name: /^Tickets/ }).click()
}, 180_000)

afterAll(() => journey?.close())

test('with nothing to see to the folder says so', async () => {
  await folder().click()
  await page.getByText('Nothing needs attention').waitFor()
  await keepPicture(page, 'attention-empty')
})

test('what was not sent is counted in red at once, and its row says why', async () => {
  await block(ewa, true)
  await block(noor, true)
  await answer('Ewa Kowalczyk', 'It does.')
  await answer('Noor Akker', 'There is.')
  await folder().locator('.count[data-red]', { hasText: '2' }).waitFor()
  await folder().click()
  await slot('Ewa Kowalczyk').getByText('Not sent: Ewa can’t receive messages now').waitFor()
  await slot('Noor Akker').getByText('Not sent: Noor can’t receive messages now').waitFor()
  await expectAccessible(page, 'Needs attention')
  await keepPicture(page, 'attention-two')
})

test('tried again from its row it goes, and leaves the list without a reload', async () => {
  await block(noor, false)
  await slot('Noor Akker').getByRole('button', { name: 'Try again' }).click()
  await slot('Noor Akker').waitFor({ state: 'detached' })
  await folder().locator('.count[data-red]', { hasText: '1' }).waitFor()
})

test('See why leads to the line; set aside there it leaves the list, and the line says who did it', async () => {
  await slot('Ewa Kowalczyk').getByRole('link', { name: 'See why' }).click()
  const line = page.getByRole('log').locator('.msg', { hasText: 'It does.' })
  await line.getByText('They may have blocked the Page.', { exact: false }).waitFor()
  await line.getByRole('button', { name: 'Set aside' }).click()
  await line.getByText(/^Set aside by Maja Holm/).waitFor()
  await page.getByText('Nothing needs attention').waitFor()
  await folder().locator('.count').waitFor({ state: 'detached' })
  await keepPicture(page, 'attention-set-aside')
})

test('a colleague sees what is mine among everyone’s, and not among theirs; on a phone it is marked above the list', async () => {
  await answer('Ewa Kowalczyk', 'Do you still need it?')
  await folder().locator('.count[data-red]', { hasText: '1' }).waitFor()
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`${journey.desk.url}/tickets/open`)
  await page.getByRole('link', { name: /^Needs attention/ }).click()
  await slot('Ewa Kowalczyk').getByText('Not sent: Ewa can’t receive messages now').waitFor()
  await expectNoSidewaysScroll(page, 'Needs attention, 390')
  await expectAccessible(page, 'Needs attention, 390, dark')
  await keepPicture(page, 'attention-390-dark')
  await page.getByText(/^Everyone’s/).click()
  await page.waitForURL(/needs-attention-of-all/)
  await slot('Ewa Kowalczyk').getByText('Not sent: Ewa can’t receive messages now').waitFor()
  expect(journey.faults).toEqual([])
})
