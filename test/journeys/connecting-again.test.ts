import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepPicture } from '#test/browser.ts'
import { startJourney, type Journey } from '#test/journey.ts'
import { setUpDesk, switchFacebookOn } from '#test/walk.ts'

/** What an administrator meets when the first login was not enough. Each test is a step and rests on the one before. */
let journey: Journey
let page: Page

const PAGE = 'Morawska Garden Studio'
const COMMENTS = 'Create and manage comments on your Page'

beforeAll(async () => {
  journey = await startJourney()
  page = await journey.openPage()
  await setUpDesk(page, journey.desk.url)
  await switchFacebookOn(page)
}, 120_000)

afterAll(() => journey?.close())

/** From Facebook's window back to the desk, with all Pages, and these permissions left off. Facebook knows later who it is. */
async function goThroughDialog(leaveOff: readonly string[]): Promise<void> {
  await page.getByTestId(/^dialog-(log-in|continue)$/).waitFor()
  if ((await page.getByTestId('dialog-log-in').count()) > 0) {
    await page.getByRole('button', { name: /Jagna Morawska/ }).click()
  }
  await page.getByRole('button', { name: /^Continue as/ }).click()
  await page.getByTestId('dialog-pages').waitFor()
  await page.getByRole('radio', { name: /all current and future/ }).check()
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
  for (const permission of leaveOff) {
    await page.getByRole('switch', { name: permission }).uncheck()
  }
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Got it' }).click()
}

test('U46: a Facebook that was switched on leads on to connecting a Page, and the channels ask where customers write', async () => {
  await page.getByRole('article', { name: 'Facebook' }).getByRole('link', { name: 'Connect a Page' }).click()
  await page.getByRole('heading', { level: 1, name: 'Add Channel' }).waitFor()
  await page.getByText('Where do your customers write to you?').waitFor()
})

test('U33: before one leaves for Facebook, Add Channel and the first steps say that older messages stay there', async () => {
  await page.getByText('its messages from before today stay on Facebook').waitFor()
  await page.goto(`${journey.desk.url}/first-steps`)
  await page.getByText('Messages from before you connect stay on Facebook, unless you bring them along.').waitFor()
})

test('M: the first steps can be hidden: one begins with the tickets then, and finds them in one’s own menu', async () => {
  const inNavigation = page.getByRole('navigation', { name: 'Main', exact: true }).getByRole('link', { name: 'First steps' })
  await inNavigation.waitFor()
  await page.getByRole('button', { name: 'Hide it now' }).click()
  await inNavigation.waitFor({ state: 'detached' })
  await page.goto(journey.desk.url)
  await page.waitForURL(/\/tickets\//)
  await page.locator('.me-button').click()
  await page.getByRole('menuitem', { name: 'First steps' }).click()
  await page.getByRole('button', { name: 'Show it again' }).click()
  await inNavigation.waitFor()
})

test('U40: closing the window is told once: it leaves the address, can be closed, and has a way to try again', async () => {
  await page.goto(`${journey.desk.url}/settings/channels`)
  await page.getByRole('link', { name: 'Connect a Page' }).click()
  await page.getByRole('button', { name: 'Connect with Facebook' }).click()
  await page.getByTestId('dialog-log-in').waitFor()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByText('You closed Facebook’s window.').waitFor()
  await expect.poll(() => page.url()).toBe(`${journey.desk.url}/settings/channels`)
  expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(1)
  await page.getByRole('button', { name: 'Close' }).click()
  expect(await page.getByText('You closed Facebook’s window.').count()).toBe(0)
})

test('U8: a needed permission that was left off is named, and Facebook asks for it once more', async () => {
  await page.getByRole('link', { name: 'Add Channel' }).click()
  await page.getByRole('button', { name: 'Connect with Facebook' }).click()
  await goThroughDialog(['Manage and access Page conversations in Messenger'])
  await page.getByText('Needed: “Manage and access Page conversations in Messenger”').waitFor()
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByTestId('dialog-continue').waitFor()
  expect(new URL(page.url()).searchParams.get('auth_type')).toBe('rerequest')
})

test('U8: what still does not work is told with the connection, and what works all the same on the channel', async () => {
  await goThroughDialog([COMMENTS])
  await page.getByText('Messages from before today stay on Facebook').waitFor()
  // Facebook sends one back with #_=_.
  expect(new URL(page.url()).hash).toBe('')
  await keepPicture(page, 'choose-pages')
  await page.getByRole('checkbox', { name: PAGE }).press('Space')
  await page.getByRole('button', { name: 'Confirm 1 Page' }).click()
  await page.getByText(`${PAGE} is connected. Comments still cannot be used: “${COMMENTS}” is off.`).waitFor()
  const channel = page.getByRole('article', { name: PAGE })
  await channel.getByText('Private messages work. Comments cannot be used').waitFor()
  await keepPicture(page, 'permission-missing')
})

test('U22, S11: reconnecting leads to Facebook and back to the settings, says what the login gives, and Update mends it', async () => {
  await page.getByRole('article', { name: PAGE }).getByRole('button', { name: 'Reconnect' }).click()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByText('You closed Facebook’s window. Nothing was changed.').waitFor()
  expect(await page.getByRole('button', { name: 'Update' }).isDisabled()).toBe(true)
  await page.getByRole('button', { name: 'Login by Facebook' }).click()
  await goThroughDialog([])
  await page.getByText(`${PAGE} is ticked and every permission is on. Press Update to use the new key.`).waitFor()
  await keepPicture(page, 'channel-update')
  await page.getByRole('button', { name: 'Update' }).click()
  await page.getByText(`${PAGE} is connected.`, { exact: true }).waitFor()
  await page.getByText('Healthy').waitFor()
  await page.getByRole('link', { name: 'Channels' }).first().click()
  await page.getByRole('article', { name: PAGE }).getByText('Healthy').waitFor()
})

test('a chat channel whose name is taken already is told so at the field, when it is added and when it is renamed', async () => {
  await page.goto(`${journey.desk.url}/settings/extensions`)
  await page.getByRole('switch', { name: 'Online Chat extension' }).press('Space')
  await page.getByRole('heading', { name: 'Online Chat On' }).waitFor()
  await addChat('Shop')
  await page.getByText('Shop is added.').waitFor()
  await addChat('Shop')
  await expect.poll(() => refusedName()).toBe('There is a chat channel called “Shop” already. Choose another name.')
  await keepPicture(page, 'chat-name-taken')
  await page.getByRole('textbox', { name: 'Name' }).fill('Fair')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Rename Fair' }).click()
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Shop')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => refusedName()).toBe('There is a chat channel called “Shop” already. Choose another name.')
})

async function addChat(name: string): Promise<void> {
  await page.goto(`${journey.desk.url}/settings/channels/new`)
  await page.getByRole('textbox', { name: 'Name' }).fill(name)
  await page.getByRole('button', { name: 'Save' }).click()
}

/** What is said of the field that has the focus, as a screen reader finds it. */
function refusedName(): Promise<string> {
  return page.evaluate<string>(
    `(document.activeElement?.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent).join(' ')`,
  )
}

test('nothing broke in the page', () => {
  expect(journey.faults).toEqual([])
})
