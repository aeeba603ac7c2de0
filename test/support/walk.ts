import { randomUUID } from 'node:crypto'
import type { Locator, Page } from 'playwright-core'
import { FULL_PAGE, OWNER } from './cast.ts'
import { grantInDialog } from './sandbox.ts'

/** Who sets up the desk of a journey. */
const MAJA = { workspaceName: 'Lindqvist Cycles', name: 'Maja Holm', email: 'maja@example.com', password: 'a few plain words' }

/** Steps that several journeys take, each as a person takes it. */

export async function setUpDesk(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page.getByLabel('Workspace name').fill(MAJA.workspaceName)
  await page.getByLabel('Your name').fill(MAJA.name)
  await page.getByRole('textbox', { name: 'E-mail' }).fill(MAJA.email)
  await page.getByRole('textbox', { name: 'Password' }).fill(MAJA.password)
  await page.getByRole('button', { name: 'Set up the desk' }).click()
  await page.getByRole('heading', { level: 1, name: /Four steps/ }).waitFor()
  await letGoAfter(page, 0)
  await showGestures(page, { typing: false, seen: false })
}

/** For so many seconds what is sent can be taken back; other walks than that of undoing wait for nothing. */
export const letGoAfter = (page: Page, seconds: number): Promise<void> => setWorkspace(page, 'undo', { seconds })

/** Other walks than that of what customers see show them nothing: Facebook is called for what they are about only. */
export const showGestures = (page: Page, shown: { readonly typing: boolean; readonly seen: boolean }): Promise<void> =>
  setWorkspace(page, 'gestures', shown)

async function setWorkspace(page: Page, what: 'undo' | 'gestures', wish: object): Promise<void> {
  const address = `/api/v1/workspace/${what}`
  const status = await page.evaluate(
    async ([url, body]) => (await fetch(url, { method: 'PUT', headers: { 'content-type': 'application/json' }, body })).status,
    [address, JSON.stringify(wish)] as const,
  )
  if (status !== 200) {
    throw new Error(`PUT ${address}: ${status}`)
  }
}

export async function switchFacebookOn(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Settings', exact: true }).click()
  await page.getByRole('link', { name: 'Extensions', exact: true }).click()
  await page.getByRole('switch', { name: 'Facebook extension' }).press('Space')
  await page.getByRole('heading', { name: 'Facebook On' }).waitFor()
}

/** From the channels to Facebook's dialog and back to the list of Pages. */
export async function authorise(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Channels', exact: true }).first().click()
  await page.getByRole('link', { name: 'Add Channel' }).click()
  await page
    .getByRole('button', { name: /Facebook/ })
    .first()
    .click()
  await page.getByTestId('dialog-log-in').waitFor()
  await page.getByRole('button', { name: /Jagna Morawska/ }).click()
  await page.getByRole('button', { name: /Continue as/ }).click()
  await page.getByTestId('dialog-pages').waitFor()
  await page.getByRole('radio', { name: /all current and future/ }).check()
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Got it' }).click()
  await page.getByRole('heading', { level: 1, name: 'Choose your Pages' }).waitFor()
}

export async function connectFirstPage(page: Page): Promise<void> {
  await page.getByRole('checkbox', { name: 'Morawska Garden Studio' }).press('Space')
  await page.getByRole('button', { name: 'Confirm' }).click()
  await page.getByRole('heading', { level: 1, name: 'Channels' }).waitFor()
  await page.getByText('Morawska Garden Studio').first().waitFor()
}

/**
 * A connected desk for a walk that is about something else, at its list of channels. What `first-answer.test.ts` does by hand is asked for in this
 * browser's name.
 */
export async function setUpAndConnect(page: Page, url: string, pageIds: readonly string[] = [FULL_PAGE]): Promise<void> {
  const at = `${url}/api/v1`
  const ask = async (method: 'POST' | 'PUT', path: string, data: object = {}) => {
    const answer = await page.request.fetch(`${at}${path}`, { method, data, headers: { 'idempotency-key': randomUUID() } })
    if (!answer.ok()) {
      throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`)
    }
    return await answer.json()
  }
  await ask('POST', '/set-up', MAJA)
  await ask('PUT', '/workspace/undo', { seconds: 0 })
  await ask('PUT', '/workspace/gestures', { typing: false, seen: false })
  await ask('PUT', '/extensions/facebook', { isEnabled: true })
  const { dialogUrl } = (await ask('POST', '/facebook/authorisations', { isAskingAgain: false })) as { dialogUrl: string }
  const scopes = new URL(dialogUrl).searchParams.get('scope')?.split(',') ?? []
  const back = await page.request.get(await grantInDialog(dialogUrl, { personId: OWNER, scopes }), { maxRedirects: 0 })
  const authorisation = back.headers()['location']?.split('/').at(-1)
  await ask('POST', `/facebook/authorisations/${authorisation}/channels`, { pageIds })
  await page.goto(`${url}/settings/channels`)
  await page.getByText('Morawska Garden Studio').first().waitFor()
}

/** The customer writes in the sandbox, where the page of the sandbox is open. */
export async function writeAsCustomer(customer: Page, text: string): Promise<void> {
  await customer.getByRole('textbox', { name: /^Write as/ }).fill(text)
  await customer.getByRole('button', { name: 'Send' }).click()
}

/** Finds an emoji by its name with the keyboard, until it is the one that Enter takes. */
export async function findEmoji(picker: Locator, emoji: string, name: string): Promise<void> {
  await picker.getByRole('gridcell').first().waitFor()
  await picker.page().keyboard.type(name)
  await picker.getByRole('gridcell', { name }).first().waitFor()
  await picker.getByText(`${emoji} ${name}`).waitFor()
}

/** One of the controls of the sandbox, below `/sandbox`. Throws when it refuses. */
export async function control<Answer>(sandboxUrl: string, path: string, body: object): Promise<Answer> {
  const response = await fetch(`${sandboxUrl}/sandbox/${path}`, { method: 'POST', body: JSON.stringify(body) })
  if (!response.ok) {
    throw new Error(`POST /sandbox/${path}: ${response.status} ${await response.text()}`)
  }
  return (await response.json()) as Answer
}

/** Puts a file on the phone of the sandbox's people, to be sent by its id. */
export async function uploadMedia(
  sandboxUrl: string,
  { name, type }: { readonly name: string; readonly type: string },
  bytes: Uint8Array,
): Promise<string> {
  const address = `${sandboxUrl}/sandbox/media?name=${encodeURIComponent(name)}`
  const response = await fetch(address, { method: 'POST', headers: { 'content-type': type }, body: new Uint8Array(bytes) })
  return ((await response.json()) as { media_id: string }).media_id
}

type CustomerMessage = { readonly text: string; readonly attachments?: readonly object[] }

/** One of the sandbox's people writes to the Page that `connectFirstPage` connects, without a page of the sandbox. */
export function writeAs(sandboxUrl: string, personId: string, message: CustomerMessage): Promise<{ readonly mid: string }> {
  return control(sandboxUrl, 'messages', { page_id: FULL_PAGE, person_id: personId, ...message })
}

/** Moves the sandbox's clock. Resolves only when the desk of its demo follows, too. */
export async function moveClock(sandboxUrl: string, body: { readonly advance_ms: number } | { readonly reset: true }): Promise<void> {
  await control(sandboxUrl, 'clock', body)
}

/** Somebody writes for the first time, and the agent has the ticket before them. */
export async function openFirstTicket(
  page: Page,
  customer: Page,
  { sandboxUrl, text }: { readonly sandboxUrl: string; readonly text: string },
): Promise<void> {
  await page.getByRole('link', { name: 'Tickets', exact: true }).first().click()
  await page.getByRole('link', { name: 'All', exact: false }).first().click()
  await customer.goto(`${sandboxUrl}/sandbox`)
  await writeAsCustomer(customer, text)
  await page.getByText(text).first().click()
}
