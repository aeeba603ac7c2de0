import type { Act } from '#domain/acts/act.ts'
import { CLOCKS_APART_MS } from '#domain/acts/said-meanwhile.ts'
import type { SaidThere, Sight } from '#domain/acts/sight.ts'
import type { Addressee } from '#domain/channels/channel-port.ts'
import { REACH } from '#domain/conversations/subject.ts'
import type { Words } from '#domain/entries/mention.ts'
import { isSaidAs, isSameWords, type SaidAs } from '#domain/entries/same-words.ts'
import type { GraphAnswer } from '../graph/graph-answer.ts'
import { graphId, type GraphId } from '../graph/graph-id.ts'
import type { Graph, GraphToken } from '../graph/graph.ts'
import { isGone } from '../graph/refusal-meaning.ts'
import { idOf, isObject, momentOf, own, textOf, type JsonObject } from '../json/value.ts'
import { lastPart } from '../reading/public-item.ts'
import { mentionsIn } from '../reading/message-tags.ts'
import { lookInInbox } from './look-in-inbox.ts'
import { lookAtReaction } from './reaction.ts'
import { unseen } from './unseen.ts'

type Way = { readonly graph: Graph; readonly pageId: GraphId | undefined; readonly token: GraphToken }
type Looked = { readonly act: Act; readonly to: Addressee; readonly since: Date }

/** As many as are read at once: more were not said in one thread between two looks. */
const NEWEST = 100

/**
 * Looks whether Facebook did what it never answered for. What was said in private stands in the Page's inbox. Of an answer that everybody reads the
 * newest ones are listed where it was to stand (Graph reference, Object Comments: `order`, `since`); all else is a property of what it was done to
 * (Graph reference, Comment).
 */
export async function lookAt({ graph, pageId, token }: Way, { act, to, since }: Looked): Promise<Sight> {
  if (!REACH[to.subject.kind].isPublic) {
    return await lookInPrivate({ graph, pageId, token }, { act, to, since })
  }
  const id = graphId(act.kind === 'say' ? to.under : to.target?.calledAs)
  if (!id || !pageId) {
    return { kind: 'unclear' }
  }
  if (act.kind === 'say') {
    return listed(await graph.call({ method: 'GET', path: [id, 'comments'], token, params: newestSince(since) }), {
      pageId,
      said: { ...act, hasFile: act.files !== undefined && act.files.length > 0 },
    })
  }
  if (act.kind === 'block') {
    return await lookAtBlocked({ graph, pageId, token }, { isBlocked: act.isBlocked, author: graphId(to.target?.author) })
  }
  return seen(await graph.call({ method: 'GET', path: [id], token, params: { fields: FIELDS[act.kind] } }), act)
}

async function lookInPrivate(way: Way, { act, to, since }: Looked): Promise<Sight> {
  switch (act.kind) {
    case 'say':
      return await lookInInbox(way, { act, subject: to.subject, since })
    case 'react':
      return await lookAtReaction(way, act, to)
    default:
      return { kind: 'unclear' }
  }
}

function newestSince(since: Date): Readonly<Record<string, string>> {
  const from = Math.floor((since.getTime() - CLOCKS_APART_MS) / 1000)
  return {
    fields: 'id,from,created_time,message,message_tags,attachment',
    order: 'reverse_chronological',
    filter: 'stream',
    since: String(from),
    limit: String(NEWEST),
  }
}

function listed(answer: GraphAnswer, { pageId, said: ours }: { readonly pageId: GraphId; readonly said: SaidAs }): Sight {
  if (answer.kind !== 'ok') {
    return unseen(answer)
  }
  const data = own(answer.body, 'data')
  if (!Array.isArray(data)) {
    return { kind: 'not-now', why: 'Facebook told no list of comments' }
  }
  const said = data
    .filter(isObject)
    .filter(
      (comment) => idOf(own(own(comment, 'from'), 'id')) === pageId && isSaidAs(ours, { ...wordsIn(comment), hasFile: hasFile(comment) }),
    )
    .map(saidIn)
    .toReversed()
  return said.every((one) => one !== undefined)
    ? { kind: 'listed', said, isWhole: own(own(answer.body, 'paging'), 'next') === undefined }
    : { kind: 'not-now', why: 'Facebook told a comment without its id or its time' }
}

function saidIn(comment: JsonObject): SaidThere | undefined {
  const [id, at] = [idOf(own(comment, 'id')), momentOf(own(comment, 'created_time'))]
  return id === undefined || at === undefined ? undefined : { externalId: lastPart(id), calledAs: id, at }
}

type Blocking = { readonly isBlocked: boolean; readonly author: GraphId | undefined }

/** Whether somebody is among those whom the Page blocked: asked for by their id, and told by it where they are. */
async function lookAtBlocked({ graph, pageId, token }: Way, { isBlocked, author }: Blocking): Promise<Sight> {
  if (!author || !pageId) {
    return { kind: 'unclear' }
  }
  const answer = await graph.call({ method: 'GET', path: [pageId, 'blocked'], token, params: { user: author } })
  if (answer.kind !== 'ok') {
    return unseen(answer)
  }
  const data = own(answer.body, 'data')
  const isThere = Array.isArray(data) && data.some((one) => idOf(own(one, 'id')) === author)
  // Where Facebook tells everybody, who is not on the first page may be on another.
  const isWhole = Array.isArray(data) && own(own(answer.body, 'paging'), 'next') === undefined
  return told(isThere || isWhole ? isThere : undefined, isBlocked)
}

type Done = Exclude<Act, { readonly kind: 'say' | 'block' }>

const FIELDS: Readonly<Record<Done['kind'], string>> = {
  'say-privately': 'can_reply_privately',
  edit: 'message,message_tags',
  hide: 'is_hidden',
  remove: 'id',
  react: 'user_likes',
}

function seen(answer: GraphAnswer, act: Done): Sight {
  if (answer.kind === 'refused' && act.kind === 'remove' && isGone(answer)) {
    return { kind: 'done' }
  }
  return answer.kind === 'ok' ? sightOf(answer.body, act) : unseen(answer)
}

function sightOf(body: JsonObject, act: Done): Sight {
  switch (act.kind) {
    case 'remove':
      return { kind: 'not-done' }
    case 'edit':
      return { kind: isSameWords(act, wordsIn(body)) ? 'done' : 'not-done' }
    case 'hide':
      return told(own(body, 'is_hidden'), act.isHidden)
    case 'react':
      return told(own(body, 'user_likes'), act.reaction !== undefined)
    case 'say-privately':
      // That it cannot be answered any more does not tell who answered it.
      return { kind: own(body, 'can_reply_privately') === true ? 'not-done' : 'unclear' }
  }
}

function wordsIn(comment: JsonObject): Words {
  const text = textOf(own(comment, 'message')) ?? ''
  return { text, mentions: mentionsIn(text, own(comment, 'message_tags')) }
}

/** What a link in the words is shown as is no file. */
function hasFile(comment: JsonObject): boolean {
  const type = own(own(comment, 'attachment'), 'type')
  return typeof type === 'string' && type !== 'share'
}

function told(value: unknown, wanted: boolean): Sight {
  if (typeof value !== 'boolean') {
    return { kind: 'unclear' }
  }
  return { kind: value === wanted ? 'done' : 'not-done' }
}
