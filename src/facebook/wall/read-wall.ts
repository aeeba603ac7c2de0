import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import { OLDEST_POST_MS, type SaidAnswer, type SaidSincePort } from '#domain/channels/said-since-port.ts'
import type { Fact } from '#domain/facts/fact.ts'
import type { Db } from '#storage/database.ts'
import type { GraphAnswer, GraphRefusal, GraphSilence } from '../graph/graph-answer.ts'
import { isSince, listIn, nextPageIn } from '../graph/list.ts'
import { graphId, type GraphId } from '../graph/graph-id.ts'
import type { Graph, GraphToken } from '../graph/graph.ts'
import { momentOf, own, type JsonObject } from '../json/value.ts'
import { openPageKey, type PageKeys } from '../page-key.ts'
import { readChange } from '../reading/changes.ts'
import { POST_FIELDS } from '../reading/post-object.ts'
import { isOfThisAlone, untoldBy } from '../untold-by.ts'
import { changesOf, LOOKED_BACK_MS } from './changed-comments.ts'
import { newsOfPost } from './changed-post.ts'
import { COMMENT_FIELDS, commentChange } from './comment-change.ts'

const POSTS = 10
const COMMENTS = { inPage: 100, pages: 100 }

/**
 * Reads what was posted on a Page and said under its posts since a moment, as facts like those of webhooks. Facebook lists posts by when they were made, and of each when
 * something happened to it last, comments too (`updated_time`, Graph reference, Page Feed and Post, v26.0). Posts that only an ad shows are not listed.
 */
export function createFacebookWall({ graph, ...keys }: PageKeys & { readonly graph: Graph }): SaidSincePort {
  return async ({ since, movedSince: _moved, page, now: at, ...channel }) => {
    const key = await openPageKey(keys, channel)
    if (key.kind !== 'open') {
      return key
    }
    const { pageId, token, keyName } = key
    if (!pageId) {
      return { kind: 'refused', why: 'the id of the Page is none' }
    }
    const params = { fields: `${POST_FIELDS},updated_time`, limit: String(POSTS), ...(page === undefined ? {} : { after: page }) }
    const answer = await graph.call({ method: 'GET', path: [pageId, 'feed'], token, params })
    return answer.kind === 'ok'
      ? await readPage({ db: keys.db, graph, channel, pageId, token, since, at, keyName }, answer)
      : untoldBy(answer, keyName)
  }
}

type Told = Extract<GraphAnswer, { readonly kind: 'ok' }>

type Way = {
  readonly db: Db
  readonly graph: Graph
  readonly channel: ChannelOfWorkspace
  readonly pageId: GraphId
  readonly token: GraphToken
  readonly since: Date
  readonly at: Date
  readonly keyName: string
}

async function readPage(way: Way, { body, usage: { percent: usedPercent } }: Told): Promise<SaidAnswer> {
  const { since, keyName } = way
  const posts = listIn(body)
  const facts: Fact[] = []
  for (const post of posts.filter((each) => isSince(own(each, 'updated_time'), lookedBackFrom(since)))) {
    const comments = await readComments(way, post)
    if (!Array.isArray(comments) && !isOfThisAlone(comments)) {
      return untoldBy(comments, keyName)
    }
    facts.push(...(await newsOfPost(way, post, isSince(own(post, 'created_time'), since))), ...(Array.isArray(comments) ? comments : []))
  }
  const isFarEnough = posts.some((post) => !isSince(own(post, 'created_time'), new Date(since.getTime() - OLDEST_POST_MS)))
  const reachedAt = momentOf(own(posts.at(-1), 'created_time'))
  return { kind: 'told', facts, next: posts.length === 0 || isFarEnough ? undefined : nextPageIn(body), reachedAt, usedPercent }
}

/** What was said under a post since, and what became of what had been said there a day before. */
async function readComments(way: Way, post: JsonObject): Promise<Fact[] | GraphRefusal | GraphSilence> {
  const postId = graphId(own(post, 'id'))
  if (!postId) {
    return []
  }
  const listed = await listComments(way, postId)
  if (!('comments' in listed)) {
    return listed
  }
  const { comments, isWhole } = listed
  const news = comments.filter((comment) => isSince(own(comment, 'created_time'), way.since))
  const facts = news.flatMap((comment) => readChange(commentChange(comment, postId), { pageId: way.pageId, time: undefined }))
  if (!isWhole) {
    return facts
  }
  const changes = await changesOf(way, { postId, comments, news, from: lookedBackFrom(way.since), at: way.at })
  return Array.isArray(changes) ? [...facts, ...changes] : changes
}

type ListedComments = { readonly comments: readonly JsonObject[]; readonly isWhole: boolean }

/** The comments of both levels, the newest first, until those that were there before. */
async function listComments({ graph, pageId, token, since }: Way, id: GraphId): Promise<ListedComments | GraphRefusal | GraphSilence> {
  const comments: JsonObject[] = []
  let after: string | undefined
  for (let pages = 0; pages < COMMENTS.pages; pages += 1) {
    const order = { filter: 'stream', order: 'reverse_chronological', limit: String(COMMENTS.inPage) }
    const params = { ...order, fields: COMMENT_FIELDS, ...(after === undefined ? {} : { after }) }
    const answer = await graph.call({ method: 'GET', path: [id, 'comments'], token, params, page: pageId })
    if (answer.kind !== 'ok') {
      return answer
    }
    const listed = listIn(answer.body)
    const recent = listed.filter((comment) => isSince(own(comment, 'created_time'), lookedBackFrom(since)))
    comments.push(...recent)
    after = nextPageIn(answer.body)
    if (recent.length < listed.length || after === undefined) {
      return { comments, isWhole: true }
    }
  }
  return { comments, isWhole: false }
}

function lookedBackFrom(since: Date): Date {
  return new Date(since.getTime() - LOOKED_BACK_MS)
}
