import { OLDEST_POST_MS, type SaidAnswer, type SaidSincePort } from '#domain/channels/said-since-port.ts'
import type { Fact } from '#domain/facts/fact.ts'
import type { GraphAnswer, GraphRefusal, GraphSilence } from '../graph/graph-answer.ts'
import { isSince, listIn, nextPageIn } from '../graph/list.ts'
import { graphId, type GraphId } from '../graph/graph-id.ts'
import type { Graph, GraphToken } from '../graph/graph.ts'
import { momentOf, own, type JsonObject } from '../json/value.ts'
import { openPageKey, type PageKeys } from '../page-key.ts'
import { readChange } from '../reading/changes.ts'
import { POST_FIELDS, readPostObject } from '../reading/post-object.ts'
import { isOfThisAlone, untoldBy } from '../untold-by.ts'
import { COMMENT_FIELDS, commentChange } from './comment-change.ts'

const POSTS = 10
const COMMENTS = { inPage: 100, pages: 100 }

/**
 * Reads what was posted on a Page and said under its posts since a moment, as facts like those of webhooks. Facebook lists posts by when they were made, and of each when
 * something happened to it last, comments too (`updated_time`, Graph reference, Page Feed and Post, v26.0). Posts that only an ad shows are not listed.
 */
export function createFacebookWall({ graph, ...keys }: PageKeys & { readonly graph: Graph }): SaidSincePort {
  return async ({ since, page, ...channel }) => {
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
    return answer.kind === 'ok' ? await readPage({ graph, pageId, token, since, keyName }, answer) : untoldBy(answer, keyName)
  }
}

type Told = Extract<GraphAnswer, { readonly kind: 'ok' }>

type Way = {
  readonly graph: Graph
  readonly pageId: GraphId
  readonly token: GraphToken
  readonly since: Date
  readonly keyName: string
}

async function readPage(way: Way, { body, usage: { percent: usedPercent } }: Told): Promise<SaidAnswer> {
  const { since, pageId, keyName } = way
  const posts = listIn(body)
  const facts: Fact[] = []
  for (const post of posts.filter((each) => isSince(own(each, 'updated_time'), since))) {
    const comments = await readComments(way, post)
    if (!Array.isArray(comments) && !isOfThisAlone(comments)) {
      return untoldBy(comments, keyName)
    }
    const made = isSince(own(post, 'created_time'), since) ? (readPostObject(post, pageId) ?? []) : []
    facts.push(...made, ...(Array.isArray(comments) ? comments : []))
  }
  const isFarEnough = posts.some((post) => !isSince(own(post, 'created_time'), new Date(since.getTime() - OLDEST_POST_MS)))
  const reachedAt = momentOf(own(posts.at(-1), 'created_time'))
  return { kind: 'told', facts, next: posts.length === 0 || isFarEnough ? undefined : nextPageIn(body), reachedAt, usedPercent }
}

/** The comments of both levels, the newest first, until those that were there before. */
async function readComments({ graph, pageId, token, since }: Way, post: JsonObject): Promise<Fact[] | GraphRefusal | GraphSilence> {
  const id = graphId(own(post, 'id'))
  const facts: Fact[] = []
  let after: string | undefined
  for (let pages = 0; id && pages < COMMENTS.pages; pages += 1) {
    const order = { filter: 'stream', order: 'reverse_chronological', limit: String(COMMENTS.inPage) }
    const params = { ...order, fields: COMMENT_FIELDS, ...(after === undefined ? {} : { after }) }
    const answer = await graph.call({ method: 'GET', path: [id, 'comments'], token, params, page: pageId })
    if (answer.kind !== 'ok') {
      return answer
    }
    const listed = listIn(answer.body)
    const recent = listed.filter((comment) => isSince(own(comment, 'created_time'), since))
    facts.push(...recent.flatMap((comment) => readChange(commentChange(comment, id), { pageId, time: undefined })))
    after = nextPageIn(answer.body)
    if (recent.length < listed.length || after === undefined) {
      break
    }
  }
  return facts
}
