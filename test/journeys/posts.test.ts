import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepPicture } from '#test/browser.ts'
import { FULL_PAGE } from '#test/cast.ts'
import { startJourney, type Journey } from '#test/journey.ts'
import { control, moveClock, setUpAndConnect } from '#test/walk.ts'

/** The Posts section by keyboard alone: after the set-up no hand touches the mouse. Each test rests on the one before. */
let journey: Journey
let page: Page
let people: readonly { readonly id: string; readonly name: string }[]
const ids: Record<string, string> = {}

const ANSWER = 'Hello, dear Nora: no longer, but perhaps in July. Kind regards'
const box = () => journey.desk.sandboxUrl
const comment = (text: string) => page.locator('.comment', { hasText: text })
const row = (text: string) => page.locator('.post-row', { hasText: text })
const standsOn = () => page.locator('.comment[data-here] .bubble').innerText()
const focusIsOn = (text: string) => page.locator('.comment:focus', { hasText: text }).waitFor()

type Shown = { readonly id: string; readonly message: string; readonly is_hidden: boolean; readonly comments?: readonly Shown[] }
const flat = (shown: readonly Shown[]): readonly Shown[] => shown.flatMap((one) => [one, ...flat(one.comments ?? [])])
const onWall = async (): Promise<readonly Shown[]> => {
  const answer = await fetch(`${box()}/sandbox/wall/${FULL_PAGE}`)
  return flat(((await answer.json()) as { posts: Shown[] }).posts)
}
const saidOnWall = async () => (await onWall()).map(({ message }) => message)

async function post(message: string): Promise<void> {
  ids[message] = (await control<{ id: string }>(box(), 'posts', { page_id: FULL_PAGE, message })).id
}

/** Each a minute after the one before: Facebook tells seconds, and of one second nobody knows which was first. */
async function say(under: string, who: number, message: string): Promise<void> {
  await moveClock(box(), { advance_ms: 60_000 })
  const about = { object_id: ids[under], person_id: people[who]?.id, message }
  ids[message] = (await control<{ id: string }>(box(), 'comments', about)).id
}

beforeAll(async () => {
  journey = await startJourney()
  page = await journey.openPage()
  await setUpAndConnect(page, journey.desk.url)
  people = await Promise.all(['Nora Quist', 'Ola Berg'].map((name) => control<{ id: string; name: string }>(box(), 'people', { name })))
  await post('The garden is open')
  await say('The garden is open', 0, 'Until when?')
  await post('New benches have come')
  await say('New benches have come', 0, 'Is the oak bench still there?')
  await say('New benches have come', 1, 'Cheap benches at bench dot example')
  await say('New benches have come', 1, `Cheaper benches at bench dot example/${'x'.repeat(300)}`)
  await page.goto(`${journey.desk.url}/tickets/all`)
  await page.locator('.row', { hasText: 'Cheaper' }).waitFor()
}, 180_000)

afterAll(() => journey?.close())

test('G P leads to the posts, the one in which most waits first; J opens it and stands on its newest comment', async () => {
  await page.locator('.row').first().focus()
  await page.keyboard.press('g')
  await page.keyboard.press('p')
  await row('New benches').getByText('3 unanswered').waitFor()
  expect(await page.locator('.post-row .say').allInnerTexts()).toEqual(['New benches have come', 'The garden is open'])
  await page.getByRole('link', { name: 'Posts, 4 unanswered' }).waitFor()
  await page.keyboard.press('j')
  await focusIsOn('Cheaper benches')
  await page.getByRole('region', { name: 'Post', exact: true }).getByText('New benches have come').waitFor()
  // A word that is longer than its line breaks within it.
  const bubble = await comment('Cheaper benches').locator('.box').boundingBox()
  const wall = await page.locator('.post-rows').boundingBox()
  expect((bubble?.x ?? 0) + (bubble?.width ?? 0)).toBeLessThanOrEqual((wall?.x ?? 0) + (wall?.width ?? 0))
  await keepPicture(page, 'posts-open')
})

test('J and K step through the comments, X ticks, and D deletes all that are ticked after one question', async () => {
  await page.keyboard.press('x')
  await page.keyboard.press('d')
  await page.getByRole('dialog', { name: 'Delete 1 comment on Facebook?' }).getByText('the text stays in our record').waitFor()
  await page.keyboard.press('Escape')
  await focusIsOn('Cheaper benches')
  await page.keyboard.press('j')
  await focusIsOn('Cheap benches')
  await page.keyboard.press('x')
  await page.getByText('2 selected').waitFor()
  await keepPicture(page, 'posts-selected')
  await page.keyboard.press('d')
  await page.getByRole('dialog', { name: 'Delete 2 comments on Facebook?' }).waitFor()
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Enter')
  await comment('Deleted by Maja Holm').nth(1).waitFor()
  await page.getByText('2 selected').waitFor({ state: 'detached' })
  await expect.poll(saidOnWall).not.toContain('Cheap benches at bench dot example')
  expect((await saidOnWall()).filter((said) => said.startsWith('Cheaper'))).toEqual([])
})

test('N goes to the next that waits, R answers it there; what is written is text and nothing else', async () => {
  await page.keyboard.press('n')
  await focusIsOn('Is the oak bench still there?')
  await page.keyboard.press('r')
  // Whoever types at once types words, and asks for nothing.
  await page.keyboard.type(ANSWER)
  await page.getByRole('textbox', { name: 'Public reply to Nora Quist' }).and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Delete')
  await page.keyboard.press('Control+Enter')
  await focusIsOn('Is the oak bench still there?')
  await comment(ANSWER)
    .getByText(/^Posted\b/)
    .waitFor()
  expect(await page.getByRole('dialog').count()).toBe(0)
  await expect.poll(async () => (await saidOnWall()).filter((said) => said === ANSWER)).toHaveLength(1)
})

test('H hides and shows again, L likes, and each is told where it happened', async () => {
  const isHidden = async () => (await onWall()).find(({ id }) => id === ids['Is the oak bench still there?'])?.is_hidden
  await page.keyboard.press('h')
  await comment('oak bench').getByText('Hidden by Maja Holm').waitFor()
  expect(await isHidden()).toBe(true)
  await page.keyboard.press('h')
  await expect.poll(isHidden).toBe(false)
  await page.keyboard.press('l')
  await comment('oak bench').getByText('Liked by Maja Holm').waitFor()
})

test('N goes on to the next post; P answers once in private, and then says why not again', async () => {
  await page.keyboard.press('n')
  await focusIsOn('Until when?')
  expect(await row('The garden').getAttribute('aria-expanded')).toBe('true')
  expect(await row('New benches').getAttribute('aria-expanded')).toBe('false')
  await comment('Until when?').getByRole('button', { name: 'Assign to a colleague' }).waitFor()
  await page.keyboard.press('m')
  await comment('Until when?').getByRole('button', { name: 'You, assignee' }).waitFor()
  await focusIsOn('Until when?')
  await page.keyboard.press('p')
  await page.getByRole('dialog', { name: 'Reply privately to Nora' }).waitFor()
  await page.keyboard.type('Until nine')
  await page.keyboard.press('Control+Enter')
  await comment('Until when?').getByText('Replied privately by Maja Holm').waitFor()
  await page.keyboard.press('p')
  await page.getByText('Already used. Facebook allows one private reply to a comment.').waitFor()
})

test('what comes meanwhile is there at once, and one stands where one stood', async () => {
  await say('The garden is open', 1, 'Are dogs allowed?')
  await comment('Are dogs allowed?').waitFor()
  await row('The garden').getByText('2 unanswered').waitFor()
  expect(await standsOn()).toBe('Until when?')
  await focusIsOn('Until when?')
})

test('Esc goes back to the post, and once more closes it; what is filtered stays in the address', async () => {
  await page.keyboard.press('Escape')
  await row('The garden').and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Escape')
  await page.locator('.comment').first().waitFor({ state: 'detached' })
  await page.goto(`${journey.desk.url}/posts/own?having=unanswered`)
  await row('The garden').waitFor()
  expect(await row('New benches').count()).toBe(0)
})

test('nothing broke in any page', () => {
  expect(journey.faults).toEqual([])
})
