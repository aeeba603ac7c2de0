import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepPicture } from '#test/browser.ts'
import { expectAccessible } from '#test/accessible.ts'
import { startDeskProcess } from '#test/desk-process.ts'
import { startJourney, type Journey } from '#test/journey.ts'
import { FULL_PAGE } from '#test/cast.ts'
import { control, setUpAndConnect, writeAsCustomer } from '#test/walk.ts'

/** A colleague joins by the invitation's link; the desk is killed and comes back; Facebook is switched off and on. Nothing is lost. */
let journey: Journey
let page: Page
let customer: Page
let colleague: Page

beforeAll(async () => {
  journey = await startJourney({ ownPostgres: true })
  const pages = [journey.openPage(), journey.openPage(), journey.openPage({ width: 1100, height: 800 })] as const
  ;[page, customer, colleague] = await Promise.all(pages)
  await setUpAndConnect(page, journey.desk.url)
  await customer.goto(`${journey.desk.sandboxUrl}/sandbox`)
}, 180_000)

afterAll(() => journey?.close())

test('U21: without a mail server whoever invites gets the link at once, and a colleague joins by it', async () => {
  await page.getByRole('link', { name: 'People and roles' }).click()
  await page.getByRole('button', { name: 'Invite' }).click()
  await page.getByRole('textbox', { name: 'E-mail' }).fill('aylin@example.com')
  await page.getByRole('radio', { name: /Internal employee/ }).check()
  await page.getByRole('button', { name: 'Invite', exact: true }).click()
  await page.getByText('No mail server is set, so nothing was sent.').first().waitFor()
  const link = await page.getByLabel('Link to join').inputValue()
  await page.getByRole('button', { name: 'Done' }).click()
  expect(await page.getByLabel('Link for aylin@example.com').inputValue()).toBe(link)

  await colleague.goto(link)
  await colleague.getByLabel('Your name').fill('Aylin Demir')
  await colleague.getByRole('textbox', { name: 'Password' }).fill('some other words')
  await colleague.getByRole('button', { name: 'Join' }).click()
  await colleague.getByRole('link', { name: 'Tickets', exact: true }).first().waitFor()
})

test('U15: who forgot their password gets a link at the door, here from an administrator, and signs in with a new one', async () => {
  await colleague.goto(`${journey.desk.url}/me`)
  await colleague.getByRole('button', { name: 'Log out everywhere' }).click()
  await colleague.getByRole('heading', { name: 'Sign in to Lindqvist Cycles' }).waitFor()
  await colleague.getByRole('textbox', { name: 'E-mail' }).fill('aylin@example.com')
  await colleague.getByRole('link', { name: 'Forgot it?' }).click()
  expect(await colleague.getByRole('textbox', { name: 'E-mail' }).inputValue()).toBe('aylin@example.com')
  await colleague.getByRole('button', { name: 'Get a link' }).click()
  await colleague.getByRole('heading', { name: 'Ask an administrator' }).waitFor()

  await page.goto(`${journey.desk.url}/settings/mail`)
  await page
    .getByRole('link', { name: /aylin@example.com/ })
    .first()
    .click()
  const link = await page.getByLabel('The link in this mail').inputValue()

  await colleague.goto(link)
  const password = colleague.getByRole('textbox', { name: 'New password' })
  await password.fill('too short')
  await colleague.getByRole('button', { name: 'Set the new password' }).click()
  // U17: in our words, at the field, which has the focus.
  await expect.poll(() => password.evaluate((field) => field === field.ownerDocument.activeElement)).toBe(true)
  expect(await password.getAttribute('aria-invalid')).toBe('true')
  await password.fill('quite other words')
  await colleague.getByRole('button', { name: 'Set the new password' }).click()
  await colleague.getByText('Your new password is set. Sign in with it.').waitFor()
  await colleague.getByRole('textbox', { name: 'E-mail' }).fill('aylin@example.com')
  await colleague.getByRole('textbox', { name: 'Password' }).fill('quite other words')
  await colleague.getByRole('button', { name: 'Sign in' }).click()
  await colleague.getByRole('link', { name: 'Tickets', exact: true }).first().waitFor()
})

test('U15: one’s own name is changed under Your account, and is the new one everywhere at once', async () => {
  await colleague.goto(`${journey.desk.url}/me`)
  const form = colleague.getByRole('form', { name: 'Name', exact: true })
  await form.getByLabel('Your name').fill('Aylin Kaya')
  await form.getByRole('button', { name: 'Change name' }).click()
  await colleague.getByText('Your name is changed.').waitFor()
  await colleague.getByText('Aylin Kaya · Internal employee at Lindqvist Cycles').waitFor()
  await page.goto(`${journey.desk.url}/settings/people`)
  await page.getByText('Aylin Kaya').waitFor()
})

test('U35: an internal employee reads, comments at once, and cannot write to the customer', async () => {
  await writeAsCustomer(customer, 'Where is my parcel?')
  await colleague.goto(`${journey.desk.url}/tickets/all`)
  await colleague.getByText('Pick one from the list to read it and comment.').waitFor()
  await colleague.getByText('Where is my parcel?').first().click()
  await colleague.getByRole('textbox', { name: 'Internal comment' }).waitFor()
  expect(await colleague.getByRole('textbox', { name: /^Message to/ }).count()).toBe(0)
  await colleague.locator('.composer .mode').getByText('Reply', { exact: true }).click()
  await colleague.locator('.composer').getByText('You can read and comment').first().waitFor()
  await colleague.locator('.composer').getByRole('button', { name: 'Internal comment' }).click()
  await colleague.getByRole('textbox', { name: 'Internal comment' }).fill('It left the warehouse at noon.')
  await colleague.keyboard.press('Control+Enter')
  expect(await colleague.locator('.conv-head').getByText('Unassigned', { exact: true }).isVisible()).toBe(true)
  await colleague.getByRole('button', { name: 'Client panel' }).click()
  const panel = colleague.getByRole('complementary', { name: 'Client' })
  await panel.getByText('No note').waitFor()
  expect(await panel.getByRole('textbox').count()).toBe(0)
  await panel.getByRole('button', { name: 'Close' }).click()

  await page.goto(`${journey.desk.url}/tickets/all`)
  await page.locator('.row', { hasText: 'Internal: It left the warehouse at noon.' }).click()
  await page.getByRole('log').getByText('It left the warehouse at noon.').waitFor()
  await keepPicture(page, 'ticket-with-comment')
})

test('U27: a setting that a colleague may not see says so, and names who may', async () => {
  for (const path of ['extensions', 'channels', 'channels/new', 'mail']) {
    await colleague.goto(`${journey.desk.url}/settings/${path}`)
    await colleague.getByRole('heading', { name: 'Only administrators see this' }).waitFor()
    await colleague.getByText('Maja Holm is one.').waitFor()
    expect(await colleague.getByRole('switch').count()).toBe(0)
  }
})

test('a colleague’s first steps are their own, not the administrator’s', async () => {
  await colleague.goto(`${journey.desk.url}/first-steps`)
  await colleague.getByRole('heading', { level: 1, name: /Maja connects the Pages. Here is what you can do./ }).waitFor()
  expect(await colleague.getByRole('button', { name: 'Connect with Facebook' }).count()).toBe(0)
  // The shortcuts stand beside it where there is room, and are those that a reader has.
  await colleague.setViewportSize({ width: 1440, height: 900 })
  const shortcuts = colleague.getByRole('complementary', { name: 'Good to know' })
  await shortcuts.getByText('Internal comment').waitFor()
  expect(await shortcuts.getByText('Solve').count()).toBe(0)
  await colleague.setViewportSize({ width: 1100, height: 800 })
  await expectAccessible(colleague, 'the first steps of a colleague')
})

test('the desk is killed while people look at it: what was written meanwhile appears by itself', async () => {
  await journey.desk.kill()
  await page.getByText('Not connected.').waitFor()
  await keepPicture(page, 'not-connected')
  journey.desk = await startDeskProcess(journey.place)
  await page.getByText('Not connected.').waitFor({ state: 'detached', timeout: 30_000 })
  await customer.reload()
  await writeAsCustomer(customer, 'Hello again, are you there?')
  await page.getByRole('log').getByText('Hello again, are you there?').waitFor()
}, 60_000)

test('the net goes: the screen says so at once, a reply waits, is held back where the customer wrote meanwhile, and goes out once', async () => {
  await page.context().setOffline(true)
  await page.getByText('Not connected.').waitFor()
  await page.getByRole('textbox', { name: /^Message to/ }).fill('Yes, we are here.')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('log').getByText('Waits in this browser. Sends when you are connected again.').waitFor()
  await writeAsCustomer(customer, 'Or is it too late today?')
  // The desk has it before the reply comes: otherwise the reply is the faster one, and rightly goes out.
  await colleague.goto(`${journey.desk.url}/tickets/all`)
  await colleague.locator('.row', { hasText: 'Or is it too late today?' }).waitFor()

  await page.context().setOffline(false)
  await page.getByText('Not connected.').waitFor({ state: 'detached' })
  await page.getByRole('log').getByText('Or is it too late today?').first().waitFor()
  await page.getByRole('log').getByRole('button', { name: 'Send as it is' }).click()
  await customer.getByText('Yes, we are here.').first().waitFor()
  expect(await page.getByRole('log').getByText('Yes, we are here.').count()).toBe(1)
}, 60_000)

test('a line that is dead without a word is noticed by its silence', async () => {
  process.kill(journey.desk.pid, 'SIGSTOP')
  await page.getByText('Not connected.').waitFor({ timeout: 45_000 })
  process.kill(journey.desk.pid, 'SIGCONT')
  await page.getByText('Not connected.').waitFor({ state: 'detached', timeout: 45_000 })
  await writeAsCustomer(customer, 'Still there after the pause')
  await page.getByRole('log').getByText('Still there after the pause').waitFor()
}, 120_000)

test('while Facebook is switched off what arrives is kept, and appears after switching on', async () => {
  await page.getByRole('link', { name: 'Settings', exact: true }).click()
  await page.getByRole('link', { name: 'Extensions', exact: true }).click()
  await page.getByRole('switch', { name: 'Facebook extension' }).press('Space')
  const question = page.getByRole('alertdialog')
  await question.getByText('Meanwhile nobody can reply. 1 open reply window keeps running out, none within the next 6 hours.').waitFor()
  await question.getByRole('button', { name: /off/i }).click()
  await page.getByRole('heading', { name: 'Facebook Off' }).waitFor()
  await writeAsCustomer(customer, 'Written while it was off')
  await customer.getByText('Written while it was off').first().waitFor()
  await page.getByRole('switch', { name: 'Facebook extension' }).press('Space')
  await page.getByRole('heading', { name: 'Facebook On' }).waitFor()
  await page
    .getByRole('link', { name: /^Tickets/ })
    .first()
    .click()
  await page.getByRole('link', { name: 'All', exact: false }).first().click()
  await page.getByText('Written while it was off').first().waitFor()
})

test('U27: a Page that is disconnected is told to everybody; only an administrator gets the button', async () => {
  await control(journey.desk.sandboxUrl, 'tokens/kill', { page_id: FULL_PAGE })
  await page.goto(`${journey.desk.url}/tickets/all`)
  await page.locator('a.row').first().click()
  await page.getByRole('textbox', { name: /^Message to/ }).fill('Does this still go?')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('alert').getByText('Morawska Garden Studio is disconnected.').waitFor()
  expect(await page.getByRole('link', { name: 'See why' }).count()).toBeGreaterThan(0)
  await colleague.goto(`${journey.desk.url}/tickets/all`)
  await colleague.getByRole('alert').getByText('until an administrator reconnects it').waitFor()
  expect(await colleague.getByRole('link', { name: 'See why' }).count()).toBe(0)
}, 60_000)

test('nothing broke in any page', () => {
  expect(journey.faults).toEqual([])
})
