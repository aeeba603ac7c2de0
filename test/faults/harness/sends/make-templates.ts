import { callGraph, pageToken } from '#test/at-facebook.ts'
import { ALL_SCOPES, FULL_PAGE } from '#test/cast.ts'
import type { ConnectedDesk } from '#test/connected-desk.ts'
import { insist } from '../acts/agents.ts'
import { MADE, type PageTemplate, type TemplateName, type Templates } from './templates.ts'

const UTILITY_PERMISSION = 'page_utility_messaging'

/** What a desk has to be started with so that its Page may send them. */
export const MAY_SEND_TEMPLATES = { FACEBOOK_UTILITY_PERMISSION: UTILITY_PERMISSION }

/** The Page's owner has them reviewed elsewhere, and the desk asks for them. */
export async function makeTemplates(desk: ConnectedDesk): Promise<Templates> {
  const { appId, appSecret, url } = desk.sandbox
  const app = { url, appId, appSecret, redirectUri: `${desk.url}/api/v1/facebook/callback` }
  const token = await pageToken(app, [...ALL_SCOPES, UTILITY_PERMISSION])
  const order = await makeOne(desk, { name: 'order_update', token })
  const appointment = await makeOne(desk, { name: 'appointment_moved', token })
  const { templates } = (await (await askForTemplates(desk)).json()) as { templates: readonly Listed[] }
  return [known(templates, order), known(templates, appointment)]
}

type Made = Pick<PageTemplate, 'name' | 'externalId'>

async function makeOne(desk: ConnectedDesk, { name, token }: { readonly name: TemplateName; readonly token: string }): Promise<Made> {
  const wish = { name, language: 'en', category: 'UTILITY', components: MADE[name] }
  const { id } = await callGraph(desk.sandbox.url, `${FULL_PAGE}/message_templates`, { token, body: wish })
  return { name, externalId: String(id) }
}

type Listed = { readonly id: string; readonly name: string; readonly status: string; readonly header: string | null; readonly body: string }

function known(templates: readonly Listed[], made: Made): PageTemplate {
  const found = templates.find(({ name, status }) => name === made.name && status === 'approved')
  if (!found) {
    throw new Error(`The desk knows no approved template ${made.name}: ${JSON.stringify(templates)}`)
  }
  return { ...made, id: found.id, header: placesIn(found.header ?? ''), body: placesIn(found.body) }
}

/** Has the desk ask Facebook for them. False: it cannot now. */
export async function refreshTemplates(desk: ConnectedDesk): Promise<boolean> {
  return (await askForTemplates(desk)).ok
}

function placesIn(words: string): number {
  return [...words.matchAll(/\{\{\d+\}\}/gu)].length
}

async function askForTemplates(desk: ConnectedDesk): Promise<Response> {
  const listed = await insist(desk, 'GET /channels')
  const { channels } = (await listed.json()) as { channels: readonly { id: string; externalId: string }[] }
  const id = channels.find(({ externalId }) => externalId === FULL_PAGE)?.id
  return await insist(desk, `POST /channels/${id}/templates/refreshes`)
}
