import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepPicture } from '#test/browser.ts'
import { whereStands } from '#test/all-rows.ts'
import { CUSTOMERS, FULL_PAGE, OWNER } from '#test/cast.ts'
import { expectWellInFourForms } from '#test/four-forms.ts'
import { startJourney, type Journey } from '#test/journey.ts'
import { allLeftBehind } from '#test/left-behind.ts'
import { startSmtp } from '#test/smtp.ts'
import { moveClock, setUpAndConnect, writeAs } from '#test/walk.ts'

/** A Page's key, from the first warning by mail to the next key. Each test is a step and rests on the one before. */
let journey: Journey
let page: Page
let mails: Awaited<ReturnType<typeof startSmtp>>

const PAGE = 'Morawska Garden Studio'
const DAY = 24 * 3_600_000
const [CUSTOMER = ''] = CUSTOMERS

beforeAll(async () => {
  mails = await startSmtp()
  journey = await startJourney({ environment: { SMTP_URL: mails.url } })
  await change('settings', { page_token_life: 'with_login' })
  page = await journey.openPage()
  await setUpAndConnect(page, journey.desk.url)
}, 120_000)

afterAll(async () => {
  await journey?.close()
  await mails?.close()
})

async function change(path: string, body: object): Promise<void> {
  const response = await fetch(`${journey.desk.sandboxUrl}/sandbox/${path}`, { method: 'PATCH', body: JSON.stringify(body) })
  expect(response.status).toBe(200)
}

const pass = (days: number) => moveClock(journey.desk.sandboxUrl, { advance_ms: days * DAY })
const subjects = () => mails.received.map(({ text }) => /^Subject: (.*)$/m.exec(text.replaceAll(/\r\n[ \t]/g, ' '))?.[1])
/** The link in the last mail, as a person would press it. */
const linkInLast = () => /http:\/\/\S+/.exec(mails.received.at(-1)?.text.replaceAll(/=\r?\n/g, '') ?? '')?.[0] ?? ''

/** Through Facebook's window, where somebody has been before or has not. */
async function goThroughDialog({ asWhom }: { readonly asWhom?: RegExp } = {}): Promise<void> {
  await page.getByTestId(/^dialog-(log-in|continue)$/).waitFor()
  if (asWhom !== undefined && (await page.getByTestId('dialog-log-in').count()) > 0) {
    await page.getByRole('button', { name: asWhom }).click()
    await page.getByTestId(/^dialog-(continue|pages)$/).waitFor()
  }
  await page.getByRole('button', { name: /^Continue as/ }).click()
}

async function chooseAllPages(): Promise<void> {
  await page.getByTestId('dialog-pages').waitFor()
  await page.getByRole('radio', { name: /all current and future/ }).check()
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Got it' }).click()
}

test('S6: 14, 7 and 1 days before a key ends every administrator gets one mail, with the Page, the date and a link', async () => {
  await page.getByRole('article', { name: PAGE }).getByText('Key until').waitFor()
  for (const days of [47, 7, 5.5]) {
    const before = mails.received.length
    await pass(days)
    await expect.poll(() => mails.received.length, { timeout: 30_000 }).toBe(before + 1)
  }
  expect(subjects()).toEqual(['in 12 days', 'in 5 days', 'within a day'].map((left) => `The key of ${PAGE} expires ${left}`))
  await page.goto(linkInLast())
  await page.getByRole('heading', { level: 1, name: PAGE }).waitFor()
  await page.getByText('Key expires today').waitFor()
})

test('S6: a key that is dead says why, in the mail, in the settings and above every screen', async () => {
  await pass(2)
  await expect.poll(() => subjects().at(-1), { timeout: 30_000 }).toBe(`${PAGE} is disconnected`)
  await page.getByText('The key has expired. Nothing is sent; replies wait.').waitFor()
  await expectWellInFourForms(page, 'key-expired')
  await page.getByRole('link', { name: 'Tickets', exact: true }).first().click()
  await page.getByText(`${PAGE} is disconnected.`).first().waitFor()
  await page.getByRole('link', { name: 'See why' }).first().click()
  await page.getByRole('heading', { level: 2, name: 'Connection' }).waitFor()
})

test('S11: Login by Facebook, back in the settings, Update: it works again', async () => {
  expect(await page.getByRole('button', { name: 'Update' }).isDisabled()).toBe(true)
  await page.getByRole('button', { name: 'Login by Facebook' }).click()
  await goThroughDialog({ asWhom: /Jagna Morawska/ })
  await page.getByText(`${PAGE} is ticked and every permission is on.`).waitFor()
  await expectWellInFourForms(page, 'key-update')
  await page.getByRole('button', { name: 'Update' }).click()
  await page.getByText(`${PAGE} is connected.`, { exact: true }).waitFor()
  await page.getByText('Healthy').waitFor()
  expect(await page.getByText('The key has expired. Nothing').count()).toBe(0)
})

test('S12: whoever lost the role is named; a reply waits, another administrator logs in, and it is sent', async () => {
  await writeAs(journey.desk.sandboxUrl, CUSTOMER, { text: 'Do you sell gloves?' })
  await page.getByRole('link', { name: 'Tickets', exact: true }).first().click()
  await page.getByText('Do you sell gloves?').first().click()
  await page.getByRole('textbox', { name: /^Message to/ }).fill('Yes, three kinds.')
  await change(`pages/${FULL_PAGE}`, { roles: { [OWNER]: null } })
  await page.keyboard.press('ControlOrMeta+Enter')
  await page.getByText(`${PAGE} is disconnected.`).first().waitFor()
  await page.getByRole('link', { name: 'See why' }).first().click()
  // The doctor says the same of the key.
  const connection = page.getByRole('region', { name: 'Connection' })
  await connection.getByText('Jagna Morawska is no longer an administrator of this Page.').waitFor()
  await connection.getByText('Another administrator of the Page has to log in.').waitFor()
  await expect.poll(() => subjects().filter((subject) => subject === `${PAGE} is disconnected`).length, { timeout: 30_000 }).toBe(2)
  await page.getByRole('button', { name: 'Login by Facebook' }).click()
  await goThroughDialog()
  await page.getByText(`${PAGE} is not among the Pages of this login.`).waitFor()
  expect(await page.getByRole('button', { name: 'Update' }).isDisabled()).toBe(true)
  await expectWellInFourForms(page, 'key-other-person')
  await page.context().clearCookies({ name: 'sandbox_person' })
  await page.getByRole('button', { name: 'Login by Facebook' }).click()
  await goThroughDialog({ asWhom: /Tobias Ekholm/ })
  await chooseAllPages()
  await page.getByRole('button', { name: 'Update' }).click()
  await page.getByText('Healthy').waitFor()
  await page.getByRole('definition').filter({ hasText: 'Tobias Ekholm' }).waitFor()
  await expect
    .poll(async () => {
      const answer = await fetch(`${journey.desk.sandboxUrl}/sandbox/conversations/${FULL_PAGE}/${CUSTOMER}?limit=10`)
      return ((await answer.json()) as { messages: { text: string }[] }).messages.map(({ text }) => text)
    })
    .toEqual(['Do you sell gloves?', 'Yes, three kinds.'])
})

test('P13: the history tells all of it; a Page that is disconnected says by whom, and alarms nobody', async () => {
  await page.getByRole('heading', { level: 2, name: 'History of this channel' }).scrollIntoViewIfNeeded()
  const happened = page.locator('.happenings li')
  await expect
    .poll(() => happened.locator('b').allTextContents())
    .toEqual([
      'Nothing was missing that Facebook shows',
      'Reconnected by Maja Holm',
      'Mail: the Page is disconnected',
      'Stopped working: Facebook refused the key',
      'Nothing was missing that Facebook shows',
      'Reconnected by Maja Holm',
      'Mail: the Page is disconnected',
      'Stopped working: Facebook refused the key',
      'Mail: the key expires within a day',
      'Mail: the key expires within 7 days',
      'Mail: the key expires within 14 days',
      'Connected by Maja Holm',
    ])
  await keepPicture(page, 'channel-history')
  await page.getByRole('button', { name: 'Compare now' }).click()
  await expect.poll(() => happened.count()).toBe(13)
  await page.getByText('Each day is compared with Facebook by itself.').waitFor()
  await page.getByRole('button', { name: 'Disconnect…' }).click()
  await keepPicture(page, 'channel-disconnect')
  await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click()
  await page.getByText('Maja Holm disconnected this Page').waitFor()
  await page.getByRole('definition').filter({ hasText: 'Destroyed' }).waitFor()
  expect(await page.getByText('needs you').count()).toBe(0)
  await keepPicture(page, 'channel-disconnected')
})

test('attack 14: no key that Facebook ever gave stands in the database, the queue, the log, a mail or the data folder', async () => {
  const journal = await fetch(`${journey.desk.sandboxUrl}/sandbox/journal?limit=1000`)
  // The journal shows the heads of keys alone, of which no two are alike.
  const keys = [...new Set((await journal.text()).match(/EAA[A-Za-z0-9]{5}(?=…)/g))]
  expect(keys.length).toBeGreaterThanOrEqual(6)
  const mailed = mails.received.map(({ text }) => text.replaceAll(/=\r?\n/g, ''))
  const left = new Map([...(await allLeftBehind(journey)), ['the mails', mailed]])
  // Nothing would be found in what is empty.
  expect(left.get('channels')).toHaveLength(1)
  expect(left.get('the log')?.join('')).toContain('ready')
  expect(mailed.length).toBeGreaterThan(0)
  expect(whereStands(left, keys)).toEqual({})
  // Of the search: what does stand there is found.
  expect(whereStands(left, [PAGE])).toMatchObject({ channels: 1, 'the mails': mailed.length })
})

test('nothing broke in the pages', () => {
  expect(journey.faults).toEqual([])
})
