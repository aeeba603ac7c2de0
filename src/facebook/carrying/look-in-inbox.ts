import type { Act } from '#domain/acts/act.ts'
import { CLOCKS_APART_MS } from '#domain/acts/said-meanwhile.ts'
import type { SaidThere, Sight } from '#domain/acts/sight.ts'
import { somebodyIn, type Subject } from '#domain/conversations/subject.ts'
import { isSameWords } from '#domain/entries/same-words.ts'
import type { OutgoingFile } from '#domain/files/outgoing-file.ts'
import { graphId, type GraphId } from '../graph/graph-id.ts'
import type { Graph, GraphToken } from '../graph/graph.ts'
import { idOf, isObject, momentOf, own, textOf, type JsonObject } from '../json/value.ts'
import { listIn } from '../graph/list.ts'
import { FILE_FIELDS, filesLike, type Likeness } from './files-there.ts'
import { TEMPLATE_FIELDS, templateLike, utilityLike } from './template-there.ts'
import { unseen } from './unseen.ts'

type Way = { readonly graph: Graph; readonly pageId: GraphId | undefined; readonly token: GraphToken }
type Looked = { readonly act: Extract<Act, { readonly kind: 'say' }>; readonly subject: Subject; readonly since: Date }

/** Of more than the newest 20 Facebook tells no words (Messenger Platform docs, Conversations, 2026-06). */
const NEWEST = 20
const FIELDS = `messages.limit(${NEWEST}){id,created_time,from,message,sticker,shares,attachments{${FILE_FIELDS},${TEMPLATE_FIELDS}}}`

/**
 * What the Page wrote to somebody lately, what the act says among it or not. Facebook does not tell the mark that a message carried, but its id,
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
  const said = recent
    .filter(({ message }) => idOf(own(own(message, 'from'), 'id')) === pageId)
    .flatMap(({ message, there }) => {
      const like = likenessOf(act, message)
      return like === 'no' ? [] : [like === 'yes' ? there : { ...there, isUnsure: true }]
    })
    .toReversed()
  const isFarEnough = recent.length < all.length || own(own(messages, 'paging'), 'next') === undefined
  return { kind: 'listed', said, isWhole: isFarEnough && recent.every(({ message }) => own(message, 'from') !== undefined) }
}

function saidIn(message: JsonObject): SaidThere | undefined {
  const [externalId, at] = [textOf(own(message, 'id')), momentOf(own(message, 'created_time'))]
  return externalId === undefined || at === undefined ? undefined : { externalId, at }
}

/** A message holds words or files, never both; or a template, which holds the words itself. */
function likenessOf({ files = [], offer, template, ...words }: Looked['act'], message: JsonObject): Likeness {
  const told = { text: textOf(own(message, 'message')) ?? '', attachments: listIn(own(message, 'attachments')) }
  if (template !== undefined) {
    return utilityLike(words.text, told)
  }
  if (offer !== undefined && offer.kind !== 'quick-replies') {
    return templateLike({ text: words.text, offer }, told)
  }
  if (!isSameWords(words, { text: told.text })) {
    return 'no'
  }
  return files.length === 0 ? 'yes' : filesLikeIn(message, files)
}

/** Of some files Facebook tells nothing, as if the message were empty (field notes on media in Europe). */
function filesLikeIn(message: JsonObject, files: readonly OutgoingFile[]): Likeness {
  const told = listIn(own(message, 'attachments'))
  const isEmpty = own(message, 'sticker') === undefined && listIn(own(message, 'shares')).length === 0
  return told.length === 0 && isEmpty ? 'perhaps' : filesLike(files, told)
}
