import { pagesOf } from '../world/login/grants.ts'
import { psidOf } from '../world/ids.ts'
import type { Entry } from '../world/journal.ts'
import { ownerAt } from '../world/messenger/handover/control.ts'
import { profileOf } from '../world/messenger/messenger-profile.ts'
import type { Conversation, Delivery, Page, Person, World } from '../world/world.ts'
import { shownMessage } from './shown-message.ts'

/** The world as the controls and the page show it, field by field. Keys and tokens stay inside. */
export function shownWorld(world: World) {
  const { state, clock } = world
  return {
    now: clock.now(),
    clock_offset_ms: state.clockOffsetMs,
    is_clock_followed: world.follower !== undefined,
    app_id: state.mainAppId,
    people: [...state.people.values()].map((person) => shownPerson(world, person)),
    pages: [...state.pages.values()].map((page) => shownPage(world, page)),
    conversations: [...state.conversations.values()].map((conversation) => shownThread(world, conversation)),
  }
}

export function shownPerson(world: World, person: Person) {
  return {
    id: person.id,
    name: person.name,
    first_name: person.firstName,
    last_name: person.lastName,
    locale: person.locale,
    added_at: person.addedAt ?? null,
    manages: pagesOf(world, person.id).map(({ id }) => id),
    /** Page id → the PSID the person has, or will have, on that Page. */
    psids: Object.fromEntries([...world.state.pages.keys()].map((pageId) => [pageId, psidOf(pageId, person.id)])),
  }
}

export function shownPage(world: World, page: Page) {
  return {
    id: page.id,
    name: page.name,
    category: page.category,
    is_published: page.isPublished,
    roles: Object.fromEntries(page.roles),
    blocked_by: [...page.blockedBy.keys()],
    subscribed_fields: page.subscribedApps.get(world.state.mainAppId) ?? [],
    is_news_page: page.isNewsPage,
    messenger_profile: profileOf(world, page.id),
    is_nlp_on: world.state.messenger.nlp.get(page.id)?.isOn ?? false,
  }
}

function shownThread(world: World, conversation: Conversation) {
  const last = conversation.messages.at(-1)
  return {
    id: conversation.id,
    psid: conversation.psid,
    message_count: conversation.messages.length,
    last_message: last && shownMessage(world, last),
    opened_at: conversation.openedAt ?? null,
    folder: conversation.folder,
    owner_app_id: ownerAt(conversation, world.clock.now()) ?? null,
    ...shownMarks(conversation),
  }
}

export function shownMarks(conversation: Conversation) {
  return {
    page_id: conversation.pageId,
    person_id: conversation.personId,
    delivered_up_to: conversation.deliveredUpTo,
    read_up_to: conversation.readUpTo,
    seen_by_page_up_to: conversation.seenByPageUpTo,
    page_types_until: conversation.pageTypesUntil,
  }
}

export function shownConversation(world: World, conversation: Conversation, limit: number) {
  const messages = conversation.messages
    .slice(Math.max(0, conversation.messages.length - limit))
    .map((message) => shownMessage(world, message))
  return { ...shownThread(world, conversation), messages }
}

export function shownDelivery(delivery: Delivery) {
  return {
    id: delivery.id,
    field: delivery.field,
    page_id: delivery.pageId,
    app_id: delivery.appId,
    entries: delivery.batch?.count ?? 1,
    fault: delivery.fault ?? null,
    attempts: delivery.attempts,
    born_at: delivery.bornAt,
    due_at: delivery.dueAt,
  }
}

/** Secrets are cut short: the journal is shown on a page and copied into bug reports. */
export function shownEntry(entry: Entry) {
  return {
    id: entry.id,
    at: entry.at,
    direction: entry.direction,
    method: entry.method,
    path: masked(entry.path),
    label: entry.label ?? null,
    status: entry.status ?? null,
    outcome: entry.outcome ?? null,
    version: entry.version ?? null,
    token: entry.token ?? null,
    fault: entry.fault ?? null,
    took_ms: entry.tookMs ?? null,
    attempt: entry.attempt ?? null,
    request: masked(entry.request ?? ''),
    response: masked(entry.response ?? ''),
  }
}

function masked(text: string): string {
  return text
    .replace(/(EAA[A-Za-z0-9]{5})[A-Za-z0-9]{20,}/g, '$1…')
    .replace(/((?:client_secret|verify_token|appsecret_proof)=)[^&\s]+/g, '$1…')
    .replace(/("(?:client_secret|verify_token|appsecret_proof)"\s*:\s*")[^"]+/g, '$1…')
    .replace(/(access_token["']?\s*[=:]\s*["']?\d+(?:\||%7C))[\w-]+/gi, '$1…')
    .replace(/\b(code=AQ[\w-]{5})[\w-]{20,}/g, '$1…')
}
