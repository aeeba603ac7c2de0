import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from '#test/accessible.ts'
import { callGraph, pageToken } from '#test/at-facebook.ts'
import { keepPicture } from '#test/browser.ts'
import { ALL_SCOPES, FULL_PAGE } from '#test/cast.ts'
import { expectWellInFourForms } from '#test/four-forms.ts'
import { startJourney, type Journey } from '#test/journey.ts'
import { control, letGoAfter, moveClock, setUpAndConnect, writeAsCustomer } from '#test/walk.ts'

/** Utility messages by templates that Facebook approved, by the sandbox's clock. Each test is a step and rests on the one before. */
let journey: Journey
let page: Page
let customer: Page
/** Facebook's name of the template that it approves. */
let approvedId: string
let madeElsewhereId: string

const HOUR = 3_600_000
/** Where the browser of whoever grants something to another app is sent. */
const SHOP = 'https://shop.example/back'
const UTILITY_PERMISSION = 'page_utility_messaging'
const QUESTION = 'Where is my pear tree?'
const composer = () => page.getByRole('textbox', { name: /^Message to/ })
const templates = () => page.getByRole('list', { name: 'Utility templates' })
const patch = (path: string, body: object) =>
  fetch(`${journey.desk.sandboxUrl}/sandbox/${path}`, { method: 'PATCH', body: JSON.stringify(body) })

type Call = { readonly method: string; readonly path: string; readonly request: string; readonly response: string }

async function lastCall(edge: string): Promise<{ readonly asked: Record<string, unknown>; readonly answered: Record<string, unknown> }> {
  const response = await fetch(`${journey.desk.sandboxUrl}/sandbox/journal?limit=1000`)
  const { entries } = (await response.json()) as { entries: Call[] }
  const call = entries.findLast(({ path, method }) => method === 'POST' && path.includes(edge))
  return { asked: JSON.parse(call?.request ?? '{}'), answered: JSON.parse(call?.response ?? '{}') }
}

async function openSettings(): Promise<void> {
  await page.goto(`${journey.desk.url}/settings/channels`)
  await page.getByRole('link', { name: 'Settings of Morawska Garden Studio' }).click()
  await page.getByRole('heading', { name: 'Utility templates' }).waitFor()
}

async function submit(name: string, words: string, examples: readonly string[]): Promise<void> {
  await page.getByRole('button', { name: 'New template' }).click()
  const dialog = page.getByRole('dialog', { name: 'New template' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name)
  await dialog.getByRole('textbox', { name: 'Message' }).fill(words)
  for (const [index, example] of examples.entries()) {
    await dialog.getByRole('textbox', { name: `Example for {{${index + 1}}}` }).fill(example)
  }
  await keepPicture(page, `utility-templates-new-${name}`)
  await dialog.getByRole('button', { name: 'Submit for review' }).click()
  await dialog.waitFor({ state: 'detached' })
}

beforeAll(async () => {
  journey = await startJourney()
  ;[page, customer] = await Promise.all([journey.openPage(), journey.openPage()])
  await setUpAndConnect(page, journey.desk.url)
  await patch('settings', { template_review: 'by_hand' })
}, 180_000)

afterAll(() => journey?.close())

test('a template is written with its placeholders, shown as it will be read, and waits for Facebook’s review', async () => {
  await openSettings()
  await page.getByRole('button', { name: 'New template' }).click()
  const dialog = page.getByRole('dialog', { name: 'New template' })
  await dialog.getByRole('textbox', { name: 'Message' }).fill('Your order {{1}} has left us and comes on {{2}}.')
  await dialog.getByRole('textbox', { name: 'Example for {{1}}' }).fill('4711')
  await dialog.getByRole('note', { name: 'Preview' }).getByText('Your order 4711 has left us and comes on {{2}}.').waitFor()
  await dialog.getByRole('button', { name: 'Submit for review' }).click()
  await dialog.getByText('Facebook takes lower case letters, digits and underscores.').waitFor()
  await dialog.getByText('Give an example for each placeholder.').waitFor()
  await expectAccessible(page, 'a new template')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await submit('order_update', 'Your order {{1}} has left us and comes on {{2}}.', ['4711', 'Monday'])
  await templates().getByText('In review').waitFor()
})

test('what Facebook’s review said is there after a refresh, with its reason', async () => {
  approvedId = String((await lastCall('/message_templates')).answered['id'])
  await submit('spring_sale', 'Dear {{1}}, only today everything costs half in our garden.', ['Ada'])
  const rejected = (await lastCall('/message_templates')).answered['id']
  await patch(`message-templates/${approvedId}`, { status: 'APPROVED' })
  await patch(`message-templates/${String(rejected)}`, { status: 'REJECTED', reason: 'TAG_SHOULD_BE_MARKETING' })
  await page.getByRole('button', { name: 'Refresh from Facebook' }).click()
  await templates().getByText('Approved').waitFor()
  await templates()
    .getByText(/Facebook takes it for marketing/)
    .waitFor()
  await expectAccessible(page, 'the templates of a Page')
  await templates().scrollIntoViewIfNeeded()
  await keepPicture(page, 'utility-templates-settings')
})

test('of a template that was made elsewhere administrators see what can be tapped below it', async () => {
  const { id: appId, secret: appSecret } = await control<{ id: string; secret: string }>(journey.desk.sandboxUrl, 'apps', {
    name: 'A shop',
    mode: 'live',
    redirect_uris: [SHOP],
  })
  const token = await pageToken({ url: journey.desk.sandboxUrl, appId, appSecret, redirectUri: SHOP }, [...ALL_SCOPES, UTILITY_PERMISSION])
  const made = await callGraph(journey.desk.sandboxUrl, `${FULL_PAGE}/message_templates`, {
    token,
    body: {
      name: 'order_late',
      language: 'en',
      category: 'UTILITY',
      components: [
        { type: 'BODY', text: 'Your order {{1}} comes later than we said.', example: { body_text: [['4711']] } },
        { type: 'BUTTONS', buttons: [{ type: 'URL', text: 'See where it is', url: 'https://shop.example/orders' }] },
      ],
    },
  })
  madeElsewhereId = String(made['id'])
  await patch(`message-templates/${madeElsewhereId}`, { status: 'APPROVED' })
  await page.getByRole('button', { name: 'Refresh from Facebook' }).click()
  await templates().getByText('See where it is').waitFor()
  await expectAccessible(page, 'a template with a button')
  await templates().scrollIntoViewIfNeeded()
  await keepPicture(page, 'utility-templates-button')
})

test('after the 24 hours an agent fills an approved template, reads what the customer will read, takes it back, and sends it', async () => {
  await customer.goto(`${journey.desk.sandboxUrl}/sandbox`)
  await writeAsCustomer(customer, QUESTION)
  await page.goto(`${journey.desk.url}/tickets/all`)
  await page.getByText(QUESTION).first().click()
  await composer().waitFor()
  await page.getByRole('button', { name: 'Use a template' }).waitFor()
  await keepPicture(page, 'utility-templates-inside')
  const isFocused = page.locator(':focus')
  await page.getByRole('button', { name: 'Use a template' }).press('Enter')
  await page.getByRole('combobox', { name: 'Template' }).and(isFocused).waitFor()
  await page.getByRole('button', { name: 'Back' }).press('Enter')
  await composer().and(isFocused).waitFor()
  await moveClock(journey.desk.sandboxUrl, { advance_ms: 30 * 24 * HOUR })
  await page
    .getByText(/You can send a template that Facebook approved/)
    .first()
    .waitFor()
  await keepPicture(page, 'utility-templates-locked')
  await page.getByRole('button', { name: 'Use a template' }).click()
  const form = page.getByRole('form', { name: 'Template' })
  await form.getByRole('combobox', { name: 'Template' }).waitFor()
  expect(await form.getByRole('option').allTextContents()).toEqual(['order_late (en)', 'order_update (en)'])
  const preview = form.getByRole('note', { name: 'Preview' })
  await form.getByRole('combobox', { name: 'Template' }).selectOption('order_late (en)')
  await preview.getByText('See where it is').waitFor()
  await keepPicture(page, 'utility-templates-preview')
  await form.getByRole('combobox', { name: 'Template' }).selectOption('order_update (en)')
  await preview.getByText('See where it is').waitFor({ state: 'detached' })
  expect(await form.getByRole('button', { name: 'Send template' }).isDisabled()).toBe(true)
  await form.getByRole('textbox', { name: '{{1}}' }).fill('4812')
  await form.getByRole('textbox', { name: '{{2}}' }).fill('Friday')
  await preview.getByText('Your order 4812 has left us and comes on Friday.').waitFor()
  await expectWellInFourForms(page, 'utility-templates-filling')
  await letGoAfter(page, 60)
  await form.getByRole('button', { name: 'Send template' }).click()
  await page.getByRole('button', { name: /^Undo/ }).click()
  await expect.poll(() => form.getByRole('textbox', { name: '{{1}}' }).inputValue()).toBe('4812')
  expect(await form.getByRole('textbox', { name: '{{2}}' }).inputValue()).toBe('Friday')
  await keepPicture(page, 'utility-templates-taken-back')
  await form.getByRole('textbox', { name: '{{2}}' }).fill('Saturday')
  await form.getByRole('button', { name: 'Send template' }).click()
  await page.getByRole('button', { name: 'Send now' }).waitFor()
  expect(await page.getByRole('button', { name: /^Undo/ }).textContent()).toBe('Undo')
  await keepPicture(page, 'utility-templates-held')
  await page.getByRole('button', { name: 'Send now' }).click()
  await letGoAfter(page, 0)
  await customer.getByText('Your order 4812 has left us and comes on Saturday.').first().waitFor()
  expect(await customer.getByText(/comes on Friday/).count()).toBe(0)
  expect(await page.getByRole('note', { name: /^Your draft/ }).count()).toBe(0)
  await page.getByRole('log').getByText('By a template').waitFor()
  expect((await lastCall('/messages')).asked).toMatchObject({
    messaging_type: 'UTILITY',
    message: {
      template: {
        name: 'order_update',
        language: { code: 'en' },
        components: [
          {
            type: 'body',
            parameters: [
              { type: 'text', text: '4812' },
              { type: 'text', text: 'Saturday' },
            ],
          },
        ],
      },
    },
  })
  await keepPicture(page, 'utility-templates-sent')
})

test('a template that Facebook disables meanwhile is not sent, in its words, and offered no more once the list is refreshed', async () => {
  for (const id of [approvedId, madeElsewhereId]) {
    await patch(`message-templates/${id}`, { status: 'DISABLED' })
  }
  await page.getByRole('button', { name: 'Use a template' }).click()
  const form = page.getByRole('form', { name: 'Template' })
  await form.getByRole('combobox', { name: 'Template' }).selectOption('order_update (en)')
  await form.getByRole('textbox', { name: '{{1}}' }).fill('4813')
  await form.getByRole('textbox', { name: '{{2}}' }).fill('Sunday')
  await form.getByRole('button', { name: 'Send template' }).click()
  await page.getByRole('log').getByText('Not sent').waitFor()
  await keepPicture(page, 'utility-templates-refused')
  await openSettings()
  await page.getByRole('button', { name: 'Refresh from Facebook' }).click()
  await expect.poll(() => templates().getByText('Disabled').count()).toBe(2)
  await page.goto(`${journey.desk.url}/tickets/all`)
  await page
    .getByText(/Your order 4813/)
    .first()
    .click()
  await page
    .getByText(/^The 24 hours ended/)
    .first()
    .waitFor()
  expect(await page.getByRole('button', { name: 'Use a template' }).count()).toBe(0)
  expect(journey.faults).toEqual([])
})
