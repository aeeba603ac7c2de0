import { readFile } from 'node:fs/promises'
import type { Page, Request } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from '#test/accessible.ts'
import { keepPicture } from '#test/browser.ts'
import { FULL_PAGE } from '#test/cast.ts'
import { startJourney, type Journey } from '#test/journey.ts'
import { control, findEmoji, letGoAfter, moveClock, setUpAndConnect, writeAs } from '#test/walk.ts'

/** What customers write in public, from the wall to the ticket and back to the wall, with the web as it is built. */
let journey: Journey
let page: Page
let people: readonly { readonly id: string; readonly name: string }[]
let postId = ''
let questionId = ''

const QUESTION = 'Do you still have the oak bench?'
const ANSWER = 'Yes, three are left.'
const box = () => journey.desk.sandboxUrl
const log = () => page.getByRole('log')
const row = (text: string) => page.locator('.row', { hasText: text }).first()

type Shown = {
  readonly id: string
  readonly message: string
  readonly is_hidden: boolean
  readonly post_id?: string
  readonly parent_id?: string | null
  readonly comments?: readonly Shown[]
}

async function wall(): Promise<readonly Shown[]> {
  const answer = await fetch(`${box()}/sandbox/wall/${FULL_PAGE}`)
  return ((await answer.json()) as { posts: Shown[] }).posts
}
const onWall = async (id: string): Promise<Shown | undefined> => flat(await wall()).find((shown) => shown.id === id)
const flat = (shown: readonly Shown[]): readonly Shown[] => shown.flatMap((one) => [one, ...flat(one.comments ?? [])])
const saidOnWall = async () => flat(await wall()).map(({ message }) => message)
/** What stands under a post or a comment, by its words. */
const underOnWall = async (id: string) =>
  flat(await wall()).flatMap(({ post_id, parent_id, message }) => ((parent_id ?? post_id) === id ? [message] : []))
const who = (index: number) => people[index] ?? { id: '', name: '' }

beforeAll(async () => {
  journey = await startJourney()
  page = await journey.openPage()
  await setUpAndConnect(page, journey.desk.url)
  people = await Promise.all(
    ['Nora Quist', 'Ola Berg', 'Pia Lund', 'Rasmus Falk'].map((name) => control<{ id: string; name: string }>(box(), 'people', { name })),
  )
}, 180_000)

afterAll(() => journey?.close())

test('B01: a post of the Page opens nothing; a comment under it is a ticket with the post above', async () => {
  postId = (await control<{ id: string }>(box(), 'posts', { page_id: FULL_PAGE, message: 'The new garden furniture is here' })).id
  questionId = (await control<{ id: string }>(box(), 'comments', { object_id: postId, person_id: who(0).id, message: QUESTION })).id
  await page.goto(`${journey.desk.url}/tickets/all`)
  await row(QUESTION).click()
  await log().getByText(QUESTION).waitFor()
  await page.getByRole('region', { name: 'Post' }).getByText('The new garden furniture is here').waitFor()
  await page.locator('.composer').getByText('Everyone on Facebook can read it.').waitFor()
  expect(await page.locator('.row').count()).toBe(1)
  // All that can be done stands in one row.
  await log().getByRole('button', { name: 'Block' }).waitFor()
  expect((await log().locator('.acts').boundingBox())?.height).toBeLessThan(40)
  await keepPicture(page, 'comment-ticket')
})

test('an answer stands on the wall under the comment, once, and is told as posted', async () => {
  await page.getByRole('textbox', { name: /^Public reply/ }).fill(ANSWER)
  await page.keyboard.press('Control+Enter')
  await log()
    .getByText(/^Posted\b/)
    .waitFor()
  await expect.poll(async () => (await saidOnWall()).filter((said) => said === ANSWER)).toHaveLength(1)
  expect(await underOnWall(questionId)).toEqual([ANSWER])
  await page.reload()
  await log().getByText(ANSWER).waitFor()
  expect(await log().getByText(ANSWER).count()).toBe(1)
})

test('an answer is edited, and the wall shows the new words', async () => {
  await log().getByRole('button', { name: 'Edit' }).click()
  await page.getByRole('dialog').getByRole('textbox').fill('Yes, three are left, in oak.')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await log().getByText('Edited by Maja Holm').waitFor()
  expect(await saidOnWall()).toContain('Yes, three are left, in oak.')
})

test('an emoji goes into an edit, and Escape leaves the emoji before it leaves the edit', async () => {
  await log().getByRole('button', { name: 'Edit' }).click()
  const dialog = page.getByRole('dialog', { name: 'Edit this answer' })
  const emoji = page.getByRole('dialog', { name: 'Emoji' })
  await dialog.getByRole('button', { name: 'Emoji' }).press('Enter')
  await emoji.getByRole('gridcell').first().waitFor()
  await keepPicture(page, 'edit-emoji')
  await page.keyboard.press('Escape')
  await emoji.waitFor({ state: 'detached' })
  await dialog.getByRole('button', { name: 'Emoji' }).click()
  await findEmoji(emoji, '🌳', 'deciduous tree')
  await page.keyboard.press('Enter')
  await expect.poll(() => dialog.getByRole('textbox').inputValue()).toBe('Yes, three are left, in oak.🌳')
  await dialog.getByRole('textbox').fill('Yes, three are left, in oak.')
  await dialog.getByRole('button', { name: 'Cancel' }).last().click()
})

test('the words of an edit outlive a request that fails, a desk in trouble, a closed dialog and a reload', async () => {
  const words = 'Yes, three are left, in oak and in beech.'
  const field = page.getByRole('dialog').getByRole('textbox')
  const save = () => page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await page.route('**/acts', (route) => route.abort())
  await log().getByRole('button', { name: 'Edit' }).click()
  await field.fill(words)
  await save()
  await page.getByRole('alert').getByText('Check your connection and try again. Your text stays here until it is sent.').waitFor()
  expect(await field.inputValue()).toBe(words)
  await keepPicture(page, 'edit-not-sent')
  await page.unroute('**/acts')
  await page.route('**/acts', (route) => route.fulfill({ status: 502, body: 'Bad Gateway' }))
  await save()
  await page.getByRole('alert').getByText('The desk answered 502. Try again in a moment. Your text stays here until it is sent.').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.reload()
  await log().getByRole('button', { name: 'Edit' }).click()
  await page.getByText('You began this before; it was kept in this browser.').waitFor()
  expect(await field.inputValue()).toBe(words)
  await page.unroute('**/acts')
  await save()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await expect.poll(saidOnWall).toContain(words)
  expect(await page.evaluate("JSON.stringify(localStorage).includes('in beech')")).toBe(false)
})

test('words that the desk has, though its answer was lost, are not asked for again', async () => {
  const words = 'Yes, three are left, in oak and in ash.'
  await page.route('**/acts', async (route) => {
    await route.fetch()
    await route.abort()
  })
  await log().getByRole('button', { name: 'Edit' }).click()
  await page.getByRole('dialog').getByRole('textbox').fill(words)
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await expect.poll(saidOnWall).toContain(words)
  await page.unrouteAll({ behavior: 'wait' })
})

test('a comment is hidden and shown again, and liked', async () => {
  await log().getByRole('button', { name: 'Hide' }).press('Enter')
  await log().getByText('Hidden. Only the author and their friends see it on Facebook.').waitFor()
  await log().getByText('Hidden by Maja Holm').waitFor()
  expect(await onWall(questionId)).toMatchObject({ is_hidden: true })
  await keepPicture(page, 'comment-hidden')
  // Whoever works by keyboard stands on what undoes it.
  await log().getByRole('button', { name: 'Show again' }).and(page.locator(':focus')).press('Enter')
  await log().getByRole('button', { name: 'Hide' }).waitFor()
  await expect.poll(async () => (await onWall(questionId))?.is_hidden).toBe(false)
  await log().getByRole('button', { name: 'Like', exact: true }).click()
  await log().getByRole('button', { name: 'Unlike' }).waitFor()
  await log().getByText('Liked by Maja Holm').waitFor()
})

test('what could not be asked because the net was cut is told until the net is back', async () => {
  const problem = page.getByText('The desk cannot be reached. Check your connection and try again.')
  await page.context().setOffline(true)
  await log().getByRole('button', { name: 'Hide' }).click()
  await problem.waitFor()
  const [toast, composer] = [await page.locator('.toast').boundingBox(), await page.locator('.composer').boundingBox()]
  expect((toast?.x ?? Infinity) + (toast?.width ?? 0)).toBeLessThanOrEqual(composer?.x ?? 0)
  await page.context().setOffline(false)
  await problem.waitFor({ state: 'detached' })
  expect(await onWall(questionId)).toMatchObject({ is_hidden: false })
})

test('B17, B18: a private reply goes once; the person’s answer opens a private ticket that leads back', async () => {
  await log().getByRole('button', { name: 'Reply privately' }).click()
  await page.getByRole('dialog').getByRole('textbox').fill('I can keep one for you.')
  await keepPicture(page, 'private-reply')
  await page.getByRole('dialog').getByRole('button', { name: 'Send privately' }).click()
  await log().getByText('Replied privately by Maja Holm').waitFor()
  const used = log().getByRole('button', { name: 'Reply privately' })
  expect(await used.getAttribute('aria-disabled')).toBe('true')
  // The focus is where it was before the dialog, and there the act says why it cannot be done again.
  await used.and(page.locator(':focus')).press('Enter')
  await page.getByText('Already used. Facebook allows one private reply to a comment.').waitFor()
  await writeAs(box(), who(0).id, { text: 'Please do!' })
  await log().getByRole('link', { name: 'Open the private ticket' }).click()
  await log().getByText('Please do!').waitFor()
  await log().getByText('I can keep one for you.').waitFor()
  expect(await log().getByText('I can keep one for you.').count()).toBe(1)
  expect(await page.locator('.conv-head').getByText(who(0).name).count()).toBe(1)
  await keepPicture(page, 'private-reply-answered')
  await log().getByRole('link', { name: 'Open the comment' }).click()
  await log().getByText(QUESTION).waitFor()
})

test('a comment of somebody else in the thread stands there by name; deleted, it stays in our record', async () => {
  const id = (await control<{ id: string }>(box(), 'comments', { object_id: questionId, person_id: who(1).id, message: 'I want one, too' }))
    .id
  await page.goto(`${journey.desk.url}/tickets/all`)
  await row(`${who(1).name.split(' ')[0]}: I want one, too`).click()
  const theirs = log().locator('.msg', { hasText: 'I want one, too' })
  await theirs.getByText(who(1).name).waitFor()
  await theirs.getByRole('button', { name: 'Hide' }).click()
  await theirs.getByText('Hidden by Maja Holm').waitFor()
  await theirs.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await log().getByText('Deleted by Maja Holm').waitFor()
  // What nobody sees any more is not told as what the author still sees.
  await theirs.getByText('Hidden. Only the author').waitFor({ state: 'detached' })
  await expect.poll(async () => await onWall(id)).toBe(undefined)
  await keepPicture(page, 'comment-deleted')
})

test('B16: what was answered privately in Facebook is greyed as soon as somebody looks, and says so', async () => {
  const { id } = await control<{ id: string }>(box(), 'comments', { object_id: postId, person_id: who(3).id, message: 'And tables?' })
  await control(box(), 'private-replies', { page_id: FULL_PAGE, comment_id: id, text: 'Two are left.' })
  await row('And tables?').click()
  await log()
    .getByTitle(/^Already used\. Someone replied privately in Facebook itself/)
    .waitFor()
  expect(await log().getByRole('button', { name: 'Reply privately' }).getAttribute('aria-disabled')).toBe('true')
  await keepPicture(page, 'answered-privately-elsewhere')
})

test('an answer that mentions whoever wrote the comment stands on the wall with their name as a link, once', async () => {
  const { id } = await control<{ id: string }>(box(), 'comments', { object_id: postId, person_id: who(0).id, message: 'Which wood is it?' })
  await row('Which wood is it?').click()
  const field = page.getByRole('textbox', { name: /^Public reply/ })
  await field.fill('it is oak.')
  await page.getByRole('button', { name: 'Mention Nora' }).click()
  await page.getByRole('form', { name: 'Reply' }).getByText('Nora Quist').waitFor()
  expect(await page.getByRole('button', { name: 'Mention Nora' }).getAttribute('aria-pressed')).toBe('true')
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await keepPicture(page, `comment-mention-${colorScheme}`)
  }
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(page, 'a mention, 390 wide')
  await keepPicture(page, 'comment-mention-390')
  await page.setViewportSize({ width: 1440, height: 900 })
  await field.press('Control+Enter')
  await log().getByText('Nora Quist it is oak.').waitFor()
  await log()
    .getByText(/^Posted\b/)
    .waitFor()
  await expect.poll(() => underOnWall(id)).toEqual(['Nora Quist it is oak.'])
  expect(flat(await wall()).find(({ message }) => message === 'Nora Quist it is oak.')).toMatchObject({
    message_tags: [{ name: 'Nora Quist', type: 'user', offset: 0, length: 10 }],
  })
  await page.reload()
  await log().getByText('Nora Quist it is oak.').waitFor()
  expect(await log().getByText('it is oak.').count()).toBe(1)
  await log().locator('.bubble b', { hasText: 'Nora Quist' }).waitFor()
  await keepPicture(page, 'comment-mentioned')
  expect(await page.getByRole('button', { name: 'Mention Nora' }).getAttribute('aria-pressed')).toBe('false')
})

test('an answer that is undone comes back with whom it mentions, outlives a reload so, and is sent with the mention', async () => {
  const { id } = await control<{ id: string }>(box(), 'comments', { object_id: postId, person_id: who(0).id, message: 'And the screws?' })
  await row('And the screws?').click()
  await letGoAfter(page, 30)
  await page.reload()
  const field = page.getByRole('textbox', { name: /^Public reply/ })
  const mentioned = page.getByRole('form', { name: 'Reply' }).getByText('Nora Quist')
  await field.fill('they are brass.')
  await page.getByRole('button', { name: 'Mention Nora' }).click()
  await field.press('Control+Enter')
  await page.getByRole('button', { name: /^Undo/ }).click()
  await mentioned.waitFor()
  expect(await field.inputValue()).toBe('they are brass.')
  await keepPicture(page, 'comment-mention-undone')
  await letGoAfter(page, 0)
  await page.reload()
  await mentioned.waitFor()
  await field.press('Control+Enter')
  await expect.poll(() => underOnWall(id)).toEqual(['Nora Quist they are brass.'])
  expect(flat(await wall()).find(({ message }) => message === 'Nora Quist they are brass.')).toMatchObject({
    message_tags: [{ name: 'Nora Quist', type: 'user', offset: 0, length: 10 }],
  })
  expect(await page.getByRole('button', { name: 'Mention Nora' }).getAttribute('aria-pressed')).toBe('false')
})

test('whoever wrote a comment is blocked on the Page once somebody means it, and let in again', async () => {
  const spammer = await control<{ id: string }>(box(), 'people', { name: 'Otto Fremd' })
  const sayAs = async (message: string) =>
    await fetch(`${box()}/sandbox/comments`, {
      method: 'POST',
      body: JSON.stringify({ object_id: postId, person_id: spammer.id, message }),
    })
  expect((await sayAs('Cheap watches, write me')).ok).toBe(true)
  await row('Cheap watches').click()
  const theirs = log().locator('.msg', { hasText: 'Cheap watches' })
  await theirs.getByRole('button', { name: 'Block', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: /^Block Otto Fremd on / })
  await dialog.getByText('can’t comment on this Page').waitFor()
  await lookAtDialog('block-author')
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  expect((await sayAs('Really cheap')).ok).toBe(true)
  await theirs.getByRole('button', { name: 'Block', exact: true }).click()
  await dialog.getByRole('button', { name: 'Block', exact: true }).click()
  await theirs.getByText('Author blocked on this Page by Maja Holm').waitFor()
  expect((await sayAs('And again')).status).toBe(409)
  await keepPicture(page, 'author-blocked')
  await row('Really cheap').click()
  await log().locator('.msg', { hasText: 'Really cheap' }).getByRole('button', { name: 'Unblock' }).click()
  await row('Cheap watches').click()
  await theirs.getByText('Since then the author was unblocked.').waitFor()
  await theirs.getByRole('button', { name: 'Block', exact: true }).waitFor()
  expect((await sayAs('Back again')).ok).toBe(true)
})

async function lookAtDialog(name: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await expectAccessible(page, `${name}, ${colorScheme}`)
    await keepPicture(page, `${name}-${colorScheme}`)
  }
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(page, `${name}, 390 wide`)
  await keepPicture(page, `${name}-390`)
  await page.setViewportSize({ width: 1440, height: 900 })
}

test('Facebook is asked about the newest comment, and about another once somebody stands there; of each once', async () => {
  const say = (under: string, message: string) =>
    control<{ id: string }>(box(), 'comments', { object_id: under, person_id: who(2).id, message })
  const { id } = await say(postId, 'And stools?')
  for (const more of ['Or chairs?', 'In ash?']) {
    // Facebook tells seconds, and of one second nobody knows which was first.
    await moveClock(box(), { advance_ms: 60_000 })
    await say(id, more)
  }
  const asked: string[] = []
  const note = (request: Request) => void (request.url().endsWith('/private-reply-questions') && asked.push(request.url()))
  page.on('request', note)
  await page.goto(`${journey.desk.url}/tickets/all`)
  await row('In ash?').click()
  const answerPrivately = (text: string) => log().locator('.msg', { hasText: text }).getByRole('button', { name: 'Reply privately' })
  await expect.poll(() => asked).toHaveLength(1)
  await answerPrivately('Or chairs?').focus()
  await expect.poll(() => asked).toHaveLength(2)
  await answerPrivately('In ash?').focus()
  await answerPrivately('Or chairs?').focus()
  await row('And tables?').click()
  await log().getByText('And tables?').waitFor()
  await row('In ash?').click()
  await answerPrivately('And stools?').focus()
  await expect.poll(() => new Set(asked).size).toBe(3)
  expect(asked).toHaveLength(3)
  page.removeListener('request', note)
})

test('a visitor’s post is a ticket of its own, and is answered under it', async () => {
  const { id } = await control<{ id: string }>(box(), 'posts', {
    page_id: FULL_PAGE,
    person_id: who(2).id,
    message: 'The gate was closed yesterday',
  })
  await row('The gate was closed yesterday').click()
  await page.getByRole('textbox', { name: /^Public reply/ }).fill('We are sorry, it opens at nine.')
  await page.keyboard.press('Control+Enter')
  await log()
    .getByText(/^Posted\b/)
    .waitFor()
  await expect.poll(() => underOnWall(id)).toEqual(['We are sorry, it opens at nine.'])
  await keepPicture(page, 'visitor-post')
})

/** What the Page says under a review or a post elsewhere that names it. */
async function underStory(kind: 'ratings' | 'mentions', id: string): Promise<readonly string[]> {
  const shown = (await (await fetch(`${box()}/sandbox/wall/${FULL_PAGE}`)).json()) as Record<
    'ratings' | 'mentions',
    { id: string; comments: { message: string }[] }[]
  >
  return shown[kind].find((each) => each.id === id)?.comments.map(({ message }) => message) ?? []
}

async function answerPublicly(text: string): Promise<void> {
  await page.getByRole('textbox', { name: /^Public reply/ }).fill(text)
  await page.keyboard.press('Control+Enter')
  await log()
    .locator('.msg', { hasText: text })
    .getByText(/^Posted\b/)
    .waitFor()
}

test('a mention and a review are tickets, too, and are answered where they stand', async () => {
  const mention = await control<{ id: string }>(box(), 'mentions', {
    page_id: FULL_PAGE,
    person_id: who(3).id,
    message: 'Just like at this Page',
  })
  await row('Just like at this Page').click()
  await answerPublicly('Thank you for naming us!')
  expect(await underStory('mentions', mention.id)).toEqual(['Thank you for naming us!'])
  const review = await control<{ id: string }>(box(), 'ratings', {
    page_id: FULL_PAGE,
    person_id: who(3).id,
    recommendation_type: 'negative',
    review_text: 'Nobody answered the phone',
  })
  await row('Nobody answered the phone').click()
  await log().getByText('Does not recommend the Page').waitFor()
  await answerPublicly('We are sorry, the line was down.')
  expect(await underStory('ratings', review.id)).toEqual(['We are sorry, the line was down.'])
  await keepPicture(page, 'review')
})

test('what was undone since is told with who, when and what came of it', async () => {
  await page.goto(`${journey.desk.url}/tickets/all`)
  await row('Deleted on Facebook').click()
  await log().getByRole('button', { name: 'All actions (4)' }).click()
  const done = log().getByRole('list', { name: 'All actions' }).getByRole('listitem')
  expect(await done.allInnerTexts()).toMatchObject(
    ['Hidden', 'Shown again', 'Liked', 'Replied privately'].map((what) =>
      expect.stringMatching(new RegExp(`^${what} by Maja Holm, \\d`, 'u')),
    ),
  )
  await keepPicture(page, 'comment-history')
})

test('the moderation log tells who did what to whose words; it is filtered, opened and saved', async () => {
  // What an address asks for that there is not filters nothing.
  await page.goto(`${journey.desk.url}/settings/moderation-log?result=nonsense&by=12`)
  await page.getByText('18 entries').waitFor()
  await keepPicture(page, 'moderation-log')
  await page.getByRole('button', { name: 'Act any' }).click()
  await page.getByRole('menuitemradio', { name: 'Delete' }).click()
  await page.waitForURL(/act=remove/u)
  await page.getByText('1 entry').waitFor()
  await page.reload()
  const entry = page.getByRole('row', { name: `Comment by ${who(1).name}` })
  expect(await entry.innerText()).toMatch(/Maja Holm[^]*Delete[^]*“I want one, too”[^]*Deleted/u)
  await entry.getByRole('button', { name: /^The whole entry/ }).click()
  await page.getByRole('definition').getByText('I want one, too').waitFor()
  await lookAtLog()
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download CSV' }).click()])
  const lines = (await readFile(await file.path(), 'utf8')).trimEnd().split('\r\n')
  expect(lines).toHaveLength(2)
  expect(lines[1]).toContain(`comment,${who(1).name},"I want one, too",`)
  await entry.getByRole('link', { name: /^#\d+$/ }).click()
  await log().getByText(QUESTION).waitFor()
})

async function lookAtLog(): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await expectAccessible(page, `moderation log, ${colorScheme}`)
    await keepPicture(page, `moderation-log-open-${colorScheme}`)
  }
  for (const width of [1024, 768, 390]) {
    await page.setViewportSize({ width, height: 900 })
    await expectNoSidewaysScroll(page, `moderation log, ${width} wide`)
    await keepPicture(page, `moderation-log-open-${width}`)
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 1440, height: 900 })
}

test('on a phone and in the dark a comment’s ticket is whole', async () => {
  await page.goto(`${journey.desk.url}/tickets/all`)
  await row('Deleted on Facebook').click()
  await log().getByText(QUESTION).waitFor()
  await page.emulateMedia({ colorScheme: 'dark' })
  await keepPicture(page, 'comment-ticket-dark')
  await page.setViewportSize({ width: 390, height: 844 })
  await keepPicture(page, 'comment-ticket-390')
})

test('nothing broke in any page', () => {
  expect(journey.faults).toEqual([])
})
