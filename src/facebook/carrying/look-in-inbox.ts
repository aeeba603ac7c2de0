import type { Act } from '#domain/acts/act.ts'
import { CLOCKS_APART_MS } from '#domain/acts/said-meanwhile.ts'
import type { SaidThere, Sight } from '#domain/acts/sight.ts'
import { somebodyIn, type Subject } from '#domain/conversations/subject.ts'
import { isSaidAs } from '#domain/entries/same-words.ts'
import { graphId, type GraphId } from '../graph/graph-id.ts'
import type { Graph, GraphToken } from '../graph/graph.ts'
import { idOf, isObject, momentOf, own, textOf, type JsonObject } from '../json/value.ts'
import { unseen } from './unseen.ts'

type Way = { readonly graph: Graph; readonly pageId: GraphId | undefined; readonly token: GraphToken }
type Looked = { readonly act: Extract<Act, { readonly kind: 'say' }>; readonly subject: Subject; readonly since: Date }

/** Of more than the newest 20 Facebook tells no words (Messenger Platform docs, Conversations, 2026-06). */
const NEWEST = 20
const FIELDS = `messages.limit(${NEWEST}){id,created_time,from,message,attachments}`

/**
 * What the Page wrote to somebody lately, the words of the act among it or not. Facebook does not tell the mark that a message carried, but its id,
 * which is the one that the echo names. A conversation that is not listed, or whose messages come without words, tells nothing.
 */
export async function lookInInbox({ graph, pageId, token }: Way, { act, subject, since }: Looked): Promise<Sight> {
  const person = graphId(somebodyIn(subject)?.externalId)
  if (!pageId || !person) {
    return { kind: 'unclear' }
  }
  const params = { platform: 'messenger', user_id: person, fields: FIELDS }
  const answer = await graph.call({ method: 'GET', path: [pageId, 'conversations'], token, params })
  if (answer.kind !== 'ok') {
    return unseen(answer)
  }
  const [conversation] = listIn(answer.body)
  const messages = own(conversation, 'messages')
  return isObject(messages) ? listed(messages, { act, pageId, since }) : { kind: 'unclear' }
}

type Sought = Pick<Looked, 'act' | 'since'> & { readonly pageId: GraphId }

function listed(messages: JsonObject, { act, pageId, since }: Sought): Sight {
  const from = since.getTime() - CLOCKS_APART_MS
  const all = listIn(messages).map((message) => ({ message, there: saidIn(message) }))
  if (all.some(({ there }) => there === undefined)) {
    return { kind: 'not-now', why: 'Facebook told a message without its id or its time' }
  }
  const recent = all.flatMap(({ message, there }) => (there && there.at.getTime() >= from ? [{ message, there }] : []))
  const ours = { ...act, hasFile: act.files !== undefined && act.files.length > 0 }
  const said = recent
    .filter(({ message }) => idOf(own(own(message, 'from'), 'id')) === pageId && isSaidAs(ours, contentOf(message)))
    .map(({ there }) => there)
    .toReversed()
  const isFarEnough = recent.length < all.length || own(own(messages, 'paging'), 'next') === undefined
  return { kind: 'listed', said, isWhole: isFarEnough && recent.every(({ message }) => own(message, 'from') !== undefined) }
}

function saidIn(message: JsonObject): SaidThere | undefined {
  const [externalId, at] = [textOf(own(message, 'id')), momentOf(own(message, 'created_time'))]
  return externalId === undefined || at === undefined ? undefined : { externalId, at }
}

function contentOf(message: JsonObject) {
  return { text: textOf(own(message, 'message')) ?? '', hasFile: listIn(own(message, 'attachments')).length > 0 }
}

function listIn(value: unknown): JsonObject[] {
  const data = own(value, 'data')
  return Array.isArray(data) ? data.filter(isObject) : []
}
