import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from '#test/accessible.ts'
import { keepPicture } from '#test/browser.ts'
import { FULL_PAGE } from '#test/cast.ts'
import { startJourney, type Journey } from '#test/journey.ts'
import { control, setUpAndConnect, writeAs } from '#test/walk.ts'

/** Two agents have one ticket open. The second answer is held back, shows what is new, and goes only when somebody presses once more. */
let journey: Journey
let maja: Page
let tomas: Page
let noor: string

const log = (page: Page) => page.getByRole('log')
const field = (page: Page) => page.getByRole('textbox', { name: /^Message to/ })
const held = (page: Page) => log(page).locator('.explain', { hasText: 'Held back' })

/** What the customer has on her phone from the Page. */
async function onPhone(): Promise<string[]> {
  const response = await fetch(`${journey.desk.sandboxUrl}/sandbox/conversations/${FULL_PAGE}/${noor}`)
  const { messages } = (await response.json()) as { messages: { text?: string; from: string }[] }
  return messages.flatMap(({ text, from }) => (from === 'page' && text !== undefined ? [text] : []))
}

async function joinTomas(): Promise<Page> {
  const at = `${journey.desk.url}/api/v1`
  await maja.request.post(`${at}/invitations`, { data: { email: 'tomas@example.com', role: 'agent' } })
  const { mails } = (await (await maja.request.get(`${at}/mails`)).json()) as { mails: { id: string }[] }
  const { bodyText } = (await (await maja.request.get(`${at}/mails/${mails[0]?.id}`)).json()) as { bodyText: string }
  const page = await journey.openPage()
  const token = /invitation\/(\S+)/u.exec(bodyText)?.[1]
  const data = { token, name: 'Tomás Ribeiro', password: 'a few other words' }
  expect((await page.request.post(`${at}/invitation-acceptances`, { data })).ok()).toBe(true)
  return page
}

beforeAll(async () => {
  journey = await startJourney()
  maja = await journey.openPage()
  await setUpAndConnect(maja, journey.desk.url)
  tomas = await joinTomas()
  noor = (await control<{ id: string }>(journey.desk.sandboxUrl, 'people', { name: 'Noor Akker' })).id
  await writeAs(journey.desk.sandboxUrl, noor, { text: 'Is there a third seat?' })
  for (const page of [maja, tomas]) {
    await page.goto(`${journey.desk.url}/tickets/all`)
    await page.locator('.row', { hasText: 'Noor Akker' }).click()
    await log(page).getByText('Is there a third seat?').waitFor()
  }
}, 180_000)

afterAll(() => journey?.close())

const saw = (page: Page, words: string) => page.locator('.presence-line').getByText(words)

test('who else has the ticket open, and who writes, is seen in the ticket and in the list, and goes when they go', async () => {
  await saw(maja, 'Tomás Ribeiro is looking at this ticket').waitFor()
  await saw(tomas, 'Maja Holm is looking at this ticket').waitFor()
  await field(tomas).pressSequentially('It')
  await saw(maja, 'Tomás Ribeiro is writing a reply…').waitFor()
  await maja.locator('.row', { hasText: 'Noor Akker' }).getByTitle('Tomás Ribeiro is writing a reply', { exact: true }).waitFor()
  await expectAccessible(maja, 'a ticket in which a colleague writes')
  await keepPicture(maja, 'two-agents')
  await tomas.getByRole('list', { name: 'Ticket folders' }).getByRole('link', { name: /^All/ }).click()
  await maja.locator('.presence-line').waitFor({ state: 'hidden' })
  await tomas.locator('.row', { hasText: 'Noor Akker' }).getByTitle('Maja Holm is looking at this ticket', { exact: true }).waitFor()
  await tomas.locator('.row', { hasText: 'Noor Akker' }).click()
})

test('whoever closes the page has gone at once, and comes back with it', async () => {
  const at = tomas.url()
  await tomas.goto(`${journey.desk.url}/me`)
  await maja.locator('.presence-line').waitFor({ state: 'hidden' })
  const page = await tomas.context().newPage()
  await page.goto(at)
  await saw(maja, 'Tomás Ribeiro is looking at this ticket').waitFor()
  await page.close()
  // Whoever only falls silent is there for half a minute.
  await maja.locator('.presence-line').waitFor({ state: 'hidden', timeout: 10_000 })
  await tomas.goBack()
  await saw(maja, 'Tomás Ribeiro is looking at this ticket').waitFor()
})

test('whoever answers second is held back, and the customer gets one answer', async () => {
  await field(maja).fill('I will check the stock.')
  await field(tomas).fill('It is in stock in Utrecht.')
  await tomas.keyboard.press('Control+Enter')
  await log(maja).getByText('It is in stock in Utrecht.').waitFor()
  await maja.keyboard.press('Control+Enter')
  await held(maja).getByText('Tomás Ribeiro answered after you had last seen the conversation.', { exact: false }).waitFor()
  await expect.poll(onPhone).toEqual(['It is in stock in Utrecht.'])
})

test('Compare shows what is new beside what one wrote', async () => {
  await held(maja).getByRole('button', { name: 'Compare' }).click()
  await maja.getByRole('list', { name: 'New since you wrote' }).getByText('It is in stock in Utrecht.').waitFor()
  await expectAccessible(maja, 'a reply that was held back')
  await keepPicture(maja, 'held-back')
  await maja.emulateMedia({ colorScheme: 'dark' })
  await maja.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(maja, 'a reply that was held back, 390')
  await keepPicture(maja, 'held-back-390-dark')
  await maja.emulateMedia({ colorScheme: 'light' })
  await maja.setViewportSize({ width: 1440, height: 900 })
})

test('it outlives a reload, and goes once with one more press', async () => {
  await maja.reload()
  await held(maja).getByRole('button', { name: 'Send as it is' }).click()
  await held(maja).waitFor({ state: 'detached' })
  await expect.poll(onPhone).toEqual(['It is in stock in Utrecht.', 'I will check the stock.'])
})

test('who reads what came and writes on is not held back', async () => {
  await field(maja).fill('Shall I')
  await writeAs(journey.desk.sandboxUrl, noor, { text: 'Please put one aside.' })
  await log(maja).getByText('Please put one aside.').waitFor()
  await field(maja).pressSequentially(' put it aside until Friday?')
  await maja.keyboard.press('Control+Enter')
  await expect.poll(onPhone).toContain('Shall I put it aside until Friday?')
})

const begunBy = (page: Page, what: string) => page.locator('.others-draft', { hasText: `Tomás Ribeiro ${what}` })

const PLAN = { name: 'floor plan.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n') }

test('what a colleague has begun says what it is, what is to be tapped, and which files go along', async () => {
  await field(tomas).fill('Which day suits you?')
  await tomas.getByRole('button', { name: 'Add quick replies, buttons or cards' }).click()
  await tomas.getByRole('menuitem', { name: /^Quick replies/ }).click()
  await tomas.getByRole('textbox', { name: 'Quick reply 1' }).fill('Saturday')
  await begunBy(maja, 'has a draft here').locator('summary').click()
  await begunBy(maja, 'has a draft here').getByText('Quick replies: Saturday').waitFor()
  await tomas.getByRole('form', { name: 'Reply' }).locator('input[type=file]').setInputFiles(PLAN)
  // It is looked at by a process that has to start.
  await begunBy(maja, 'has a draft here').getByText('1 file: floor plan.pdf').waitFor({ timeout: 60_000 })
  await tomas.getByText('Internal comment', { exact: true }).first().click()
  await tomas.getByRole('textbox', { name: 'Internal comment' }).fill('Ask the shop in Utrecht')
  await begunBy(maja, 'has begun an internal comment here').waitFor()
  await expectAccessible(maja, 'drafts of a colleague')
  await keepPicture(maja, 'drafts-of-a-colleague')
  await tomas.getByRole('textbox', { name: 'Internal comment' }).fill('')
  await begunBy(maja, 'has begun an internal comment here').waitFor({ state: 'detached' })
})

const box = () => journey.desk.sandboxUrl
const comment = (page: Page) => page.locator('.comment', { hasText: 'Is it waterproof?' })
const heldOnWall = (page: Page) => page.locator('.explain', { hasText: 'Held back' })

/** What stands on the wall. */
async function onWall(): Promise<string[]> {
  const answer = await fetch(`${box()}/sandbox/wall/${FULL_PAGE}`)
  const { posts } = (await answer.json()) as { posts: Shown[] }
  return flat(posts).map(({ message }) => message)
}

type Shown = { readonly message: string; readonly comments?: readonly Shown[] }
const flat = (shown: readonly Shown[]): readonly Shown[] => shown.flatMap((one) => [one, ...flat(one.comments ?? [])])

test('among the posts, too, whoever answers second is held back, and one more press sends it', async () => {
  const { id: postId } = await control<{ id: string }>(box(), 'posts', { page_id: FULL_PAGE, message: 'A new jacket' })
  await control(box(), 'comments', { object_id: postId, person_id: noor, message: 'Is it waterproof?' })
  for (const page of [maja, tomas]) {
    await page.goto(`${journey.desk.url}/posts`)
    await page.locator('.post-row', { hasText: 'A new jacket' }).click()
    await comment(page).first().getByRole('button', { name: 'Reply', exact: true }).click()
  }
  const answer = (page: Page) => page.getByRole('textbox', { name: /^Public reply/ })
  await answer(maja).fill('Not quite.')
  await answer(tomas).fill('It is, up to 10,000 mm.')
  await tomas.keyboard.press('Control+Enter')
  await maja.locator('.comment[data-us]', { hasText: '10,000 mm' }).waitFor()
  await maja.keyboard.press('Control+Enter')
  await heldOnWall(maja).getByText('Tomás Ribeiro answered after you had last seen the conversation.', { exact: false }).waitFor()
  await expectAccessible(maja, 'a reply held back among the posts')
  await expectNoSidewaysScroll(maja, 'a reply held back among the posts')
  await keepPicture(maja, 'held-back-among-posts')
  await maja.setViewportSize({ width: 390, height: 844 })
  await expectAccessible(maja, 'a reply held back among the posts, 390')
  await expectNoSidewaysScroll(maja, 'a reply held back among the posts, 390')
  await keepPicture(maja, 'held-back-among-posts-390')
  await maja.setViewportSize({ width: 1440, height: 900 })
  expect(await onWall()).not.toContain('Not quite.')
  await heldOnWall(maja).getByRole('button', { name: 'Send as it is' }).click()
  await expect.poll(onWall).toContain('Not quite.')
  expect(journey.faults).toEqual([])
})
