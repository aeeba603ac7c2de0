import type { Graph, GraphToken } from './graph/graph.ts'
import { isObject } from './json/value.ts'
import type { GraphAnswer } from './graph/graph-answer.ts'
import type { GraphId } from './graph/graph-id.ts'

/** What the desk asks Facebook to tell. A field comes only when it stands at the app and at the Page (Page webhooks docs). */
const FIELDS: readonly string[] = [
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

export type Callback = { readonly url: string; readonly verifyToken: string }

/** Makes sure that Facebook sends the app's webhooks here. When it has to be told, Facebook calls the address back before it answers. */
export async function subscribeApp(graph: Graph, callback: Callback): Promise<GraphAnswer> {
  const path = [graph.appId, 'subscriptions'] as const
  const present = await graph.call({ method: 'GET', path, token: graph.appToken })
  if (present.kind !== 'ok' || isSubscribed(present.body['data'], callback)) {
    return present
  }
  const params = { object: 'page', callback_url: callback.url, verify_token: callback.verifyToken, fields: FIELDS.join(',') }
  return accepted(await graph.call({ method: 'POST', path, token: graph.appToken, params }))
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

function isSubscribed(data: unknown, callback: Callback): boolean {
  const records = Array.isArray(data) ? data.filter(isObject) : []
  return records.some((record) => {
    const names = Array.isArray(record['fields']) ? record['fields'].map((field) => (isObject(field) ? field['name'] : field)) : []
    const isOurs = record['object'] === 'page' && record['callback_url'] === callback.url && record['active'] !== false
    return isOurs && FIELDS.every((field) => names.includes(field))
  })
}

/** Graph says `{"success":true}`, at times as the text "true". Anything else has not been done for sure. */
function accepted(answer: GraphAnswer): GraphAnswer {
  return answer.kind !== 'ok' || String(answer.body['success']) === 'true'
    ? answer
    : { kind: 'no-answer', reason: 'unreadable', status: 200 }
}
