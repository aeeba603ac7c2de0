import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from '#test/accessible.ts'
import { keepPicture, openLargeText } from '#test/browser.ts'
import { FULL_PAGE } from '#test/cast.ts'
import { startJourney, type Journey } from '#test/journey.ts'
import { authorise, connectFirstPage, control, moveClock, setUpDesk, switchFacebookOn, writeAs, writeAsCustomer } from '#test/walk.ts'
import { CUSTOMERS } from '#test/whole-desk.ts'

/**
 * Every screen is looked at in light, in dark and in forced colours, in four widths, and with text of twice the size: axe finds nothing,
 * and nothing scrolls sideways. Each test rests on the one before.
 */
const WIDTHS = [390, 768, 1024, 1440]
const LONG_NAME = 'Bartholomäus Konstantinopolitanczykowiakiewicz-Featherstonehaugh'

const QUESTION = 'Dzień dobry! My order LC-Il10O-8852 came today with two broken pots. The courier did not want to take it back.'
const SCENE: readonly (readonly [string, string])[] = [
  [CUSTOMERS[1] ?? '', 'سلام، الفاتورة لم تصل بعد. هل يمكنكم إرسالها؟'],
  [CUSTOMERS[2] ?? '', 'Mẫu này còn size S không shop ơi?'],
  [CUSTOMERS[3] ?? '', 'Дякую! Чекаю на вашу відповідь'],
  [CUSTOMERS[4] ?? '', 'Is the order with the tulip bulbs on its way?'],
  [CUSTOMERS[0] ?? '', QUESTION],
]

let journey: Journey
let page: Page
let customer: Page

beforeAll(async () => {
  journey = await startJourney()
  ;[page, customer] = await Promise.all([journey.openPage(), journey.openPage()])
}, 120_000)

afterAll(() => journey?.close())

async function lookAt(name: string, seen: Page = page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await seen.emulateMedia({ colorScheme, forcedColors: 'none' })
    await expectAccessible(seen, `${name}, ${colorScheme}`)
    await keepPicture(seen, `every-${name}-${colorScheme}`)
  }
  await seen.emulateMedia({ colorScheme: 'light', forcedColors: 'active' })
  await expectAccessible(seen, `${name}, forced colours`)
  await keepPicture(seen, `every-${name}-forced`)
  await seen.emulateMedia({ colorScheme: 'light', forcedColors: 'none' })
  await lookAtWidths(name, seen)
}

async function lookAtWidths(name: string, seen: Page): Promise<void> {
  for (const width of WIDTHS) {
    await seen.setViewportSize({ width, height: 900 })
    await expectNoSidewaysScroll(seen, `${name}, ${width} wide`)
  }
}

async function go(path: string): Promise<void> {
  await page.goto(`${journey.desk.url}${path}`)
}

test('U32: the set-up and the first steps', async () => {
  await go('/')
  await page.getByLabel('Workspace name').waitFor()
  await lookAt('set-up')
  await setUpDesk(page, journey.desk.url)
  await page.getByRole('button', { name: 'What Facebook will ask' }).click()
  await lookAt('first-steps')
}, 120_000)

test('U32: an empty desk', async () => {
  await go('/tickets/my')
  await page.locator('.list .empty').waitFor()
  await lookAt('tickets-empty')
  await go('/settings/channels')
  await page.getByRole('heading', { name: 'No channel yet' }).waitFor()
  await lookAt('channels-empty')
  await go('/nowhere')
  await page.getByRole('heading', { name: 'Page not found' }).waitFor()
  await lookAt('not-found')
}, 120_000)

test('U32: extensions, adding a channel, choosing Pages', async () => {
  await go('/')
  await switchFacebookOn(page)
  await lookAt('extensions')
  await authorise(page)
  await lookAt('choose-pages')
  await connectFirstPage(page)
  await lookAt('channels')
  await page.getByRole('link', { name: 'Settings of Morawska Garden Studio' }).click()
  await page.getByRole('heading', { level: 1, name: 'Morawska Garden Studio' }).waitFor()
  await page.getByRole('switch', { name: 'Mentions become tickets' }).press('Space')
  await page.getByText(/^Turned off by Maja Holm/).waitFor()
  await lookAt('channel-settings')
  await page.getByRole('switch', { name: 'Mentions become tickets' }).press('Space')
  await page.getByText(/^Turned on by Maja Holm/).waitFor()
  await go('/settings/channels/new')
  await page.getByRole('heading', { level: 1, name: 'Add Channel' }).waitFor()
  await lookAt('add-channel')
}, 180_000)

test('U32: people, invitations, mail, and a log of nothing', async () => {
  await go('/settings/people')
  await page.getByRole('button', { name: 'Invite a colleague' }).click()
  await page.getByRole('textbox', { name: 'E-mail' }).fill('aylin@example.com')
  await lookAt('invite')
  await page.getByRole('dialog').getByRole('button', { name: /invit/i }).click()
  await page.getByText('aylin@example.com').first().waitFor()
  await go('/settings/people')
  await page.getByText('aylin@example.com').first().waitFor()
  await lookAt('people')
  await go('/settings/mail')
  await page.getByRole('link', { name: /aylin@example.com/ }).waitFor()
  await lookAt('mails')
  await page.getByRole('link', { name: /aylin@example.com/ }).click()
  await page.locator('.mail-body').waitFor()
  await lookAt('mail')
  await go('/settings/moderation-log')
  await page.getByRole('heading', { name: 'No entries' }).waitFor()
  await lookAt('moderation-log-empty')
}, 180_000)

test('U44: on a phone, whom a mail went to is one line', async () => {
  await page.setViewportSize({ width: 390, height: 900 })
  await go('/settings/mail')
  const recipient = page.getByText('To aylin@example.com')
  await recipient.waitFor()
  expect(await recipient.evaluate((line) => new Set([...line.getClientRects()].map(({ y }) => y)).size)).toBe(1)
})

test('U32: tickets, the menus of a ticket, the command menu, the shortcuts', async () => {
  await customer.goto(`${journey.desk.sandboxUrl}/sandbox`)
  await writeAsCustomer(customer, 'Dzień dobry! Is my order Il10O ready?')
  await go('/tickets/all')
  await page.getByText('Dzień dobry!').first().waitFor()
  await lookAt('tickets')
  await page.getByText('Dzień dobry!').first().click()
  await page.getByRole('log').getByText('Dzień dobry!').waitFor()
  await lookAt('ticket')
  await page
    .getByRole('button', { name: /^Status/ })
    .first()
    .click()
  await page.getByRole('menu').waitFor()
  await lookAt('status-menu')
  await page.keyboard.press('Escape')
  await page.getByRole('menu').waitFor({ state: 'detached' })
  await page.locator('.conv-head .assignee-button').click()
  await page.getByRole('menu').waitFor()
  await lookAt('assignee-menu')
  await page.getByRole('menuitem', { name: /^You/ }).click()
  await page.getByRole('button', { name: 'You, assignee' }).first().waitFor()
  await page.getByRole('log').getByText('Maja Holm self-assigned this').waitFor()
  await lookAt('ticket-assigned')
  await page.getByRole('menu').waitFor({ state: 'detached' })
  await page.locator('.conv-head h2').focus()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').waitFor()
  await lookAt('command-menu')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.locator('.conv-head h2').focus()
  await page.keyboard.press('Shift+?')
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
  await lookAt('shortcuts')
  await page.keyboard.press('Escape')
}, 240_000)

test('U31: in the computer’s own colours the chosen row, folder and mode show, and a window says its level', async () => {
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.emulateMedia({ forcedColors: 'active' })
  await moveClock(journey.desk.sandboxUrl, { advance_ms: 19 * 60 * 60 * 1000 })
  await page.locator('.row .win').getByText('ends soon').waitFor()
  const styleOf = (seen: Locator, name: 'backgroundColor' | 'outlineStyle') =>
    seen.evaluate((element, of) => element.ownerDocument.defaultView?.getComputedStyle(element)[of], name)
  const folder = page.locator('.folders .nav-item[data-here]')
  const mode = page.locator('.mode', { has: page.getByRole('radio', { checked: true }) })
  for (const [chosen, other] of [
    [folder, page.locator('.folders .nav-item:not([data-here])')],
    [mode, page.locator('.mode', { has: page.getByRole('radio', { checked: false }) })],
  ] as const) {
    expect(await styleOf(chosen, 'backgroundColor')).not.toBe(await styleOf(other.first(), 'backgroundColor'))
  }
  await page.locator('.conv-head h2').focus()
  expect(await styleOf(page.locator('.row[data-here]'), 'outlineStyle')).toBe('solid')
  await moveClock(journey.desk.sandboxUrl, { reset: true })
  await page.emulateMedia({ forcedColors: 'none' })
  expect(await styleOf(page.locator('.row[data-here]'), 'outlineStyle')).toBe('none')
}, 60_000)

test('U32: what everybody reads: posts, an open one, a selection, reviews', async () => {
  await go('/posts/own')
  await page.getByRole('heading', { name: 'No posts yet' }).waitFor()
  await lookAt('posts-empty')
  const person_id = CUSTOMERS[1]
  const { id } = await control<{ id: string }>(journey.desk.sandboxUrl, 'posts', {
    page_id: FULL_PAGE,
    message: 'The new benches have come',
  })
  for (const message of ['Is the oak one still there?', 'سلام، الفاتورة لم تصل بعد']) {
    await control(journey.desk.sandboxUrl, 'comments', { object_id: id, person_id, message })
  }
  await control(journey.desk.sandboxUrl, 'ratings', {
    page_id: FULL_PAGE,
    person_id,
    recommendation_type: 'positive',
    review_text: LONG_NAME,
  })
  await page.locator('.post-row').getByText('2 unanswered').waitFor()
  await lookAt('posts')
  await page.locator('.post-row').click()
  await page.locator('.comment').nth(1).waitFor()
  await page.locator('.comment').first().getByRole('checkbox').check()
  await page.getByText('1 selected').waitFor()
  await lookAt('post-open')
  await go('/posts/reviews')
  await page.locator('.comment').waitFor()
  await page.getByText('Show as a table').click()
  await page.getByRole('table').waitFor()
  await lookAt('reviews')
}, 180_000)

test('U32: oneself, and the menu under one’s name', async () => {
  await go('/me')
  await page.getByRole('heading', { level: 1 }).waitFor()
  await lookAt('me')
  await page.locator('.me-button').click()
  await page.getByRole('menu').waitFor()
  await lookAt('own-menu')
  await page.keyboard.press('Escape')
}, 120_000)

test('U32: signing in', async () => {
  const stranger = await journey.openPage()
  await stranger.goto(journey.desk.url)
  await stranger.getByRole('textbox', { name: 'E-mail' }).waitFor()
  await lookAt('sign-in', stranger)
  await stranger.goto(`${journey.desk.url}/forgot-password`)
  await stranger.getByRole('textbox', { name: 'E-mail' }).waitFor()
  await lookAt('forgot-password', stranger)
  await stranger.goto(`${journey.desk.url}/invitation/none`)
  await stranger.getByRole('heading', { level: 1 }).waitFor()
  await lookAt('invitation-gone', stranger)
  await stranger.context().close()
}, 120_000)

test('U32: the sandbox', async () => {
  await expectAccessible(customer, 'sandbox')
})

test('U30: with text of twice the size nothing scrolls sideways, on a screen of any width', async () => {
  const large = await openLargeText({ width: 1440, height: 900 })
  try {
    await large.page.context().addCookies(await page.context().cookies())
    const ticket = await ticketAddress()
    for (const path of ['/first-steps', '/tickets/all', ticket, '/settings/channels', '/settings/channels/new', '/settings/extensions']) {
      await showLarge(large.page, path)
    }
    for (const path of ['/settings/people', '/settings/mail', '/settings/moderation-log', '/me', '/nowhere']) {
      await showLarge(large.page, path)
    }
  } finally {
    await large.close()
  }
}, 180_000)

async function showLarge(large: Page, path: string): Promise<void> {
  await large.goto(`${journey.desk.url}${path}`)
  await large.getByRole('heading').first().waitFor()
  expect(await large.evaluate('getComputedStyle(document.documentElement).fontSize')).toBe('32px')
  for (const width of WIDTHS) {
    await large.setViewportSize({ width, height: 900 })
    await keepPicture(large, `large${path.replaceAll('/', '-').slice(0, 30)}-${width}`)
    await expectNoSidewaysScroll(large, `${path} with large text, ${width} wide`)
  }
}

async function ticketAddress(): Promise<string> {
  await page.setViewportSize({ width: 1440, height: 900 })
  await go('/tickets/all')
  return (await page.locator('a.row').first().getAttribute('href')) ?? ''
}

test('the picture of the README is what a desk looks like today', async () => {
  await page.setViewportSize({ width: 1440, height: 900 })
  for (const [person, text] of SCENE) {
    await writeAs(journey.desk.sandboxUrl, person, { text })
  }
  await go('/tickets/all')
  await page.getByText(QUESTION).first().click()
  const composer = page.getByRole('textbox', { name: /^Message to/ })
  await composer.fill('Hi, I am sorry, that is not how it should arrive. I can send two new pots today. Does that suit you?')
  await composer.press('Control+Enter')
  await page
    .getByRole('log')
    .getByText(/^(Sent|Delivered|Read)\b/)
    .waitFor()
  await page.getByText('Internal comment', { exact: true }).first().click()
  await page
    .getByRole('textbox', { name: 'Internal comment' })
    .fill('Four of these left in the warehouse. I put two aside under LC-Il10O-8852.')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('log').getByText('Four of these left').waitFor()
  await writeAs(journey.desk.sandboxUrl, SCENE[4]?.[0] ?? '', { text: 'Two new pots, please! Thank you for the quick answer.' })
  await page.getByRole('log').getByText('Two new pots, please!').waitFor()
  await page.getByText('Reply', { exact: true }).first().click()
  await composer.fill('They leave today. Shall I send you the number of the parcel?')
  await keepPicture(page, 'readme-ticket')
}, 60_000)

test('U30: of a disconnected Page the reason and the way on are in sight on a phone with text of twice the size', async () => {
  await control(journey.desk.sandboxUrl, 'tokens/kill', { page_id: FULL_PAGE })
  await page.getByRole('textbox', { name: /^Message to/ }).press('Control+Enter')
  await page.getByRole('alert').getByText('is disconnected.').waitFor()
  const large = await openLargeText({ width: 390, height: 844 })
  try {
    await large.page.context().addCookies(await page.context().cookies())
    await large.page.goto(page.url())
    const lock = large.page.locator('.lock')
    await lock.getByText('Nothing can be sent until you reconnect this Page.').waitFor()
    await keepPicture(large.page, 'large-disconnected')
    for (const each of await large.page.getByRole('link', { name: 'See why' }).all()) {
      const box = await each.boundingBox()
      expect((box?.y ?? Infinity) + (box?.height ?? 0)).toBeLessThanOrEqual(844)
    }
    const lines = await large.page.locator('.thread').boundingBox()
    expect(lines?.height).toBeGreaterThan(100)
    await expectNoSidewaysScroll(large.page, 'a disconnected Page with large text')
  } finally {
    await large.close()
  }
}, 60_000)

test('U18: a long name of one’s own stays in the navigation, and the switch beside it in sight', async () => {
  await page.route('**/api/v1/session', async (route) => {
    const answer = await route.fetch()
    const session = await answer.json()
    await route.fulfill({ response: answer, json: { ...session, user: { ...session.user, name: LONG_NAME } } })
  })
  await page.setViewportSize({ width: 1440, height: 900 })
  await go('/tickets/all')
  const nav = await page.locator('nav.nav').boundingBox()
  const button = await page.locator('.me .mantine-ActionIcon-root').boundingBox()
  expect((button?.x ?? 0) + (button?.width ?? 0)).toBeLessThanOrEqual((nav?.x ?? 0) + (nav?.width ?? 0))
  await expectNoSidewaysScroll(page, 'a long own name')
  await keepPicture(page, 'long-own-name')
  await page.unrouteAll({ behavior: 'wait' })
})

test('nothing broke in either page', () => {
  expect(journey.faults).toEqual([])
})
