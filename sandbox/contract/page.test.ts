import { type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Box, openBox } from './box.ts'
import { openChromium } from './chromium.ts'

/** The page of the sandbox as a person uses it, in a browser, step after step. */

const PERSON = 'Zofia Brzęczek-Łącka'
const KIKI = '100082537104695'
/** One green pixel. */
const PICTURE = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

let box: Box
let browser: Browser
let page: Page
const faults: string[] = []

beforeAll(async () => {
  box = await openBox()
  browser = await openChromium()
  const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, locale: 'en-GB' })
  context.setDefaultTimeout(15_000)
  page = await context.newPage()
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (line) => line.type() === 'error' && faults.push(line.text()))
  await page.goto(`${box.sandbox.url}/sandbox`)
  await page.getByRole('button', { name: PERSON }).click()
})

afterAll(async () => {
  await browser.close()
  await box.close()
})

test('a person sends a picture and words, each as a message of its own', async () => {
  await page.getByLabel('Picture or file', { exact: true }).setInputFiles({ name: 'crown.png', mimeType: 'image/png', buffer: PICTURE })
  await page.getByRole('textbox', { name: /^Write as/ }).fill('The crown is broken 🌳')
  await page.getByRole('button', { name: 'Send' }).click()
  await phone().getByText('The crown is broken 🌳').waitFor()
  const picture = phone().getByRole('img', { name: 'crown.png' })
  await picture.waitFor()
  await expect.poll(() => picture.evaluate((it) => ('naturalWidth' in it ? it.naturalWidth : 0))).toBe(1)
  const { messages } = await thread()
  expect(messages.slice(-2)).toMatchObject([
    { text: null, attachments: [{ type: 'image', mime_type: 'image/png' }] },
    { text: 'The crown is broken 🌳', attachments: [] },
  ])
})

test('the Page answers by hand in Business Suite, and the phone shows it read', async () => {
  await page.getByRole('tab', { name: 'Business Suite' }).click()
  await suite()
    .getByRole('button', { name: new RegExp(PERSON) })
    .click()
  await suite()
    .getByRole('textbox', { name: /^Answer as/ })
    .fill('We bring a new one.')
  await suite().getByRole('button', { name: 'Answer', exact: true }).click()
  await phone().getByText('We bring a new one.').waitFor()
  await phone().getByText('Read', { exact: true }).waitFor()
})

test('the person reacts to the answer, replies to it, and takes back what was wrong', async () => {
  const answer = phone().locator('.line', { hasText: 'We bring a new one.' })
  await answer.hover()
  await answer.getByRole('button', { name: 'Message actions' }).click()
  await phone().getByRole('button', { name: 'Love' }).click()
  await phone()
    .getByRole('img', { name: /^Reaction/ })
    .waitFor()
  await answer.getByRole('button', { name: 'Message actions' }).click()
  await phone().getByRole('button', { name: 'Reply' }).click()
  await page.getByRole('textbox', { name: /^Write as/ }).fill('Wrong window')
  await page.keyboard.press('Enter')
  await phone().getByText('Wrong window').waitFor()
  await phone().locator('.line', { hasText: 'Wrong window' }).getByRole('button', { name: 'Message actions' }).focus()
  await page.keyboard.press('Enter')
  await phone().getByRole('button', { name: 'Unsend' }).click()
  await phone().getByText('You unsent a message').waitFor()
  const { messages } = await thread()
  expect(messages.at(-1)).toMatchObject({ is_unsent: true, reply_to: messages.at(-2)?.mid })
  expect(messages.at(-2)?.reactions.person).toContain('❤')
})

test('all chats of the person stand in the inbox, and lead back to the thread', async () => {
  await phone()
    .getByRole('button', { name: /^All chats/ })
    .click()
  await phone()
    .getByRole('button', { name: /Morawska Garden Studio/ })
    .click()
  await phone().getByText('We bring a new one.').first().waitFor()
})

test('a comment of the person is hidden by the Page, and the wall says so', async () => {
  await page.getByRole('tab', { name: 'Wall' }).click()
  await wall()
    .getByRole('textbox', { name: /^Comment as/ })
    .first()
    .fill('Is it hardy?')
  await page.keyboard.press('Enter')
  await wall().getByText('Is it hardy?').waitFor()
  await wall().getByTestId('person-comment').filter({ hasText: 'Is it hardy?' }).getByRole('button', { name: 'Reply' }).click()
  await wall()
    .getByRole('textbox', { name: /^Reply to/ })
    .and(page.locator(':focus'))
    .waitFor()
  await wall().getByRole('button', { name: 'Mention', exact: true }).click()
  await wall().getByRole('textbox', { name: 'Post that mentions the Page' }).and(page.locator(':focus')).waitFor()
  await page.getByRole('tab', { name: 'Business Suite' }).click()
  await suite().getByRole('button', { name: 'Posts', exact: true }).click()
  await suite().getByTestId('page-comment').filter({ hasText: 'Is it hardy?' }).getByRole('button', { name: 'Hide' }).click()
  await page.getByRole('tab', { name: 'Wall' }).click()
  await wall().getByText('hidden by the Page; you and your friends still see it').waitFor()
  await page.getByRole('button', { name: 'Owen Pryce' }).click()
  await wall()
    .getByTestId('person-comment')
    .filter({ hasText: 'Is it hardy?' })
    .getByText('hidden by the Page; Owen can’t see this')
    .waitFor()
})

test('a review and a mention are answered by the Page, and the person reads it below their words', async () => {
  await page.getByRole('tab', { name: 'Wall' }).click()
  await wall().getByRole('button', { name: 'Review', exact: true }).click()
  await wall().getByRole('textbox', { name: 'Review' }).fill('Kind people')
  await wall().getByRole('button', { name: 'Publish the review' }).click()
  await wall().getByTestId('person-review').getByText('Kind people').waitFor()
  await wall().getByRole('button', { name: 'Mention', exact: true }).click()
  const form = wall()
    .locator('form')
    .filter({ has: page.getByRole('textbox', { name: 'Post that mentions the Page' }) })
  await form.getByRole('button', { name: 'Mention' }).click()
  await wall()
    .getByTestId('person-mention')
    .getByText(/^Has anyone tried/)
    .waitFor()
  await page.getByRole('tab', { name: 'Business Suite' }).click()
  for (const what of ['review', 'mention']) {
    const card = suite().getByTestId(`page-${what}`).first()
    await card.getByRole('textbox', { name: 'Comment as the Page' }).fill(`Thank you for the ${what}!`)
    await page.keyboard.press('Enter')
    await card.getByText(`Thank you for the ${what}!`).waitFor()
  }
  await page.getByRole('tab', { name: 'Wall' }).click()
  const review = wall().getByTestId('person-review').filter({ hasText: 'Kind people' })
  await review.getByText('Thank you for the review!').waitFor()
  await review.getByRole('textbox', { name: 'Comment as Owen' }).fill('My pleasure')
  await box.control('ratings', { page_id: box.env['PAGE_ID'], person_id: KIKI, review_text: 'Lovely' })
  await wall().getByTestId('person-review').filter({ hasText: 'Lovely' }).waitFor()
  expect(await review.getByRole('textbox', { name: 'Comment as Owen' }).inputValue()).toBe('My pleasure')
  await wall().getByTestId('person-mention').getByText('Thank you for the mention!').waitFor()
})

test('the Page publishes by hand, answers a comment privately once, and the person gets it in Messenger', async () => {
  await page.getByRole('tab', { name: 'Business Suite' }).click()
  await suite().getByRole('button', { name: 'Publish', exact: true }).click()
  await suite().getByRole('textbox', { name: 'Text of the post' }).fill('Bare-root week')
  await suite().getByRole('button', { name: 'Save the post' }).click()
  await suite().getByText('Bare-root week').waitFor()
  await page.getByRole('tab', { name: 'Wall' }).click()
  const post = wall().getByTestId('person-post').filter({ hasText: 'Bare-root week' })
  await post.getByRole('textbox', { name: /^Comment as Owen/ }).fill('How much for twenty?')
  await page.keyboard.press('Enter')
  await post.getByText('How much for twenty?').waitFor()
  await page.getByRole('tab', { name: 'Business Suite' }).click()
  const comment = suite().getByTestId('page-comment').filter({ hasText: 'How much for twenty?' })
  await comment.getByRole('button', { name: 'Reply privately' }).click()
  // Whoever opens a field writes in it next.
  await comment.getByRole('textbox', { name: 'Private reply' }).and(page.locator(':focus')).fill('Ninety for twenty.')
  await page.keyboard.press('Enter')
  await phone().getByText('Ninety for twenty.').waitFor()
  await comment.getByText('replied privately').waitFor()
  expect(await comment.getByRole('button', { name: 'Reply privately' }).count()).toBe(0)
})

test('what the app sets and offers can be tapped: Get Started, quick replies, buttons of a card', async () => {
  await page.getByRole('button', { name: 'Kiki Rivera' }).click()
  await asPage('/me/messenger_profile', { get_started: { payload: 'START' } })
  await phone().getByRole('button', { name: 'Get Started' }).click()
  await phone().getByTestId('message-me').filter({ hasText: 'Get Started' }).waitFor()
  const { psid } = (await box.control(`conversations/${box.env['PAGE_ID']}/${KIKI}`)) as { psid: string }
  const say = (message: unknown) => asPage('/me/messages', { recipient: { id: psid }, messaging_type: 'RESPONSE', message })
  await say({ text: 'Which day?', quick_replies: [{ content_type: 'text', title: 'Saturday', payload: 'SAT' }] })
  await phone().getByRole('button', { name: 'Saturday' }).click()
  await phone().getByTestId('message-me').filter({ hasText: 'Saturday' }).waitFor()
  const buttons = [{ type: 'postback', title: 'In the morning', payload: 'AM' }]
  await say({ attachment: { type: 'template', payload: { template_type: 'button', text: 'And when?', buttons } } })
  await phone().getByRole('button', { name: 'In the morning' }).click()
  await phone().getByTestId('message-me').filter({ hasText: 'In the morning' }).waitFor()
})

test('the clock jumps a week and comes back', async () => {
  const now = await page.getByTestId('clock').textContent()
  await page.getByRole('button', { name: '+ 7 d' }).click()
  await page.getByText(/^7 d ahead of your computer’s clock/).waitFor()
  expect(await page.getByTestId('clock').textContent()).not.toBe(now)
  await page.getByRole('button', { name: 'Back to now' }).click()
  await page.getByText('Follows your computer’s clock.').waitFor()
})

test('a fault goes on, strikes, stands in the journal, and goes off', async () => {
  await page.getByText('More faults').click()
  const down = page.getByRole('switch', { name: /^Graph is down/ })
  await down.click()
  await page.getByText('1 on', { exact: false }).first().waitFor()
  expect((await fetch(`${box.sandbox.url}/me`)).status).toBe(503)
  const row = page.getByTestId('wire').getByRole('button', { name: /GET \/me 503/ })
  await row.click()
  await page.getByTestId('wire').getByText('Service Unavailable').waitFor()
  await down.click()
  await page.getByText('none on').waitFor()
  expect((await fetch(`${box.sandbox.url}/me`)).status).toBe(400)
})

test('words of people are never taken for HTML', async () => {
  await page.getByRole('textbox', { name: /^Write as/ }).fill('<img src=x onerror="document.title=1">')
  await page.keyboard.press('Enter')
  await phone().getByText('<img src=x onerror="document.title=1">').waitFor()
  expect(await page.title()).toBe('Sandbox')
})

test('on a narrow screen every part is one tap away', async () => {
  await page.setViewportSize({ width: 390, height: 844 })
  for (const name of ['Wall', 'Business Suite', 'Controls', 'Messenger']) {
    await page.getByRole('tab', { name }).click()
    await page.getByRole('tabpanel', { name }).waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
  }
})

test('nothing went wrong in the browser meanwhile', () => {
  expect(faults.filter((words) => !words.includes('503'))).toEqual([])
})

async function asPage(path: string, body: unknown): Promise<void> {
  const response = await fetch(`${box.sandbox.url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${box.env['PAGE_TOKEN']}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect([response.status, response.ok ? '' : await response.text()]).toEqual([200, ''])
}

function phone() {
  return page.locator('#phone')
}

function wall() {
  return page.locator('#part-wall')
}

function suite() {
  return page.locator('#part-suite')
}

type Shown = { mid: string; text: string | null; attachments: unknown[]; reply_to: string | null; reactions: { person: string | null } }

async function thread(): Promise<{ messages: Shown[] }> {
  return (await box.control(`conversations/${box.env['PAGE_ID']}/100014402987731`)) as { messages: Shown[] }
}
