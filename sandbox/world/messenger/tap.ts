import type { World } from '../world.ts'
import { personWrites } from './conversations.ts'
import { type Refused, type Spot, tapPostback } from './person-acts.ts'
import { isJson, type Json } from './send/reading.ts'
import type { Message, QuickReply } from './thread.ts'

/** What was tapped under a message: the quick reply, or the button (of the element), counted from 0. */
export type Finger = { readonly quickReply: number } | { readonly button: number; readonly element: number | undefined }
/** Something that Messenger opens by itself and tells nobody: a web address, a telephone number. */
export type Opened = { readonly opened: string }

/** The person taps a quick reply (a message goes out) or a template's button (a postback, or something opens). */
export function tapOn(world: World, spot: Spot, finger: Finger): Message | Refused | Opened {
  if (spot.message.from === 'person') {
    return { refused: 'Only messages from the Page have something to tap.' }
  }
  return 'quickReply' in finger ? tapQuickReply(world, spot, finger.quickReply) : tapButton(world, spot, finger)
}

/** Quick replies go away with the next message in the thread (Messenger Platform docs, quick replies). */
function tapQuickReply(world: World, { conversation, message }: Spot, index: number): Message | Refused {
  const reply = message.quickReplies?.[index]
  if (!reply) {
    return { refused: `This message has no quick reply ${index}.` }
  }
  if (conversation.messages.at(-1)?.mid !== message.mid) {
    return { refused: 'Quick replies go away with the next message.' }
  }
  const parties = partiesOf(world, { conversation, message })
  const text = wordsOf(reply, parties.person.email)
  return personWrites(world, parties, { text, quickReply: reply.payload ?? text })
}

/** Messenger fills in `user_phone_number` and `user_email` from the person's profile; here everybody has the same number. */
function wordsOf(reply: QuickReply, email: string): string {
  if (reply.content_type === 'user_email') {
    return email
  }
  return reply.content_type === 'user_phone_number' ? '+15550100' : (reply.title ?? '')
}

function tapButton(world: World, spot: Spot, finger: { button: number; element: number | undefined }): Message | Refused | Opened {
  const button = buttonAt(spot.message, finger)
  if (!button) {
    return { refused: `This message has no button ${finger.button}${finger.element === undefined ? '' : ` in element ${finger.element}`}.` }
  }
  if (button['type'] === 'postback') {
    return tapPostback(world, partiesOf(world, spot), { title: textOf(button['title']), payload: textOf(button['payload']) })
  }
  return { opened: textOf(button['url'] ?? button['payload'] ?? button['type']) }
}

function buttonAt(message: Message, { button, element }: { button: number; element: number | undefined }): Json | undefined {
  const template: Json = message.attachments.find(({ type }) => type === 'template')?.payload ?? {}
  const elements = partsIn(template['elements'])
  const holder = element === undefined && elements.length === 0 ? template : (elements[element ?? 0] ?? {})
  return partsIn(holder['buttons'])[button]
}

function partsIn(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isJson) : []
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function partiesOf(world: World, { conversation }: Spot) {
  const page = world.state.pages.get(conversation.pageId)
  const person = world.state.people.get(conversation.personId)
  if (!page || !person) {
    throw new Error(`The thread ${conversation.id} has lost its Page or its person.`)
  }
  return { page, person }
}
