import { conversationIdOf, newMid, psidOf } from '../ids.ts'
import { deliveryEvent, echoEvent, readEvent, textEvent } from './messaging-events.ts'
import { announce } from '../webhooks/webhooks.ts'
import { type Conversation, type Message, type Page, type Person, tell, type World } from '../world.ts'

/** The thread of a person and a Page, if the person ever wrote. */
export function conversationBetween(world: World, pageId: string, personId: string): Conversation | undefined {
  return world.state.conversations.get(psidOf(pageId, personId))
}

/** A person writes to a Page: opens the window, gives the person a PSID there, tells the subscribed apps. */
export function personWrites(world: World, parties: { page: Page; person: Person; at?: number }, text: string): Message {
  const conversation = openConversation(world, parties.page, parties.person)
  const at = tick(world, conversation, parties.at)
  const message: Message = { mid: newMid(), from: 'person', text, at }
  conversation.openedAt = Math.max(conversation.openedAt ?? 0, at)
  add(world, conversation, message)
  announce(world, { pageId: parties.page.id, field: 'messages', at }, textEvent(conversation, message))
  return message
}

export type PageMessage = {
  readonly text: string
  readonly appId: string
  readonly metadata: string | undefined
  readonly tag: string | undefined
}

/** A Page writes to a person. The rules have already been asked (`send.ts`). */
export function pageWrites(world: World, conversation: Conversation, said: PageMessage): Message {
  const at = tick(world, conversation, undefined)
  const message: Message = { mid: newMid(), from: 'page', at, ...said }
  conversation.pageTypesUntil = 0
  add(world, conversation, message)
  announce(world, { pageId: conversation.pageId, field: 'message_echoes', at }, echoEvent(conversation, message))
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
    { pageId: conversation.pageId, field: 'message_deliveries', at: world.clock.now() },
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
  announce(
    world,
    { pageId: conversation.pageId, field: 'message_reads', at: world.clock.now() },
    readEvent(conversation, world.clock.now()),
  )
  return true
}

export function openConversation(world: World, page: Page, person: Person): Conversation {
  const psid = psidOf(page.id, person.id)
  const known = world.state.conversations.get(psid)
  if (known) {
    return known
  }
  const conversation: Conversation = {
    id: conversationIdOf(psid),
    pageId: page.id,
    personId: person.id,
    psid,
    messages: [],
    openedAt: undefined,
    deliveredUpTo: 0,
    readUpTo: 0,
    seenByPageUpTo: 0,
    pageTypesUntil: 0,
  }
  world.state.conversations.set(psid, conversation)
  return conversation
}

/** Two messages of one thread never share a millisecond, so that watermarks stay unambiguous. */
function tick(world: World, conversation: Conversation, at: number | undefined): number {
  return Math.max(at ?? world.clock.now(), (conversation.messages.at(-1)?.at ?? 0) + 1)
}

function add(world: World, conversation: Conversation, message: Message): void {
  conversation.messages.push(message)
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
