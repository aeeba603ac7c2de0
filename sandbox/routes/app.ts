import { shakeHands } from '../deliver/handshake.ts'
import { missingParameter, notInTheSandbox } from '../world/graph-error.ts'
import { checkPermissionFields } from '../world/webhooks/permissions.ts'
import { asApp } from '../world/login/permissions.ts'
import { checkFields, subscribeApp, unsubscribeApp } from '../world/webhooks/subscriptions.ts'
import type { App } from '../world/world.ts'
import type { GraphCall, NodeKind } from './graph/call.ts'
import { type FieldTable, project } from './graph/fields.ts'
import { listParam, requiredText, textParam } from './graph/params.ts'

export const app: NodeKind = {
  nodeType: 'Application',
  finds: ({ state }, id) => state.apps.has(id),
  self: { GET: readApp },
  edges: { subscriptions: { GET: listSubscriptions, POST: subscribe, DELETE: unsubscribe } },
}

function readApp(call: GraphCall, id: string): unknown {
  return shownApp(call, asApp(call.access(), id).app)
}

/** `/app`: the app that any token belongs to. Clients check by it that a token was made for them. */
export function readOwnApp(call: GraphCall): unknown {
  return shownApp(call, call.access().app)
}

function shownApp(call: GraphCall, found: App): unknown {
  const fields: FieldTable<App> = {
    id: () => found.id,
    name: () => found.name,
    category: () => found.category,
    link: () => found.link,
  }
  return project(found, fields, {
    fields: textParam(call.params, 'fields'),
    byDefault: ['category', 'link', 'name', 'id'],
    nodeType: 'Application',
  })
}

function listSubscriptions(call: GraphCall, id: string): unknown {
  const found = asApp(call.access(), id).app
  return {
    data: [...found.subscriptions.values()].map((subscription) => ({
      object: subscription.object,
      callback_url: subscription.callbackUrl,
      active: true,
      fields: subscription.fields.map((name) => ({ name, version: subscription.version })),
    })),
  }
}

async function subscribe(call: GraphCall, id: string): Promise<unknown> {
  const found = asApp(call.access(), id).app
  const object = requiredText(call.params, 'object')
  const callbackUrl = requiredText(call.params, 'callback_url')
  const verifyToken = requiredText(call.params, 'verify_token')
  const fields = listParam(call.params, 'fields') ?? []
  if (fields.length === 0) {
    throw missingParameter('fields')
  }
  if (object === 'permissions') {
    checkPermissionFields(fields)
  } else if (object === 'page') {
    checkFields('fields', fields)
  } else {
    throw notInTheSandbox(`subscriptions of the object ${object}`)
  }
  await shakeHands(call.world, callbackUrl, verifyToken)
  subscribeApp(call.world, found, { object, callbackUrl, verifyToken, fields, version: call.version })
  return { success: true }
}

function unsubscribe(call: GraphCall, id: string): unknown {
  const found = asApp(call.access(), id).app
  unsubscribeApp(call.world, found, { object: textParam(call.params, 'object'), fields: listParam(call.params, 'fields') })
  return { success: true }
}
