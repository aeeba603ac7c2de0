import { conversationIdOf, newMid, psidOf } from '../ids.ts'
import { keepControl, ownerAt } from './handover/control.ts'
import { STANDARD_WINDOW } from './messaging-window.ts'
import { deliveryEvent, echoEvent, messageEvent, readEvent } from './messaging-events.ts'
import { announce, type Occasion } from '../webhooks/webhooks.ts'
import { type Page, type Person, tell, type World } from '../world.ts'
import { threadMoved } from './thread-index.ts'
import type { Conversation, Message } from './thread.ts'

/** The thread of a person and a Page, if there is one. */
export function conversationBetween(world: World, pageId: string, personId: string): Conversation | undefined {
  return world.state.conversations.get(psidOf(pageId, personId))
}

/** What a person says: everything of a message that the writer decides. */
export type PersonMessage = Partial<Omit<Message, 'mid' | 'from' | 'at'>>
export type Parties = { readonly page: Page; readonly person: Person; readonly at?: number | undefined }

/** A person writes to a Page: opens the window (longer when an ad led there), gives the person a PSID, tells the subscribed apps. */
export function personWrites(world: World, parties: Parties, said: PersonMessage): Message {
  const conversation = openConversation(world, parties.page, parties.person)
  const at = nextMoment(world, conversation, parties.at)
  const message: Message = { mid: newMid(), from: 'person', text: undefined, attachments: [], ...said, at }
  openWindow(conversation, at, windowFor(world, said.more?.['referral']))
  addMessage(world, conversation, message)
  announce(world, inThread(conversation, 'messages', at), messageEvent(world, conversation, message))
  return message
}

/**
 * The person did something that lets the Page write freely for a while (Messenger Platform docs, policy, 2026-09).
 * A longer window that an ad opened earlier keeps its end.
 */
export function openWindow(conversation: Conversation, at: number, windowMs: number = STANDARD_WINDOW): void {
  const { openedAt } = conversation
  const ends = Math.max(at + windowMs, openedAt === undefined ? 0 : openedAt + conversation.windowMs)
  conversation.openedAt = Math.max(openedAt ?? 0, at)
  conversation.windowMs = ends - conversation.openedAt
  keepControl(conversation, at)
}

/** "Up to 7 days" for someone whom an ad led to the thread (policy, 2026-09-28), a day for everyone else. */
export function windowFor(world: World, referral: unknown): number {
  const isFromAd = typeof referral === 'object' && referral !== null && 'source' in referral && referral.source === 'ADS'
  return isFromAd ? world.state.settings.adWindowMs : STANDARD_WINDOW
}

/** An event of this thread, for `announce`. */
export function inThread(conversation: Conversation, field: string, at: number): Occasion {
  return { pageId: conversation.pageId, field, at, ownerAppId: ownerAt(conversation, at), isInThread: true }
}

/** What the Page says: everything of a message that the sender decides. */
export type PageMessage = Omit<Message, 'mid' | 'from' | 'at'>

/** A Page writes to a person. The rules have already been asked (`send.ts`). */
export function pageWrites(world: World, conversation: Conversation, said: PageMessage): Message {
  const at = nextMoment(world, conversation, undefined)
  const message: Message = { mid: newMid(), from: 'page', at, ...said }
  conversation.pageTypesUntil = 0
  addMessage(world, conversation, message)
  if (message.isByUserRef !== true) {
    announce(world, inThread(conversation, 'message_echoes', at), echoEvent(world, conversation, message))
  }
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
      world,
      conversation,
      arrived.map(({ mid }) => mid),
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
  const conversation = conversationWith(world, page.id, person.id)
  keepConversation(world, conversation)
  return conversation
}

/** The thread that a first message would stand in: a new one joins the world only by `keepConversation`. */
export function conversationWith(world: World, pageId: string, personId: string): Conversation {
  return conversationBetween(world, pageId, personId) ?? emptyConversation({ pageId, personId, psid: psidOf(pageId, personId) })
}

export function keepConversation(world: World, conversation: Conversation): void {
  const { conversations } = world.state
  if (!conversations.has(conversation.psid)) {
    conversations.set(conversation.psid, conversation)
    threadMoved(conversations, conversation)
  }
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
    ownerUntil: undefined,
    folder: 'inbox',
  }
}

/** Two messages of one thread never share a millisecond, so that watermarks stay unambiguous. */
export function nextMoment(world: World, conversation: Conversation, at: number | undefined): number {
  return Math.max(at ?? world.clock.now(), (conversation.messages.at(-1)?.at ?? 0) + 1)
}

/** Puts a message into its thread and tells the live page; no webhook. */
export function addMessage(world: World, conversation: Conversation, message: Message): void {
  conversation.messages.push(message)
  threadMoved(world.state.conversations, conversation)
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
    if (message.from === 'page' && message.at <= upTo && message.isByUserRef !== true) {
      found.unshift(message)
    }
  }
  return found
}
