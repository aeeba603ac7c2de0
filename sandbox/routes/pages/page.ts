import { missingParameter, unsupportedRequest } from '../../world/graph-error.ts'
import { asPage, canManageMetadata } from '../../world/login/permissions.ts'
import { subscribePage, unsubscribePage } from '../../world/webhooks/subscriptions.ts'
import { type Access, pageTokenFor } from '../../world/login/tokens.ts'
import type { Page } from '../../world/world.ts'
import type { GraphCall, NodeKind } from '../graph/call.ts'
import { type FieldTable, project } from '../graph/fields.ts'
import { sendMessage } from '../messenger/messages.ts'
import { pageFields } from './page-fields.ts'
import { listParam, textParam } from '../graph/params.ts'
import { pictureOf } from './picture.ts'

export const page: NodeKind = {
  finds: ({ state }, id) => state.pages.has(id),
  self: { GET: readPage },
  edges: {
    picture: { GET: picture },
    messages: { POST: sendMessage },
    subscribed_apps: { GET: subscribedApps, POST: subscribe, DELETE: unsubscribe },
  },
}

function readPage(call: GraphCall, id: string): unknown {
  const access = call.access()
  const found = visiblePage(call, access, id)
  const table: FieldTable<Page> = {
    ...pageFields(call),
    access_token: () => tokenShown(call, access, id),
  }
  return project(found, table, { fields: textParam(call.params, 'fields'), byDefault: ['name', 'id'], nodeType: 'Page' })
}

/** A user token is answered with the Page's, a Page token with itself. */
function tokenShown(call: GraphCall, access: Access, id: string): string | undefined {
  if (access.kind === 'page') {
    return access.token.value
  }
  return access.kind === 'user' ? pageTokenFor(call.world, access, id).value : undefined
}

function visiblePage(call: GraphCall, access: Access, id: string): Page {
  const found = call.world.state.pages.get(id)
  const isGranted = access.kind === 'user' && access.grant.pageIds.includes(id) && found?.roles.has(access.person.id)
  const isSelf = access.kind === 'page' && access.page.id === id
  if (!found || !(isGranted || isSelf)) {
    throw unsupportedRequest(call.method, id)
  }
  return found
}

/** A picture is public; `redirect=0` tells its address instead of leading there. */
function picture(call: GraphCall, id: string): unknown {
  const data = pictureOf(call.origin, id)
  return ['0', 'false'].includes(textParam(call.params, 'redirect') ?? '') ? { data } : { redirect: data.url }
}

function subscribedApps(call: GraphCall, id: string): unknown {
  const access = asPage(call.access(), id, call.method)
  canManageMetadata(access)
  const data = [...access.page.subscribedApps].map(([appId, fields]) => {
    const app = call.world.state.apps.get(appId)
    return { category: app?.category, link: app?.link, name: app?.name, id: appId, subscribed_fields: fields }
  })
  return { data }
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
