import {
  controlOf,
  extendControl,
  passControl,
  releaseControl,
  requestControl,
  type Step,
  takeControl,
} from '../../world/messenger/handover/handover.ts'
import { defaultAppOf } from '../../world/webhooks/standby.ts'
import type { App } from '../../world/world.ts'
import type { Edge, GraphCall } from '../graph/call.ts'
import type { FieldTable } from '../graph/fields.ts'
import { listAnswer } from '../graph/list.ts'
import { requiredText, textParam } from '../graph/params.ts'
import { recipientThread } from './recipient.ts'
import { asMessagingPage } from './messaging-page.ts'

/** Edges of a Page that say which app answers in a thread (Messenger Platform docs, conversation routing, 2025-09). */
export const threadControlEdges: Readonly<Record<string, Edge>> = {
  pass_thread_control: {
    POST: (call, id) => done(() => passControl(call.world, stepOf(call, id), textParam(call.params, 'target_app_id'))),
  },
  take_thread_control: { POST: (call, id) => done(() => takeControl(call.world, stepOf(call, id))) },
  request_thread_control: { POST: (call, id) => done(() => requestControl(call.world, stepOf(call, id))) },
  release_thread_control: { POST: (call, id) => done(() => releaseControl(call.world, stepOf(call, id))) },
  extend_thread_control: {
    POST: (call, id) => done(() => extendControl(call.world, stepOf(call, id), Number(requiredText(call.params, 'duration')))),
  },
  thread_owner: { GET: threadOwner },
  secondary_receivers: { GET: secondaryReceivers },
}

function done(act: () => void): { success: true } {
  act()
  return { success: true }
}

function stepOf(call: GraphCall, id: string): Step {
  const access = asMessagingPage(call, id)
  return { access, conversation: recipientThread(call, access), metadata: textParam(call.params, 'metadata') }
}

/** The owner and the default app learn who; others only until when; of an idle thread there is nothing to say. */
function threadOwner(call: GraphCall, id: string): unknown {
  const access = asMessagingPage(call, id)
  const control = controlOf(call.world, recipientThread(call, access))
  if (!control) {
    return { data: [] }
  }
  const expiration = Math.floor(control.until / 1000)
  const mayKnow = [control.appId, defaultAppOf(call.world, id)].includes(access.app.id)
  return { data: [{ thread_owner: mayKnow ? { app_id: control.appId, expiration } : { expiration } }] }
}

/** The Page's other apps; in today's words, those that are not the default app. */
function secondaryReceivers(call: GraphCall, id: string): unknown {
  const access = asMessagingPage(call, id)
  const fallback = defaultAppOf(call.world, id)
  const items = [...access.page.subscribedApps.keys()]
    .filter((appId) => appId !== (fallback ?? access.app.id))
    .map((appId) => call.world.state.apps.get(appId))
    .filter((app) => app !== undefined)
  const table: FieldTable<App> = { id: (app) => app.id, name: (app) => app.name }
  return listAnswer(call, { items, idOf: (app) => app.id, table, byDefault: ['id', 'name'], nodeType: 'Application' })
}
