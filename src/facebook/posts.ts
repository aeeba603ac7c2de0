import type { PostAnswer, PostPort } from '#domain/channels/post-port.ts'
import { deadKey } from '#domain/channels/key-trouble.ts'
import type { GraphRefusal } from './graph/graph-answer.ts'
import { graphId } from './graph/graph-id.ts'
import type { Graph } from './graph/graph.ts'
import { keyDeathOf } from './graph/key-death.ts'
import { meaningOf } from './graph/refusal-meaning.ts'
import { addressOf, own } from './json/value.ts'
import { openPageKey, type PageKeys } from './page-key.ts'
import { POST_FIELDS, readPostObject } from './reading/post-object.ts'

/** Reads posts with the key of their Page. Posts that only an ad shows are read by their id, too (Graph reference, post, v26.0). */
export function createFacebookPosts({ graph, ...keys }: PageKeys & { readonly graph: Graph }): PostPort {
  return async ({ calledAs, ...channel }) => {
    const key = await openPageKey(keys, channel)
    if (key.kind !== 'open') {
      return key
    }
    const id = graphId(calledAs)
    if (!id || !key.pageId) {
      return { kind: 'refused', refusal: { reason: 'gone', code: 0, message: 'Facebook has no post of that id.' } }
    }
    const answer = await graph.call({ method: 'GET', path: [id], token: key.token, params: { fields: POST_FIELDS } })
    switch (answer.kind) {
      case 'ok': {
        const facts = readPostObject(answer.body, key.pageId)
        return facts
          ? { kind: 'told', facts, permalink: addressOf(own(answer.body, 'permalink_url')) }
          : notNow('a post without id or moment')
      }
      case 'refused':
        return refused(answer, key.keyName)
      case 'no-answer':
        return notNow(answer.reason)
      default:
        return answer satisfies never
    }
  }
}

function refused(refusal: GraphRefusal, keyName: string): PostAnswer {
  const { code, subcode, message } = refusal
  const meaning = meaningOf(refusal)
  switch (meaning) {
    case 'key-dead':
      return deadKey(keyName, keyDeathOf(refusal))
    case 'rate-limited':
    case 'facebook-unwell':
      return notNow(message)
    case 'permission-missing':
    case 'other':
      return { kind: 'refused', refusal: { reason: meaning === 'other' ? 'gone' : meaning, code, subcode, message } }
    default:
      return meaning satisfies never
  }
}

function notNow(why: string): PostAnswer {
  return { kind: 'not-now', why: `Facebook did not tell a post: ${why}` }
}
