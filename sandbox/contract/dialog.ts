import type { Box } from './box.ts'
import { type Seen, visit } from './browser.ts'
import { env, graph, type Reply } from './graph.ts'

export const REDIRECT = 'http://127.0.0.1:9/back?from=facebook'
export const OWNER = 'Jagna Morawska'

export type Keys = { readonly id: string; readonly secret: string }

/** The keys of the app that the sandbox was started with. */
export function mainKeys(box: Box): Keys {
  return { id: env(box, 'APP_ID'), secret: env(box, 'APP_SECRET') }
}

/** The dialog as an app leads a person there. An empty value leaves the parameter out. */
export function dialogAddress(box: Box, more: Readonly<Record<string, string>> = {}): string {
  const query = {
    client_id: env(box, 'APP_ID'),
    redirect_uri: REDIRECT,
    state: 'st/1 ü',
    scope: 'pages_show_list,pages_messaging',
    ...more,
  }
  return `${env(box, 'DIALOG_URL')}/v26.0/dialog/oauth?${new URLSearchParams(Object.entries(query).filter(([, value]) => value !== '')).toString()}`
}

/** Opens the dialog, logs in, and comes to the screen that offers to continue. */
export async function logInAs(box: Box, name: string, more: Readonly<Record<string, string>> = {}): Promise<Seen> {
  return (await visit(dialogAddress(box, more))).press(name)
}

export type Ticks = {
  readonly pages?: readonly string[]
  readonly businesses?: readonly string[]
  readonly scopes?: readonly string[]
}

/** From the offer to continue through all screens that come, with these ticks, to where the browser is sent. */
export async function allow(screen: Seen, ticks: Ticks = {}): Promise<URL> {
  let now = await screen.press(screen.buttons.includes('Edit settings') ? 'Edit settings' : 'Continue as')
  if (now.screen === 'dialog-pages') {
    now = await now.press('Continue', { page: ticks.pages ?? [], reach: [ticks.pages ? 'current' : 'all'] })
  }
  if (now.screen === 'dialog-businesses') {
    now = await now.press('Continue', { business: ticks.businesses ?? [], business_reach: [ticks.businesses ? 'current' : 'all'] })
  }
  now = await now.press('Save', ticks.scopes ? { scope: ticks.scopes } : {})
  const { location } = now.location ? now : await now.press('Got it')
  if (!location) {
    throw new Error('The dialog did not lead back to the app.')
  }
  return location
}

/** The values of the fragment, as an app in the browser reads them. */
export function fragmentOf(address: URL): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(address.hash.slice(1)))
}

export function exchange(box: Box, code: string, more: Readonly<Record<string, string>> = {}): Promise<Reply> {
  const { id, secret } = mainKeys(box)
  const query = new URLSearchParams({ client_id: id, client_secret: secret, redirect_uri: REDIRECT, code, ...more })
  return graph(box, `/v26.0/oauth/access_token?${query.toString()}`)
}

/** The token of the code that came back. */
export async function tokenIn(box: Box, back: URL, more: Readonly<Record<string, string>> = {}): Promise<string> {
  return String((await exchange(box, back.searchParams.get('code') ?? '', more)).body['access_token'])
}

/** What `/debug_token` tells of a token to its own app. */
export async function debugged(box: Box, token: string, keys: Keys = mainKeys(box)): Promise<Record<string, unknown>> {
  const { body } = await graph(box, `/debug_token?input_token=${token}`, { token: `${keys.id}|${keys.secret}` })
  return body['data'] as Record<string, unknown>
}
