import type { Access } from '../../world/login/tokens.ts'
import type { Rate } from '../../world/usage/counters.ts'
import type { Spending } from '../../world/usage/usage.ts'
import type { GraphCall } from './call.ts'
import { objectParam, textParam } from './params.ts'

/** Edges of a Page that count as Messenger, not as Pages API. */
const MESSENGER_EDGES = new Set(
  `messages message_attachments messenger_profile conversations personas custom_labels custom_user_settings moderate_conversations
  message_templates message_template_library messaging_feature_review thread_owner thread_settings pass_thread_control
  take_thread_control request_thread_control release_thread_control extend_thread_control secondary_receivers notification_messages_dev_support
  notification_message_tokens labels nlp_configs`
    .trim()
    .split(/\s+/),
)

/** Whose allowance a call uses, told by its token and path. */
export function spendingOf(call: GraphCall, access: Access): Spending {
  const [first = '', edge = ''] = call.path
  if (access.kind !== 'page') {
    return { kind: 'app', appId: access.app.id, pageId: call.world.state.pages.has(first) ? first : undefined }
  }
  const isMessenger = MESSENGER_EDGES.has(edge) || /^[mt]_/.test(first) || call.world.state.conversations.has(first)
  return { kind: 'page', pageId: access.page.id, business: isMessenger ? 'messenger' : 'pages', rate: rateOf(call, first, edge) }
}

function rateOf(call: GraphCall, first: string, edge: string): Rate | undefined {
  const { throttling } = call.world.state.settings
  if (edge === 'messages' && call.method === 'POST') {
    return throttling === 'on' ? (isFilm(call) ? 'media' : 'send') : undefined
  }
  return edge === 'conversations' || /^[mt]_/.test(first) ? 'conversations' : undefined
}

function isFilm({ params }: GraphCall): boolean {
  const attachment = objectParam(objectParam(params, 'message') ?? {}, 'attachment')
  return ['audio', 'video'].includes(textParam(attachment ?? {}, 'type') ?? '')
}
