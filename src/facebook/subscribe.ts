import type { Callback as CallbackFound } from '#domain/channels/findings.ts'
import type { Graph, GraphToken } from './graph/graph.ts'
import { listIn } from './graph/list.ts'
import { idOf, isObject } from './json/value.ts'
import type { GraphAnswer } from './graph/graph-answer.ts'
import type { GraphId } from './graph/graph-id.ts'

/** What the desk asks Facebook to tell. A field comes only when it stands at the app and at the Page (Page webhooks docs). */
export const FIELDS: readonly string[] = [
  'messages',
  'messaging_postbacks',
  'message_echoes',
  'message_deliveries',
  'message_reads',
  'message_edits',
  'message_reactions',
  'messaging_referrals',
  'messaging_optins',
  'messaging_handovers',
  'standby',
  'messaging_policy_enforcement',
  'messaging_feedback',
  'feed',
  'mention',
  'ratings',
]

/** Where Facebook brings the app's webhooks. */
export function webhookAddress(publicUrl: string): string {
  return `${publicUrl.replace(/\/+$/, '')}/webhooks/facebook`
}

export type Callback = { readonly url: string; readonly verifyToken: string }

/** Has Facebook send the app's webhooks here. It calls the address back before it answers. */
export async function subscribeApp(graph: Graph, callback: Callback): Promise<GraphAnswer> {
  const path = [graph.appId, 'subscriptions'] as const
  const params = { object: 'page', callback_url: callback.url, verify_token: callback.verifyToken, fields: FIELDS.join(',') }
  return accepted(await graph.call({ method: 'POST', path, token: graph.appToken, params }))
}

export type AppEvents = { readonly missing: readonly string[]; readonly callback: CallbackFound }

/** What Facebook does not send here of what the app is to be told (Graph reference, app subscriptions, 2026): all of it where it sends elsewhere. */
export async function missingAtApp(graph: Graph, callback: Callback): Promise<GraphAnswer<AppEvents>> {
  const answer = await graph.call({ method: 'GET', path: [graph.appId, 'subscriptions'], token: graph.appToken })
  if (answer.kind !== 'ok') {
    return answer
  }
  const active = listIn(answer.body).filter((record) => record['object'] === 'page' && record['active'] !== false)
  const ours = active.filter((record) => record['callback_url'] === callback.url)
  const found = ours.length > 0 ? ({ kind: 'ours' } as const) : elsewhere(active[0]?.['callback_url'])
  return { ...answer, body: { missing: missingOf(ours.flatMap((record) => namesIn(record['fields']))), callback: found } }
}

function elsewhere(url: unknown): CallbackFound {
  return typeof url === 'string' && url !== '' ? { kind: 'elsewhere', url } : { kind: 'none' }
}

/** What Facebook does not tell of this Page (Graph reference, Page, `subscribed_apps`, 2026). */
export async function missingAtPage(graph: Graph, pageId: GraphId, key: GraphToken): Promise<GraphAnswer<readonly string[]>> {
  const answer = await graph.call({ method: 'GET', path: [pageId, 'subscribed_apps'], token: key })
  if (answer.kind !== 'ok') {
    return answer
  }
  const ours = listIn(answer.body).filter((record) => idOf(record['id']) === graph.appId)
  return { ...answer, body: missingOf(ours.flatMap((record) => namesIn(record['subscribed_fields']))) }
}

/** Asks for this Page's webhooks. Repeating it changes nothing. */
export async function subscribePage(graph: Graph, pageId: GraphId, key: GraphToken): Promise<GraphAnswer> {
  const params = { subscribed_fields: FIELDS.join(',') }
  return accepted(await graph.call({ method: 'POST', path: [pageId, 'subscribed_apps'], token: key, params }))
}

/** Takes the Page's webhooks away again. */
export async function unsubscribePage(graph: Graph, pageId: GraphId, key: GraphToken): Promise<GraphAnswer> {
  return await graph.call({ method: 'DELETE', path: [pageId, 'subscribed_apps'], token: key })
}

/** Fields are told as names, or as objects that have one. */
function namesIn(fields: unknown): readonly unknown[] {
  return Array.isArray(fields) ? fields.map((field) => (isObject(field) ? field['name'] : field)) : []
}

function missingOf(names: readonly unknown[]): readonly string[] {
  return FIELDS.filter((field) => !names.includes(field))
}

/** Graph says `{"success":true}`, at times as the text "true". Anything else has not been done for sure. */
function accepted(answer: GraphAnswer): GraphAnswer {
  return answer.kind !== 'ok' || String(answer.body['success']) === 'true'
    ? answer
    : { kind: 'no-answer', reason: 'unreadable', status: 200 }
}
