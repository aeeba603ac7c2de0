import { fromPage, fromPerson, somethingSaid, words, type Json, type Maker, type Scene } from './scene.ts'

/** What is done to things that were said, and what happens without a word, kind by kind (docs/facebook/events.md). */

export const edit: Maker = (scene) =>
  fromPerson(scene, {
    message_edit: {
      mid: somethingSaid(scene, 'person'),
      text: `${words(scene)} (edited)`,
      num_edit: scene.dice.pick<number | string>([1, '2']),
    },
  })
export const takenBack: Maker = (scene) =>
  fromPerson(scene, { message: { mid: somethingSaid(scene, 'person'), is_deleted: scene.dice.pick<boolean | string>([true, 'true']) } })
export const takenBackByPage: Maker = (scene) =>
  fromPage(scene, { message: { mid: somethingSaid(scene, 'page'), is_echo: true, is_deleted: true, app_id: 517 } })

const reactions: readonly [Json, ...Json[]] = [
  { action: 'react', reaction: 'love', emoji: '❤' },
  { action: 'react', reaction: 'haha', emoji: '😆' },
  { action: 'react', emoji: '🫶🏽' },
]
export const reaction: Maker = (scene) => fromPerson(scene, { reaction: { mid: somethingSaid(scene), ...scene.dice.pick(reactions) } })
export const reactionOfPage: Maker = (scene) => fromPage(scene, { reaction: { mid: somethingSaid(scene), ...scene.dice.pick(reactions) } })
export const reactionTakenOff: Maker = (scene) => fromPerson(scene, { reaction: { mid: somethingSaid(scene), action: 'unreact' } })

const HOUR = 3_600_000
export const delivery: Maker = (scene) =>
  fromPerson(scene, { delivery: { mids: [somethingSaid(scene, 'page'), somethingSaid(scene, 'page')], watermark: scene.at - 1 } })
export const deliveryByName: Maker = (scene) =>
  fromPerson(scene, { delivery: { mids: [scene.talk.own?.mid ?? somethingSaid(scene, 'page')] } })
export const deliveryAhead: Maker = (scene) => fromPerson(scene, { delivery: { watermark: scene.at + 40 * HOUR, seq: 0 } })
export const read: Maker = (scene) => fromPerson(scene, { read: { watermark: scene.at - scene.dice.below(2) * HOUR } })
export const readAhead: Maker = (scene) => fromPerson(scene, { read: { watermark: scene.at + 5 * HOUR } })

export const referralLink: Maker = (scene) =>
  fromPerson(scene, { referral: { ref: `flyer-${scene.dice.below(3)}`, source: 'SHORTLINK', type: 'OPEN_THREAD' } })
export const referralAd: Maker = (scene) =>
  fromPerson(scene, { referral: { ref: 'ad', source: 'ADS', ad_id: '6045', ads_context_data: { ad_title: 'Spring' } } })
export const optIn: Maker = (scene) =>
  fromPerson(scene, {
    optin: {
      type: 'notification_messages',
      title: 'News',
      notification_messages_token: `t${scene.dice.below(9)}`,
      token_expiry_timestamp: scene.at + 1000 * HOUR,
      notification_messages_status: scene.dice.pick(['RESUME_NOTIFICATIONS', 'STOP_NOTIFICATIONS']),
    },
  })
export const optInOnce: Maker = (scene) =>
  fromPerson(scene, { optin: { type: 'one_time_notif_req', payload: 'P', one_time_notif_token: 'o' } })
export const optInCheckbox: Maker = (scene) => ({
  recipient: { id: scene.talk.pageId },
  timestamp: scene.at,
  optin: { ref: 'box', user_ref: `u-${scene.dice.below(99)}` },
})
export const accountLinking: Maker = (scene) =>
  fromPerson(scene, { account_linking: scene.dice.pick<Json>([{ status: 'linked', authorization_code: 'code' }, { status: 'unlinked' }]) })
export const passed: Maker = (scene) =>
  fromPerson(scene, { pass_thread_control: { previous_owner_app_id: 517, new_owner_app_id: '1', metadata: 'over to you' } })
export const taken: Maker = (scene) => fromPerson(scene, { take_thread_control: { previous_owner_app_id: '1', new_owner_app_id: 517 } })
export const requested: Maker = (scene) =>
  fromPerson(scene, { request_thread_control: { requested_owner_app_id: 517, metadata: 'please' } })
export const appRoles: Maker = (scene) => ({
  recipient: { id: scene.talk.pageId },
  timestamp: scene.at,
  app_roles: { '517': ['primary_receiver'] },
})
export const policy: Maker = (scene) => ({
  recipient: { id: scene.talk.pageId },
  timestamp: scene.at,
  policy_enforcement: { action: 'warning', reason: 'Too many' },
})
export const policyOld: Maker = (scene) => ({
  recipient: { id: scene.talk.pageId },
  timestamp: scene.at,
  'policy-enforcement': { action: 'block', reason: 'Far too many' },
})
export const feedback: Maker = (scene) =>
  fromPerson(scene, {
    messaging_feedback: {
      feedback_screens: [
        {
          screen_id: 0,
          questions: {
            q1: { type: 'csat', payload: String(1 + scene.dice.below(5)), follow_up: { type: 'free_form', payload: words(scene) } },
          },
        },
      ],
    },
  })
export const rating: Maker = (scene) =>
  fromPerson(scene, {
    response_feedback: { feedback: scene.dice.pick(['Good response', 'Bad response']), mid: somethingSaid(scene, 'page') },
  })

/** Kinds that nobody knows, of a person and of nobody. */
export const unknownKind: Maker = (scene) => fromPerson(scene, { game_play: { game_id: '5', score: scene.dice.below(99) } })
export const unknownOfNobody: Maker = (scene) => ({
  recipient: { id: scene.talk.pageId },
  timestamp: scene.at,
  weather_report: { degrees: scene.dice.below(30) },
})
/** News with something beside it that nobody knows. */
export const newsWithMore: Maker = (scene: Scene) => ({ ...scene.dice.pick([edit, reaction, read])(scene), mood: 'cheerful' })
