import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from '#test/accessible.ts'
import { keepPicture } from '#test/browser.ts'
import { FULL_PAGE } from '#test/cast.ts'
import { startJourney, type Journey } from '#test/journey.ts'
import { control, moveClock, setUpAndConnect } from '#test/walk.ts'

/** Two customers under one post in one ticket: whoever answers one of them is told that the other waits. Each test rests on the one before. */
let journey: Journey
let page: Page
let people: readonly { readonly id: string; readonly name: string }[]
let postId = ''
const ids: Record<string, string> = {}

const POST = 'The new garden furniture is here'
const [NORA_ASKS, OLA_ASKS, TO_NORA, TO_OLA] = [
  'Is the bench made of oak?',
  'Do you ship to Oslo?',
  'Yes, of solid oak.',
  'We do, in a week.',
]
const box = () => journey.desk.sandboxUrl
const row = () => page.locator('.row', { hasText: POST })
const thread = (name: string) => page.getByRole('region', { name: `Comment by ${name}` })
const comment = (text: string) => page.locator('.comment', { hasText: text })

type Shown = { readonly id: string; readonly message: string; readonly parent_id?: string | null; readonly comments?: readonly Shown[] }
const flat = (shown: readonly Shown[]): readonly Shown[] => shown.flatMap((one) => [one, ...flat(one.comments ?? [])])
/** What the wall shows below a comment. */
async function underOnWall(id: string | undefined): Promise<readonly string[]> {
  const answer = await fetch(`${box()}/sandbox/wall/${FULL_PAGE}`)
  return flat(((await answer.json()) as { posts: Shown[] }).posts).flatMap((one) => (one.parent_id === id ? [one.message] : []))
}

async function say(who: number, message: string): Promise<void> {
  await moveClock(box(), { advance_ms: 60_000 })
  ids[message] = (await control<{ id: string }>(box(), 'comments', { object_id: postId, person_id: people[who]?.id, message })).id
}

beforeAll(async () => {
  journey = await startJourney()
  page = await journey.openPage()
  await setUpAndConnect(page, journey.desk.url)
  people = await Promise.all(['Nora Quist', 'Ola Berg'].map((name) => control<{ id: string; name: string }>(box(), 'people', { name })))
}, 180_000)

afterAll(() => journey?.close())

test('an administrator has the Page make one ticket of each post, and it stands there who did', async () => {
  await page.getByRole('link', { name: 'Settings of Morawska Garden Studio' }).click()
  await page.getByRole('heading', { name: 'What becomes a ticket' }).waitFor()
  await page
    .getByRole('radio', { name: /^One ticket per comment thread/ })
    .and(page.locator(':checked'))
    .waitFor()
  await page.getByRole('radio', { name: /^One ticket per post/ }).click()
  await page.getByText(/^Chosen by Maja Holm today/).waitFor()
  await page.reload()
  await page
    .getByRole('radio', { name: /^One ticket per post/ })
    .and(page.locator(':checked'))
    .waitFor()
  await expectAccessible(page, 'the settings of a Page')
  await keepPicture(page, 'one-ticket-per-post-settings')
})

test('two customers under one post are one ticket, which is called by the post', async () => {
  postId = (await control<{ id: string }>(box(), 'posts', { page_id: FULL_PAGE, message: POST })).id
  await say(0, NORA_ASKS)
  await say(1, OLA_ASKS)
  await page.goto(`${journey.desk.url}/tickets/all`)
  await row().getByText(OLA_ASKS).waitFor()
  await row().getByTitle('2 unanswered').waitFor()
  expect(await page.locator('.row').count()).toBe(1)
  await row().getByText('Ola:').waitFor()
  await row().click()
  await thread('Nora Quist').getByText(NORA_ASKS).waitFor()
  await thread('Ola Berg').getByText('Unanswered').waitFor()
  await page.getByText('Choose Reply below the comment that you answer.').waitFor()
  expect(await page.getByRole('textbox', { name: /^Public reply/ }).count()).toBe(0)
  await expectAccessible(page, 'a ticket of a whole post')
  await expectNoSidewaysScroll(page, 'a ticket of a whole post')
  await keepPicture(page, 'one-ticket-per-post')
})

test('an answer stands under the comment that was chosen, and the ticket says that the other waits', async () => {
  await thread('Nora Quist').getByRole('button', { name: 'Reply to Nora' }).click()
  await page.locator('.composer').getByText('Under Nora’s comment. Everyone on Facebook can read it.').waitFor()
  await page.getByRole('textbox', { name: 'Public reply to Nora Quist' }).fill(TO_NORA)
  await page.keyboard.press('Control+Enter')
  await thread('Nora Quist')
    .getByText(/^Posted\b/)
    .waitFor()
  await expect.poll(() => underOnWall(ids[NORA_ASKS])).toEqual([TO_NORA])
  expect(await underOnWall(ids[OLA_ASKS])).toEqual([])
  await row().getByTitle('1 unanswered').waitFor()
  await page.getByRole('link', { name: 'Posts, 1 unanswered' }).waitFor()
  await thread('Nora Quist').getByText('Unanswered').waitFor({ state: 'detached' })
  await thread('Ola Berg').getByText('Unanswered').waitFor()
  await row().getByText('Open', { exact: true }).waitFor()
  await page.getByText('Choose Reply below the comment that you answer.').waitFor()
  await keepPicture(page, 'one-ticket-per-post-one-answered')
})

test('what was begun for one person is not shown to be sent to the other', async () => {
  await thread('Nora Quist').getByRole('button', { name: 'Reply to Nora' }).click()
  await page.getByRole('textbox', { name: 'Public reply to Nora Quist' }).fill('And, Nora,')
  await thread('Ola Berg').getByRole('button', { name: 'Reply to Ola' }).click()
  expect(await page.getByRole('textbox', { name: 'Public reply to Ola Berg' }).inputValue()).toBe('')
  await thread('Nora Quist').getByRole('button', { name: 'Reply to Nora' }).click()
  const field = page.getByRole('textbox', { name: 'Public reply to Nora Quist' })
  expect(await field.inputValue()).toBe('And, Nora,')
  await field.fill('')
})

test('among the posts each comment shows whether it waits, and is answered where it stands', async () => {
  await page.goto(`${journey.desk.url}/posts`)
  await page.locator('.post-row', { hasText: POST }).getByText('1 unanswered').waitFor()
  await page.locator('.post-row', { hasText: POST }).click()
  await comment(OLA_ASKS).getByText('Unanswered').waitFor()
  expect(await comment(NORA_ASKS).first().getByText('Unanswered').count()).toBe(0)
  await comment(OLA_ASKS).getByRole('button', { name: 'Reply', exact: true }).click()
  await page.getByRole('textbox', { name: 'Public reply to Ola Berg' }).fill(TO_OLA)
  await page.keyboard.press('Control+Enter')
  await comment(TO_OLA)
    .getByText(/^Posted\b/)
    .waitFor()
  await expect.poll(() => underOnWall(ids[OLA_ASKS])).toEqual([TO_OLA])
  await keepPicture(page, 'one-ticket-per-post-wall')
  await comment(OLA_ASKS).getByRole('link', { name: 'Open ticket' }).click()
  await thread('Ola Berg').getByText(TO_OLA).waitFor()
  await row().getByText('Pending', { exact: true }).waitFor()
  expect(await page.getByText('Unanswered').count()).toBe(0)
})

test('after the closing one goes on with one of them, in a ticket of that thread', async () => {
  await page.getByRole('button', { name: /^Status/ }).click()
  await page.getByRole('menuitem', { name: /Closed/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('A new comment under the post opens a new ticket').waitFor()
  await dialog.getByRole('button', { name: 'Close ticket' }).click()
  await page.locator('.composer').getByText('A new comment under this post opens a new ticket.').waitFor()
  await thread('Ola Berg').getByRole('button', { name: 'Reply to Ola' }).click()
  await page.getByRole('button', { name: 'Write in a new ticket' }).click()
  await page.getByRole('textbox', { name: 'Public reply to Ola Berg' }).waitFor()
  expect(await page.locator('.conv-head').getByText('Ola Berg').count()).toBe(1)
  await keepPicture(page, 'one-ticket-per-post-written-on')
})
