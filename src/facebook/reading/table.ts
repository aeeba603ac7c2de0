import { readDelivery, readEdit, readReaction, readRead } from './acts.ts'
import type { ReadKind } from './item.ts'
import { readMessage, readOrder, readPostback } from './message.ts'
import {
  readAccountLinking,
  readAppRoles,
  readFeedback,
  readOptIn,
  readPolicy,
  readRating,
  readReferral,
  readThreadControl,
} from './notes.ts'
import { shape, type Shape } from './shape.ts'

/** A kind of `messaging` item: the key that names it, the field that one subscribes to for it, its reader, and the forms in which it comes. */
export type Kind = { readonly key: string; readonly field: string; readonly read: ReadKind; readonly shapes: readonly Shape[] }

/**
 * Every kind of `messaging` and `standby` item that the desk understands. An item has one of these keys; where it has two, or none, it is kept as it
 * came. docs/facebook/events.md is made of this table and of its fixtures.
 */
export const KINDS: readonly Kind[] = [
  {
    key: 'message',
    field: 'messages, message_echoes',
    read: readMessage,
    shapes: [
      shape('message-text', 'wrote', 'A message. It opens the window and waits for an answer, as all that follows here from the person.'),
      shape(
        'message-quick-reply',
        'tapped an answer that was offered',
        'A message whose content is a tap; what this desk offered it quotes',
      ),
      shape('message-reply', 'answered a certain message', 'A message that quotes the other, also one that is heard of later'),
      shape('message-picture', 'sent a picture with words', 'A message with a file. Video, sound and other files come in the same way'),
      shape('message-files', 'sent several files', 'One message with all of them'),
      shape('message-voice', 'spoke', 'A message with a voice recording; Facebook names those so'),
      shape('message-without-payload', 'sent a picture of which Facebook tells no address', 'A message with a file that is not available'),
      shape('message-sticker', 'sent a sticker', 'A message with a sticker'),
      shape('message-sticker-twice', 'sent a sticker that comes as a picture, too', 'A message with one sticker'),
      shape('message-sticker-old', 'sent a sticker, as older versions tell it', 'A message with one sticker'),
      shape('message-reel', 'shared a reel', 'A message with the reel'),
      shape('message-post', 'shared a post', 'A message with the post'),
      shape('message-link', 'wrote an address; what Facebook knows of it stands in the payload', 'A message with a link'),
      shape('message-link-beside', 'the same, beside the type and through Facebook', 'A message with a link to where it leads'),
      shape('message-link-unavailable', 'the same, where Facebook knows nothing', 'A message with its words and a link without an address'),
      shape('message-location', 'sent a place', 'A message with a place'),
      shape('message-product', 'shared a product', 'A message with the product'),
      shape('message-from-shop', 'asked about a product of the shop', 'A message with what led to it'),
      shape('message-from-ad', 'wrote after an ad', 'A message with the ad; the window counts as opened by it'),
      shape('message-command', 'used a command', 'A message whose content is a tap'),
      shape('message-unsupported', 'sent what Facebook passes on to nobody', 'A message that says so'),
      shape('message-machine-notes', 'wrote; machines added notes', 'A message; the notes are kept and shown to nobody'),
      shape(
        'message-unknown-part',
        'sent a kind of attachment that is not known',
        'A message with its words; the attachment is kept as it came',
      ),
      shape('message-unsent', 'took a message back', 'The message is shown as taken back; only administrators read what it said'),
      shape('echo', 'the Page answered in its inbox', 'A message of the Page, by which app; it answers what was asked before'),
      shape('echo-template', 'an app sent cards', 'A message of the Page with its cards'),
      shape('echo-unmarked', 'the Page wrote, and no echo is marked', 'A message of the Page'),
    ],
  },
  {
    key: 'postback',
    field: 'messaging_postbacks',
    read: readPostback,
    shapes: [
      shape(
        'postback',
        'tapped a button, the menu or Get Started',
        'A message whose content is a tap, with what led to it; the message of this desk that offered it is quoted',
      ),
      shape('postback-old', 'the same, without a name and a title', 'The same; its bytes are its name'),
      shape(
        'postback-of-guest',
        'the same, by a guest of the chat plugin',
        'The same, in a conversation of its own; a guest cannot be written to',
      ),
    ],
  },
  { key: 'order', field: 'send_cart', read: readOrder, shapes: [shape('order', 'sent the cart of the shop', 'A message with the order')] },
  {
    key: 'message_edit',
    field: 'message_edits',
    read: readEdit,
    shapes: [shape('message-edit', 'edited a message', 'The message shows the new words and its history')],
  },
  {
    key: 'reaction',
    field: 'message_reactions',
    read: readReaction,
    shapes: [
      shape('reaction', 'reacted to a message', 'The reaction stands on the message and opens the window; it waits for no answer'),
      shape('reaction-taken-off', 'took the reaction off', 'It stands there no more'),
    ],
  },
  {
    key: 'delivery',
    field: 'message_deliveries',
    read: readDelivery,
    shapes: [
      shape('delivery', 'got messages, by name and up to a moment', 'What we sent is delivered'),
      shape('delivery-by-name', 'got a message, by name only', 'The message is delivered, also one that is heard of later'),
    ],
  },
  {
    key: 'read',
    field: 'message_reads',
    read: readRead,
    shapes: [
      shape('read', 'read up to a moment', 'What we sent until then is read; a moment in the future says nothing of what is sent later'),
    ],
  },
  {
    key: 'referral',
    field: 'messaging_referrals',
    read: readReferral,
    shapes: [
      shape('referral-link', 'came back by an m.me link', 'A line that says so; with a reference it opens the window'),
      shape('referral-ad', 'came back by an ad', 'A line that says so; what is written within a day counts as opened by it'),
    ],
  },
  {
    key: 'optin',
    field: 'messaging_optins',
    read: readOptIn,
    shapes: [
      shape('opt-in-marketing', 'agreed to messages about something, or stopped them', 'A line that says so'),
      shape('opt-in-one-time', 'agreed to one message', 'A line that says so'),
      shape('opt-in-checkbox', 'ticked a checkbox; nobody knows yet who', 'It is kept and stands in no conversation'),
    ],
  },
  {
    key: 'account_linking',
    field: 'messaging_account_linking',
    read: readAccountLinking,
    shapes: [shape('account-linking', 'linked an account of the shop, or parted it', 'A line that says so')],
  },
  {
    key: 'pass_thread_control',
    field: 'messaging_handovers',
    read: readThreadControl('passed'),
    shapes: [shape('thread-passed', 'another app handed the conversation over', 'A line that says so; the desk answers here')],
  },
  {
    key: 'take_thread_control',
    field: 'messaging_handovers',
    read: readThreadControl('taken'),
    shapes: [shape('thread-taken', 'another app took the conversation', 'A line that says so; another app answers here')],
  },
  {
    key: 'request_thread_control',
    field: 'messaging_handovers',
    read: readThreadControl('requested'),
    shapes: [shape('thread-requested', 'another app asks for the conversation', 'A line that says so')],
  },
  {
    key: 'app_roles',
    field: 'messaging_handovers',
    read: readAppRoles,
    shapes: [shape('app-roles', 'apps got parts on the Page', 'It is kept and stands in no conversation')],
  },
  {
    key: 'policy_enforcement',
    field: 'messaging_policy_enforcement',
    read: readPolicy,
    shapes: [
      shape(
        'policy',
        'Facebook warned the Page, blocked it or let it go on',
        'The channel says so: blocked since when and until when, or warned',
      ),
    ],
  },
  {
    key: 'policy-enforcement',
    field: 'messaging_policy_enforcement',
    read: readPolicy,
    shapes: [shape('policy-old', 'the same, as older versions spell it', 'The same')],
  },
  {
    key: 'messaging_feedback',
    field: 'messaging_feedback',
    read: readFeedback,
    shapes: [shape('feedback', 'answered a form that asks how it was', 'A line with the answers')],
  },
  {
    key: 'response_feedback',
    field: 'response_feedback',
    read: readRating,
    shapes: [shape('rating', 'rated an answer', 'A line with the rating')],
  },
]

/** Where another app answers: the same items in another list, with holes. */
export const STANDBY: readonly Shape[] = [
  shape('standby-message', 'wrote while another app answers', 'The same as above; the conversation says that another app answers here'),
  shape('standby-echo', 'the other app answered', 'A message of the Page, by that app'),
  shape('standby-postback', 'tapped while another app answers; the payload is left out', 'A message whose content is a tap'),
]
