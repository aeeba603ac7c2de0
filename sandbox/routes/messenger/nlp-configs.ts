import { requireScope } from '../../world/login/permissions.ts'
import { configureNlp } from '../../world/messenger/nlp.ts'
import type { Edge, GraphCall } from '../graph/call.ts'
import { switchParam, textParam } from '../graph/params.ts'
import { asMessagingPage } from './messaging-page.ts'

/** `POST /{page}/nlp_configs` (Messenger Platform docs, built-in NLP, and Graph API reference, page/nlp_configs, 2026-06); it cannot be read. */
export const nlpConfigs: Edge = { POST: configure }

function configure(call: GraphCall, id: string): unknown {
  const access = asMessagingPage(call, id)
  requireScope(access, 'pages_manage_metadata')
  const { world, params } = call
  const nBest = textParam(params, 'n_best')
  configureNlp(world, access.page, {
    isOn: switchParam(params, 'nlp_enabled'),
    model: textParam(params, 'model')?.toUpperCase(),
    customToken: textParam(params, 'custom_token'),
    nBest: nBest === undefined ? undefined : Number(nBest),
  })
  return { success: true }
}
