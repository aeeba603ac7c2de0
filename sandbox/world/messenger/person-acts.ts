import { announce } from '../webhooks/webhooks.ts'
import { newMid } from '../ids.ts'
import { tell, type World } from '../world.ts'
import { addMessage, inThread, nextMoment, openConversation, openWindow, type Parties, windowFor } from './conversations.ts'
import { editEvent, type MessagingEvent, personEvent, postbackEvent, reactionEvent, unsendEvent } from './messaging-events.ts'
import type { Conversation, Message, Reaction } from './thread.ts'

/** A message where it stands. */
export type Spot = { readonly conversation: Conversation; readonly message: Message }
/** Messenger does not let the person do this; the words say why. */
export type Refused = { readonly refused: string }

/** A message can be edited five times (Messenger Platform docs, message_edits). */
const MOST_EDITS = 5

export function findMessage(world: World, mid: string): Spot | undefined {
  const conversation = world.state.conversations.get(world.state.messenger.threadOf.get(mid) ?? '')
  const message = conversation?.messages.findLast((each) => each.mid === mid)
  return conversation && message && { conversation, message }
}

/** The person changes what they wrote: `message_edits`. Opens no window. */
export function editMessage(world: World, { conversation, message }: Spot, text: string): Message | Refused {
  if (message.from === 'page' || message.postback !== undefined) {
    return { refused: 'Only what the person wrote can be edited.' }
  }
  if (message.isUnsent === true) {
    return { refused: 'This message was unsent.' }
  }
  if (message.text === undefined) {
    return { refused: 'Only words can be edited.' }
  }
  if ((message.edits ?? 0) >= MOST_EDITS) {
    return { refused: `A message can be edited ${MOST_EDITS} times.` }
  }
  message.text = text
  message.edits = (message.edits ?? 0) + 1
  tell(world, { type: 'message-changed', conversation, message })
  announce(world, inThread(conversation, 'message_edits', world.clock.now()), editEvent(world, conversation, message))
  return message
}

/** The person takes a message back for everyone. The apps hear of it as the setting `unsendShape` says. */
export function unsendMessage(world: World, { conversation, message }: Spot): Message | Refused {
  if (message.from === 'page' || message.postback !== undefined) {
    return { refused: 'Only what the person wrote can be unsent.' }
  }
  if (message.isUnsent === true) {
    return { refused: 'This message was unsent already.' }
  }
  message.isUnsent = true
  tell(world, { type: 'message-changed', conversation, message })
  if (world.state.settings.unsendShape !== 'none') {
    announce(world, inThread(conversation, 'messages', world.clock.now()), unsendEvent(world, conversation, message))
  }
  return message
}

/** The person reacts to a message, or takes the reaction back with `undefined`. Reacting opens the window (policy, 2026-09). */
export function reactTo(world: World, { conversation, message }: Spot, reaction: Reaction | undefined): Message | Refused {
  if (reaction === undefined && message.reactions?.person === undefined) {
    return { refused: 'The person has not reacted to this message.' }
  }
  if (message.isUnsent === true) {
    return { refused: 'This message was unsent.' }
  }
  const now = world.clock.now()
  message.reactions = { ...message.reactions, person: reaction }
  if (reaction !== undefined) {
    openWindow(conversation, now)
  }
  tell(world, { type: 'message-changed', conversation, message })
  announce(world, inThread(conversation, 'message_reactions', now), reactionEvent(world, conversation, { mid: message.mid, reaction }))
  return message
}

/** What a tapped button says. `referral` goes along when a link or an ad brought the person to it. */
export type Tap = { readonly title: string; readonly payload: string; readonly referral?: MessagingEvent | undefined }

/** The person taps Get Started, the menu, an ice breaker or a template's button: `messaging_postbacks`, opens the window. */
export function tapPostback(world: World, { page, person, at }: Parties, { title, payload, referral }: Tap): Message {
  const conversation = openConversation(world, page, person)
  const moment = nextMoment(world, conversation, at)
  const message: Message = { mid: newMid(), from: 'person', text: title, at: moment, attachments: [], postback: { title, payload } }
  openWindow(conversation, moment, windowFor(world, referral))
  addMessage(world, conversation, message)
  announce(world, inThread(conversation, 'messaging_postbacks', moment), postbackEvent(conversation, message, referral))
  return message
}

/** A lead form's referral tells seconds where all others tell milliseconds (Messenger Platform docs, messaging_referrals). */
const LEADS: readonly unknown[] = ['LEAD_COMPLETE', 'LEAD_INCOMPLETE']

/** The person comes back to a thread by an m.me link, an ad, a code: `messaging_referrals`, opens the window. */
export function followReferral(world: World, { page, person, at }: Parties, referral: MessagingEvent): Conversation {
  const conversation = openConversation(world, page, person)
  const moment = at ?? world.clock.now()
  openWindow(conversation, moment, windowFor(world, referral))
  tell(world, { type: 'marks', conversation })
  const time = LEADS.includes(referral['type']) ? { timestamp: Math.floor(moment / 1000) } : {}
  announce(world, inThread(conversation, 'messaging_referrals', moment), personEvent(conversation, moment, { referral, ...time }))
  return conversation
}
