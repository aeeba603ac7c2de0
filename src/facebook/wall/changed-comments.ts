import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import { editedText } from '#domain/entries/edits.ts'
import { isHidden, type Entry } from '#domain/entries/entry.ts'
import { isSameWords } from '#domain/entries/same-words.ts'
import type { Fact } from '#domain/facts/fact.ts'
import type { Db } from '#storage/database.ts'
import { commentsHeld } from '#storage/posts/held-under-posts.ts'
import type { GraphRefusal, GraphSilence } from '../graph/graph-answer.ts'
import { graphId, type GraphId } from '../graph/graph-id.ts'
import type { Graph, GraphToken } from '../graph/graph.ts'
import { isGone } from '../graph/refusal-meaning.ts'
import { idOf, own, textOf, type JsonObject } from '../json/value.ts'
import { readChange } from '../reading/changes.ts'
import { mentionsIn } from '../reading/message-tags.ts'
import { lastPart } from '../reading/public-item.ts'
import { isOfThisAlone } from '../untold-by.ts'

/** Comments that were written so long before are looked at again: meanwhile somebody may have edited or hidden them, or taken them back. */
export const LOOKED_BACK_MS = 24 * 3_600_000

/** What was written just now may not be in Facebook's list yet. */
const FRESH_MS = 60_000
/** Of so many that its list does not hold Facebook is asked at a time. */
const MOST_ASKED = 50

export type Listed = {
  readonly postId: GraphId
  /** All comments under the post that were written since `from`, at the moment `at`. */
  readonly comments: readonly JsonObject[]
  /** Of these those that the desk may not have. */
  readonly news: readonly JsonObject[]
  readonly from: Date
  readonly at: Date
}

export type Way = {
  readonly db: Db
  readonly graph: Graph
  readonly token: GraphToken
  readonly pageId: GraphId
  readonly channel: ChannelOfWorkspace
}

/**
 * What happened to comments that the desk has: edited, hidden, shown again, deleted, as webhooks would have told it. That Facebook's list leaves one out proves nothing, so
 * it is asked for each of those.
 */
export async function changesOf(way: Way, listed: Listed): Promise<Fact[] | GraphRefusal | GraphSilence> {
  const span = { postId: lastPart(listed.postId), from: listed.from, until: new Date(listed.at.getTime() - FRESH_MS) }
  const held = await commentsHeld(way.db, way.channel, span)
  const byName = new Map(listed.comments.flatMap((comment) => namesOf(comment).map((name) => [name, comment] as const)))
  const told = (change: JsonObject) => readChange({ field: 'feed', value: change }, { pageId: way.pageId, time: listed.at })
  const facts = listed.news.flatMap((comment) =>
    isNewAndHidden(comment, held) ? told(changeOf('hide', { comment, postId: listed.postId })) : [],
  )
  const missing: Entry[] = []
  for (const entry of held) {
    const comment = byName.get(entry.externalId ?? '')
    if (comment) {
      facts.push(...verbsFor(entry, comment).flatMap((verb) => told(changeOf(verb, { entry, comment, postId: listed.postId }))))
    } else {
      missing.push(entry)
    }
  }
  for (const entry of missing.slice(0, MOST_ASKED)) {
    const answer = await goneOf(way, entry)
    if (typeof answer === 'object') {
      return answer
    }
    facts.push(...(answer ? told(changeOf('remove', { entry, postId: listed.postId })) : []))
  }
  return facts
}

function namesOf(comment: JsonObject): string[] {
  const id = idOf(own(comment, 'id'))
  return id === undefined ? [] : [lastPart(id)]
}

type Verb = 'edited' | 'hide' | 'unhide' | 'remove'

/** What we said is ours to edit, and is known. */
function verbsFor(entry: Entry, comment: JsonObject): Verb[] {
  const isEdited = entry.author?.kind !== 'member' && readsOtherwise(entry, comment)
  const isHiddenNow = own(comment, 'is_hidden')
  const isMoved = typeof isHiddenNow === 'boolean' && isHiddenNow !== isHidden(entry)
  return [...(isEdited ? (['edited'] as const) : []), ...(isMoved ? [isHiddenNow ? ('hide' as const) : ('unhide' as const)] : [])]
}

/** Words that are not told are no new ones. */
function readsOtherwise({ edits, content }: Entry, comment: JsonObject): boolean {
  const text = textOf(own(comment, 'message'))
  const edited = editedText(edits)
  const now = edited === undefined ? (content?.value ?? { text: '' }) : { text: edited }
  return text !== undefined && !isSameWords(now, { text, mentions: mentionsIn(text, own(comment, 'message_tags')) })
}

function isNewAndHidden(comment: JsonObject, held: readonly Entry[]): boolean {
  return (
    own(comment, 'is_hidden') === true && !held.some(({ externalId }) => externalId !== undefined && namesOf(comment).includes(externalId))
  )
}

type Change = { readonly entry?: Entry; readonly comment?: JsonObject; readonly postId: GraphId }

function changeOf(verb: Verb, { entry, comment, postId }: Change): JsonObject {
  return {
    item: 'comment',
    verb,
    comment_id: entry?.calledAs ?? entry?.externalId ?? own(comment, 'id'),
    post_id: postId,
    parent_id: entry?.content?.value.repliesTo ?? idOf(own(own(comment, 'parent'), 'id')) ?? postId,
    ...(verb === 'edited' ? { message: own(comment, 'message') } : {}),
  }
}

/** Whether Facebook says that there is no such comment. */
async function goneOf({ graph, token, pageId }: Way, entry: Entry): Promise<boolean | GraphRefusal | GraphSilence> {
  const id = graphId(entry.calledAs ?? entry.externalId)
  if (id === undefined) {
    return false
  }
  const answer = await graph.call({ method: 'GET', path: [id], token, params: { fields: 'id' }, page: pageId })
  if (answer.kind === 'ok') {
    return false
  }
  return answer.kind === 'refused' && isOfThisAlone(answer) ? isGone(answer) : answer
}
