import { missingParameter } from '../../world/graph-error.ts'
import { asPage, canManageMetadata } from '../../world/login/permissions.ts'
import { subscribePage, unsubscribePage } from '../../world/webhooks/subscriptions.ts'
import type { App } from '../../world/world.ts'
import type { Edge, GraphCall } from '../graph/call.ts'
import { listAnswer } from '../graph/list.ts'
import { listParam } from '../graph/params.ts'

/** `/{page}/subscribed_apps`: which apps get the Page's webhooks, and of which fields (Page subscribed_apps reference). */
export const subscribedApps: Edge = { GET: list, POST: subscribe, DELETE: unsubscribe }

type Subscribed = { readonly app: App; readonly fields: readonly string[] }

function list(call: GraphCall, id: string): unknown {
  const access = asPage(call.access(), id, call.method)
  canManageMetadata(access)
  const items = [...access.page.subscribedApps].flatMap(([appId, fields]): Subscribed[] => {
    const app = call.world.state.apps.get(appId)
    return app ? [{ app, fields }] : []
  })
  const answer = listAnswer(call, {
    items,
    idOf: ({ app }) => app.id,
    table: {
      category: ({ app }) => app.category,
      link: ({ app }) => app.link,
      name: ({ app }) => app.name,
      id: ({ app }) => app.id,
      subscribed_fields: ({ fields }) => fields,
    },
    byDefault: ['category', 'link', 'name', 'id', 'subscribed_fields'],
    nodeType: 'Application',
  })
  // Recorded answers show no cursors here.
  return { data: answer.data }
}

function subscribe(call: GraphCall, id: string): unknown {
  const access = asPage(call.access(), id, call.method)
  canManageMetadata(access)
  const fields = listParam(call.params, 'subscribed_fields') ?? []
  if (fields.length === 0) {
    throw missingParameter('subscribed_fields')
  }
  subscribePage(call.world, access, fields)
  return { success: true }
}

function unsubscribe(call: GraphCall, id: string): unknown {
  const access = asPage(call.access(), id, call.method)
  canManageMetadata(access)
  unsubscribePage(call.world, access.page, access.app.id)
  return { success: true }
}
