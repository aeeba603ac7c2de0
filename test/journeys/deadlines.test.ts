import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from '#test/accessible.ts'
import { keepPicture } from '#test/browser.ts'
import { FULL_PAGE } from '#test/cast.ts'
import { expectWellInFourForms } from '#test/four-forms.ts'
import { startJourney, type Journey } from '#test/journey.ts'
import { control, moveClock, setUpAndConnect, writeAs } from '#test/walk.ts'

/** The deadlines over the sandbox's clock: labels that change with their reason, the bell and the mail before the end, and the line at the end of a day. */
let journey: Journey
let page: Page
let writer: { readonly id: string }
let commenter: { readonly id: string }

const HOUR = 3_600_000
const DAY = 24 * HOUR
const QUESTION = 'Do you deliver tulips on Sunday?'
const COMMENT = 'Do you still have the oak bench?'
const box = () => journey.desk.sandboxUrl
const row = (text: string) => page.locator('.row', { hasText: text }).first()
const chip = (text: string) => row(text).locator('.win')
const head = () => page.locator('.conv-head .win')
const ahead = (hours: number) => moveClock(box(), { advance_ms: hours * HOUR })

/** The desk's own address, as the person who is signed in. */
async function put(path: string, body: object): Promise<number> {
  return await page.evaluate(
    async ([url, text]) =>
      (await fetch(url ?? '', { method: 'PUT', headers: { 'content-type': 'application/json' }, body: text ?? '' })).status,
    [`/api/v1${path}`, JSON.stringify(body)],
  )
}

beforeAll(async () => {
  journey = await startJourney()
  page = await journey.openPage()
  await page.context().grantPermissions(['notifications'])
  await page.addInitScript(`
    window.bells = []
    window.Notification = class extends EventTarget {
      static permission = 'granted'
      static requestPermission = async () => 'granted'
      constructor(title, { body }) { super(); window.bells.push({ title, body }) }
      close() {}
    }`)
  await setUpAndConnect(page, journey.desk.url)
  writer = await control<{ id: string }>(box(), 'people', { name: 'Nora Quist' })
  commenter = await control<{ id: string }>(box(), 'people', { name: 'Ola Berg' })
  const channelId = await page.evaluate(async () => {
    const { channels } = (await (await fetch('/api/v1/channels')).json()) as { channels: { id: string }[] }
    return channels[0]?.id
  })
  expect(await put(`/channels/${channelId}/allowances/human-agent`, { isAllowed: true })).toBe(200)
  // Around the clock, so that no day ends before the last step.
  expect(await put('/workspace/business-hours', { timeZone: 'UTC', days: Array.from({ length: 7 }, () => null) })).toBe(200)
}, 180_000)

afterAll(() => journey?.close())

test('one asks to be told before the end, in the browser and by mail', async () => {
  await page.goto(`${journey.desk.url}/me`)
  const reminders = page.getByRole('region', { name: 'Reminders' })
  await reminders.getByRole('switch', { name: 'Notification of this browser' }).press('Space')
  await reminders.getByRole('switch', { name: 'Notification of this browser', checked: true }).waitFor()
  await reminders.getByRole('switch', { name: 'E-mail' }).press('Space')
  await reminders.getByRole('switch', { name: 'E-mail', checked: true }).waitFor()
  await page.getByRole('region', { name: 'Reminders' }).scrollIntoViewIfNeeded()
  await expectWellInFourForms(page, 'reminders')
})

test('N4: the label tells its reason: the 24 hours, and of a comment the private reply', async () => {
  const { id } = await control<{ id: string }>(box(), 'posts', { page_id: FULL_PAGE, message: 'The new garden furniture is here' })
  await writeAs(box(), writer.id, { text: QUESTION })
  await control(box(), 'comments', { object_id: id, person_id: commenter.id, message: COMMENT })
  await page.goto(`${journey.desk.url}/tickets/open`)
  await chip(QUESTION)
    .getByText(/^23 h \d+ min$/u)
    .waitFor()
  await chip(COMMENT)
    .getByText(/^Private reply 6 d/u)
    .waitFor()
  await row(COMMENT).click()
  await head()
    .getByText(/^Private reply 6 d/u)
    .waitFor()
  await page
    .locator('.composer .win')
    .getByText(/^Private reply until /u)
    .waitFor()
  await expectWellInFourForms(page, 'deadlines-public-composer')
  await keepPicture(page, 'deadlines-list')
})

test('N4: before the window ends it lies in Ending soon, and who asked for it is told once, by bell and by mail', async () => {
  await ahead(23.5)
  await page
    .getByRole('link', { name: /^Ending soon/ })
    .first()
    .click()
  await chip(QUESTION)
    .getByText(/^(29|30) min$/u)
    .waitFor()
  expect(await page.locator('.row').count()).toBe(1)
  const bells = async () => await page.evaluate('window.bells')
  await expect.poll(bells).toHaveLength(1)
  expect(await bells()).toMatchObject([
    { title: expect.stringMatching(/^The reply window ends at /u), body: expect.stringContaining('Nora') },
  ])
  await page.goto(`${journey.desk.url}/settings/mail`)
  await page.getByText(/#\d+ Nora Quist: the reply window ends in/u).click()
  await page.getByText(/\/tickets\/ending-soon\//u).waitFor()
})

test('N4: behind the 24 hours the label is that of a human agent, and near the end both kinds lie in Ending soon', async () => {
  await page.goto(`${journey.desk.url}/tickets/open`)
  await ahead(1)
  await chip(QUESTION)
    .getByText(/^Human agent 5 d/u)
    .waitFor()
  await row(QUESTION).click()
  await head()
    .getByText(/^Human agent 5 d/u)
    .waitFor()
  await ahead(7 * 24 - 24.5 - 5)
  await page
    .getByRole('link', { name: /^Ending soon/ })
    .first()
    .click()
  await chip(QUESTION)
    .getByText(/^Human agent 4 h/u)
    .waitFor()
  await chip(COMMENT)
    .getByText(/^Private reply 4 h/u)
    .waitFor()
  await expectAccessible(page, 'Ending soon')
  await keepPicture(page, 'deadlines-ending-soon')
})

test('of what ends soon one looks at a kind alone, also after a reload', async () => {
  const choose = async (from: string, to: string): Promise<void> => {
    await page.getByRole('button', { name: from, exact: true }).press('Enter')
    await page.getByRole('menuitemradio', { name: to }).click()
  }
  await page.getByRole('button', { name: 'All deadlines', exact: true }).press('Enter')
  expect(await page.getByRole('menuitemradio').allInnerTexts()).toEqual([
    expect.stringMatching(/^All deadlines\s*2$/),
    'Reply windows',
    expect.stringMatching(/^Human agent\s*1$/),
    expect.stringMatching(/^Private replies\s*1$/),
  ])
  await keepPicture(page, 'deadlines-kinds-counted')
  await page.keyboard.press('Escape')
  await choose('All deadlines', 'Private replies')
  await row(QUESTION).waitFor({ state: 'detached' })
  await row(COMMENT).waitFor()
  await expectWellInFourForms(page, 'deadlines-of-a-kind')
  await page.reload()
  await row(COMMENT).waitFor()
  expect(await page.locator('.row').count()).toBe(1)
  await choose('Private replies', 'Reply windows')
  await page.getByText('Nothing of this kind ends by then.', { exact: false }).waitFor()
  await choose('Reply windows', 'All deadlines')
  await row(QUESTION).waitFor()
})

test('N4: a comment that was answered privately says so, and ends no more', async () => {
  await row(COMMENT).click()
  await page.getByRole('log').getByRole('button', { name: 'Reply privately' }).click()
  await page.getByRole('dialog').getByRole('textbox').fill('Three are left.')
  await page.getByRole('dialog').getByRole('button', { name: 'Send privately' }).click()
  await head().getByText('Replied privately').waitFor()
  await expect.poll(async () => await page.locator('.row', { hasText: COMMENT }).count()).toBe(0)
})

test('N4: near the end of a working day the list says how much ends before people are back, and shows just that', async () => {
  await page.goto(`${journey.desk.url}/settings/business-hours`)
  await page.getByRole('switch', { name: 'Monday' }).waitFor()
  await expectAccessible(page, 'business hours')
  for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']) {
    await page.getByRole('switch', { name: day }).press('Space')
    await page.getByLabel(`${day}, from`).fill('00:00')
    await page.getByLabel(`${day}, until`).fill('00:00')
  }
  await page.getByLabel('Monday, from').fill('09:00')
  await page.getByLabel('Monday, until').fill('08:00')
  await page.getByText('A working day has to end after it begins.').waitFor()
  await expectWellInFourForms(page, 'business-hours-problem')
  expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)
  await page.getByLabel('Monday, from').fill('00:00')
  await page.getByLabel('Monday, until').fill('00:00')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The business hours are saved.').waitFor()

  // Every day ends at midnight, and the next one begins then: what was written at 23:45 ends a quarter of an hour before.
  const now = Date.parse(
    await page.evaluate(async () => ((await (await fetch('/api/v1/session')).json()) as { clock: { now: string } }).clock.now),
  )
  await moveClock(box(), { advance_ms: 2 * DAY - (now % DAY) - DAY / 96 })
  const late = await control<{ id: string }>(box(), 'people', { name: 'Pia Lund' })
  await writeAs(box(), late.id, { text: 'And on Monday?' })
  await moveClock(box(), { advance_ms: DAY - DAY / 96 })
  await page.goto(`${journey.desk.url}/tickets/open`)
  const line = page.locator('.before-back')
  await line.getByText(/before you are back/u).waitFor()
  await keepPicture(page, 'deadlines-before-back')
  await line.getByRole('link', { name: 'Show' }).click()
  await page.getByRole('heading', { level: 1, name: /Ends before you are back/ }).waitFor()
  await row('And on Monday?').waitFor()
  const phone = await journey.openPage({ width: 390, height: 844 })
  await phone.context().addCookies(await page.context().cookies())
  await phone.goto(`${journey.desk.url}/tickets/open`)
  await phone.locator('.before-back').waitFor()
  await expectNoSidewaysScroll(phone, 'what ends before people are back')
  await keepPicture(phone, 'deadlines-phone')
  expect(journey.faults).toEqual([])
})
