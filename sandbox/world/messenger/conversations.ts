import { conversationIdOf, newMid, psidOf } from '../ids.ts'
import { STANDARD_WINDOW } from './messaging-window.ts'
import { deliveryEvent, echoEvent, messageEvent, readEvent } from './messaging-events.ts'
import { announce, type Occasion } from '../webhooks/webhooks.ts'
import { type Page, type Person, tell, type World } from '../world.ts'
import type { Conversation, Message } from './thread.ts'

/** The thread of a person and a Page, if the person ever wrote. */
export function conversationBetween(world: World, pageId: string, personId: string): Conversation | undefined {
  return world.state.conversations.get(psidOf(pageId, personId))
}

/** What a person says: everything of a message that the writer decides. */
export type PersonMessage = Partial<Omit<Message, 'mid' | 'from' | 'at'>>

/** A person writes to a Page: opens the window, gives the person a PSID there, tells the subscribed apps. */
export function personWrites(world: World, parties: { page: Page; person: Person; at?: number | undefined }, said: PersonMessage): Message {
  const conversation = openConversation(world, parties.page, parties.person)
  const at = tick(world, conversation, parties.at)
  const message: Message = { mid: newMid(), from: 'person', text: undefined, attachments: [], ...said, at }
  openWindow(conversation, at)
  add(world, conversation, message)
  announce(world, inThread(conversation, 'messages', at), messageEvent(world, conversation, message))
  return message
}

/** The person did something that lets the Page write freely for a while (Messenger Platform docs, policy, 2026-09). */
export function openWindow(conversation: Conversation, at: number, windowMs: number = STANDARD_WINDOW): void {
  conversation.openedAt = Math.max(conversation.openedAt ?? 0, at)
  conversation.windowMs = windowMs
}

/** An event of this thread, for `announce`. */
export function inThread(conversation: Conversation, field: string, at: number): Occasion {
  return { pageId: conversation.pageId, field, at, ownerAppId: conversation.ownerAppId }
}

/** What the Page says: everything of a message that the sender decides. */
export type PageMessage = Omit<Message, 'mid' | 'from' | 'at'>

/** A Page writes to a person. The rules have already been asked (`send.ts`). */
export function pageWrites(world: World, conversation: Conversation, said: PageMessage): Message {
  const at = tick(world, conversation, undefined)
  const message: Message = { mid: newMid(), from: 'page', at, ...said }
  conversation.pageTypesUntil = 0
  add(world, conversation, message)
  announce(world, inThread(conversation, 'message_echoes', at), echoEvent(world, conversation, message))
  return message
}

/** The person's phone got everything the Page sent up to `upTo`. Nothing happens when nothing is new. */
export function markDelivered(world: World, conversation: Conversation, upTo: number): boolean {
  const arrived = sentBetween(conversation, conversation.deliveredUpTo, upTo)
  const last = arrived.at(-1)
  if (!last) {
    return false
  }
  conversation.deliveredUpTo = last.at
  tell(world, { type: 'marks', conversation })
  announce(
    world,
    inThread(conversation, 'message_deliveries', world.clock.now()),
    deliveryEvent(
      conversation,
      arrived.map(({ mid }) => mid),
      world.clock.now(),
    ),
  )
  return true
}

/** The person looked at the thread. What was not delivered yet becomes delivered first. */
export function markRead(world: World, conversation: Conversation, upTo: number): boolean {
  markDelivered(world, conversation, upTo)
  const last = sentBetween(conversation, conversation.readUpTo, upTo).at(-1)
  if (!last) {
    return false
  }
  conversation.readUpTo = last.at
  tell(world, { type: 'marks', conversation })
  announce(world, inThread(conversation, 'message_reads', world.clock.now()), readEvent(conversation, world.clock.now()))
  return true
}

export function openConversation(world: World, page: Page, person: Person): Conversation {
  const psid = psidOf(page.id, person.id)
  const known = world.state.conversations.get(psid)
  if (known) {
    return known
  }
  const conversation = emptyConversation({ pageId: page.id, personId: person.id, psid })
  world.state.conversations.set(psid, conversation)
  return conversation
}

export function emptyConversation(of: Pick<Conversation, 'pageId' | 'personId' | 'psid'>): Conversation {
  return {
    id: conversationIdOf(of.psid),
    pageId: of.pageId,
    personId: of.personId,
    psid: of.psid,
    messages: [],
    openedAt: undefined,
    windowMs: STANDARD_WINDOW,
    deliveredUpTo: 0,
    readUpTo: 0,
    seenByPageUpTo: 0,
    pageTypesUntil: 0,
    ownerAppId: undefined,
    folder: 'inbox',
  }
}

/** Two messages of one thread never share a millisecond, so that watermarks stay unambiguous. */
function tick(world: World, conversation: Conversation, at: number | undefined): number {
  return Math.max(at ?? world.clock.now(), (conversation.messages.at(-1)?.at ?? 0) + 1)
}

function add(world: World, conversation: Conversation, message: Message): void {
  conversation.messages.push(message)
  world.state.messenger.threadOf.set(message.mid, conversation.psid)
  tell(world, { type: 'message', conversation, message })
}

/** The Page's messages later than `after`, up to `upTo`, walking back from the newest so that long threads stay cheap. */
function sentBetween(conversation: Conversation, after: number, upTo: number): Message[] {
  const found: Message[] = []
  for (let index = conversation.messages.length - 1; index >= 0; index -= 1) {
    const message = conversation.messages[index]
    if (!message || message.at <= after) {
      break
    }
    if (message.from === 'page' && message.at <= upTo) {
      found.unshift(message)
    }
  }
  return found
}
