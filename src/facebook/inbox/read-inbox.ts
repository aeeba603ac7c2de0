import { subjectOf } from '#domain/conversations/subject-of.ts'
import { UNTOLD_MESSAGE, type SaidAnswer, type SaidSincePort } from '#domain/channels/said-since-port.ts'
import type { Fact } from '#domain/facts/fact.ts'
import type { GraphAnswer, GraphRefusal, GraphSilence } from '../graph/graph-answer.ts'
import { isSince, listIn, nextPageIn } from '../graph/list.ts'
import { threadId, type GraphId } from '../graph/graph-id.ts'
import type { Graph, GraphToken } from '../graph/graph.ts'
import { idOf, isObject, momentOf, own, textOf, type JsonObject } from '../json/value.ts'
import { openPageKey, type PageKeys } from '../page-key.ts'
import { readItem } from '../reading/messaging.ts'
import { notUnderstood } from '../reading/not-understood.ts'
import { isOfThisAlone, untoldBy } from '../untold-by.ts'
import { inboxItem, MESSAGE_FIELDS, type Parties } from './inbox-item.ts'

/** Of more than the newest 20 of a conversation Facebook tells no words (Messenger Platform docs, Conversations, 2026-06). */
const NEWEST = 20
const CONVERSATIONS = 10
const FIELDS = `id,updated_time,participants,messages.limit(${NEWEST}){${MESSAGE_FIELDS}}`
/** As many ids in a page, and pages of a conversation: three thousand messages of one person. */
const IDS = { inPage: 100, pages: 30 }

/** Reads what was said on a Page in private since a moment, as facts like those of webhooks. */
export function createFacebookInbox({ graph, ...keys }: PageKeys & { readonly graph: Graph }): SaidSincePort {
  return async ({ since, movedSince, page, ...channel }) => {
    const key = await openPageKey(keys, channel)
    if (key.kind !== 'open') {
      return key
    }
    const { pageId, token, keyName } = key
    if (!pageId) {
      return { kind: 'refused', why: 'the id of the Page is none' }
    }
    const params = { platform: 'messenger', fields: FIELDS, limit: String(CONVERSATIONS), ...(page === undefined ? {} : { after: page }) }
    const answer = await graph.call({ method: 'GET', path: [pageId, 'conversations'], token, params })
    if (answer.kind !== 'ok') {
      return untoldBy(answer, keyName)
    }
    return await readPage({ graph, pageId, token, since, movedSince, keyName }, answer)
  }
}

type Told = Extract<GraphAnswer, { readonly kind: 'ok' }>

type Way = {
  readonly graph: Graph
  readonly pageId: GraphId
  readonly token: GraphToken
  readonly since: Date
  readonly movedSince: Date
  readonly keyName: string
}

/** The list is in the order of the newest message: behind the first conversation that was quiet since, all were. */
async function readPage(way: Way, { body, usage: { percent: usedPercent } }: Told): Promise<SaidAnswer> {
  const conversations = listIn(body)
  const moved = conversations.filter((conversation) => isSince(own(conversation, 'updated_time'), way.movedSince))
  const facts: Fact[] = []
  for (const conversation of moved) {
    const read = await readConversation(way, conversation)
    if (Array.isArray(read)) {
      facts.push(...read)
    } else if (!isOfThisAlone(read)) {
      return untoldBy(read, way.keyName)
    }
  }
  const isLast = moved.length < conversations.length || conversations.length === 0
  const reachedAt = momentOf(own(conversations.at(-1), 'updated_time'))
  return { kind: 'told', facts, next: isLast ? undefined : nextPageIn(body), reachedAt, usedPercent }
}

async function readConversation(way: Way, conversation: JsonObject): Promise<Fact[] | GraphRefusal | GraphSilence> {
  const { pageId, since } = way
  const personId = listIn(own(conversation, 'participants'))
    .flatMap((one) => idOf(own(one, 'id')) ?? [])
    .find((id) => id !== pageId)
  const messages = own(conversation, 'messages')
  if (personId === undefined || !isObject(messages)) {
    return []
  }
  const parties = { pageId, personId }
  const newest = listIn(messages)
  const recent = newest.filter((message) => isSince(own(message, 'created_time'), since))
  const facts = recent.flatMap((message, place) => factsOf(message, parties, withinSecond(recent, place)))
  const goesOn = recent.length === newest.length && own(own(messages, 'paging'), 'next') !== undefined
  const id = threadId(own(conversation, 'id'))
  if (!goesOn || id === undefined) {
    return facts
  }
  const older = await olderThan(way, { id, newest })
  return Array.isArray(older) ? [...facts, ...older.flatMap((message) => factsOf(message, parties, 0))] : older
}

/** Those that were said since behind the newest: their ids and times are all that Facebook tells. */
async function olderThan(
  { graph, pageId, token, since }: Way,
  { id, newest }: { readonly id: GraphId; readonly newest: readonly JsonObject[] },
): Promise<JsonObject[] | GraphRefusal | GraphSilence> {
  const seen = new Set(newest.map((message) => own(message, 'id')))
  const older: JsonObject[] = []
  let after: string | undefined
  for (let pages = 0; pages < IDS.pages; pages += 1) {
    await graph.pace.turn(pageId, 'inbox')
    const params = { fields: 'id,created_time', limit: String(IDS.inPage), ...(after === undefined ? {} : { after }) }
    const answer = await graph.call({ method: 'GET', path: [id, 'messages'], token, params, page: pageId })
    if (answer.kind !== 'ok') {
      return answer
    }
    const listed = listIn(answer.body)
    const recent = listed.filter((message) => isSince(own(message, 'created_time'), since))
    older.push(...recent.filter((message) => !seen.has(own(message, 'id'))))
    after = nextPageIn(answer.body)
    if (recent.length < listed.length || after === undefined) {
      break
    }
  }
  return older
}

/**
 * Facebook tells whole seconds, and lists the newest first. Of one second the last stands at its end, so that an answer stands behind what it answers, also where that
 * was heard to the thousandth; the webhook's own moment, should it come, is earlier and takes its place.
 */
function withinSecond(messages: readonly JsonObject[], place: number): number {
  const second = own(messages[place], 'created_time')
  const first = messages.findIndex((message) => own(message, 'created_time') === second)
  return Math.max(0, 999 - (place - first))
}

function factsOf(message: JsonObject, parties: Parties, milliseconds: number): Fact[] {
  const second = momentOf(own(message, 'created_time'))
  const at = second && new Date(second.getTime() + milliseconds)
  const envelope = { pageId: parties.pageId, time: undefined }
  const item = at && inboxItem(message, parties, at)
  if (item) {
    return readItem(item, envelope)
  }
  return [
    notUnderstood({
      place: 'messaging',
      item: { inbox: message },
      envelope,
      label: UNTOLD_MESSAGE,
      subject: subjectOf({ thing: 'message', personId: parties.personId }),
      about: textOf(own(message, 'id')),
      at,
    }),
  ]
}
