import { escapeJson } from './escaped-json.ts'
import type { Entry } from './webhooks.ts'

type Value = Readonly<Record<string, unknown>>

const SENDER = { id: '12334' }
const RECIPIENT = { id: '23245' }
/** Seen as it is in every sample of a Messenger field: a text, and seconds. */
const THEN = '1527459824'
const POST = '44444444_444444444'

/** What stands in a Messenger sample beside sender, recipient and timestamp. */
const MESSAGING: Readonly<Record<string, Value>> = {
  messages: { message: { mid: 'test_message_id', text: 'test_message', commands: [{ name: 'command123' }, { name: 'command456' }] } },
  message_echoes: { message: { is_echo: true, app_id: 12345, metadata: 'test_metadata', mid: 'test_message_id', text: 'test_message' } },
  message_edits: { message_edit: { mid: 'test_message_id', text: 'test_message', num_edit: 1 } },
  message_reactions: { reaction: { mid: 'test_message_id', action: 'react', reaction: 'love', emoji: '❤️' } },
  message_deliveries: { delivery: { mids: ['test_message_id'], watermark: THEN } },
  message_reads: { read: { watermark: THEN } },
  messaging_postbacks: { postback: { mid: 'test_message_id', title: 'test_title', payload: 'test_payload' } },
  messaging_optins: { optin: { ref: 'test_ref' } },
  messaging_referrals: { referral: { ref: 'test_ref', source: 'SHORTLINK', type: 'OPEN_THREAD' } },
  messaging_account_linking: { account_linking: { status: 'linked', authorization_code: 'test_code' } },
  messaging_handovers: { pass_thread_control: { new_owner_app_id: '123456789', metadata: 'test_metadata' } },
  messaging_policy_enforcement: { policy_enforcement: { action: 'block', reason: 'test_reason' } },
  messaging_feedback: {
    messaging_feedback: { feedback_screens: [{ screen_id: 0, questions: { test_question: { type: 'csat', payload: '4' } } }] },
  },
  messaging_game_plays: { game_play: { game_id: '1', player_id: '2', context_type: 'SOLO', context_id: '3' } },
  messaging_customer_information: { messaging_customer_information: { screens: [{ screen_id: '0', responses: [] }] } },
  response_feedback: { response_feedback: { feedback: 'Good response', mid: 'test_message_id' } },
  send_cart: { order: { products: [], note: 'test_note' } },
  standby: { message: { mid: 'test_message_id', text: 'test_message' } },
}

/** Samples of what happens on a Page's wall and to the Page; `now` in seconds. */
const CHANGES: Readonly<Record<string, (now: number) => Value>> = {
  feed: (now) => ({
    item: 'status',
    post_id: POST,
    verb: 'add',
    published: 1,
    created_time: now,
    message: 'Example post content.',
    from: { name: 'Test Page', id: '1067280970047460' },
  }),
  mention: (now) => ({
    post_id: POST,
    sender_name: 'Example Name',
    item: 'post',
    sender_id: 44444444,
    verb: 'add',
    created_time: now,
    message: 'Example message.',
  }),
  ratings: (now) => ({
    item: 'rating',
    verb: 'add',
    reviewer_id: '4444444444',
    reviewer_name: 'Example Name',
    review_text: 'Example review.',
    recommendation_type: 'POSITIVE',
    open_graph_story_id: '4444444444',
    created_time: now,
  }),
  live_videos: () => ({ id: '4444444444', status: 'live_stopped' }),
  videos: () => ({ id: '4444444444', status: { video_status: 'ready' } }),
  leadgen: (now) => ({ ad_id: '444', form_id: '444', leadgen_id: '444', page_id: '444', adgroup_id: '444', created_time: now }),
  inbox_labels: () => ({ user: { id: '12334' }, action: 'add', label: { id: '444', page_label_name: 'test_label' } }),
}

/**
 * The dashboard's "Test" sample of a field: entry id "0", seconds, and also a Messenger event wrapped into `changes` (feed, live_videos and
 * messages as seen in logs of 2019–2026; the other fields are made after them). `nowMs` in milliseconds.
 */
export function testEntry(field: string, nowMs: number): Entry {
  return { id: '0', time: Math.floor(nowMs / 1000), changes: [changeOf(field, nowMs)] }
}

/** Some receivers logged the bare change as the whole body. */
export function bareSample(field: string, nowMs: number): string {
  return escapeJson(changeOf(field, nowMs))
}

function changeOf(field: string, nowMs: number): Value {
  const messaging = MESSAGING[field]
  if (messaging) {
    return { field, value: { sender: SENDER, recipient: RECIPIENT, timestamp: THEN, ...messaging } }
  }
  return { field, value: CHANGES[field]?.(Math.floor(nowMs / 1000)) ?? {} }
}
