import type { KeyAnswer, KeyPort } from '#domain/channels/key-port.ts'
import { deadKey } from '#domain/channels/key-trouble.ts'
import type { GraphAnswer } from './graph/graph-answer.ts'
import type { Graph } from './graph/graph.ts'
import { keyDeathOf } from './graph/key-death.ts'
import { notTold } from './graph/not-told.ts'
import { meaningOf } from './graph/refusal-meaning.ts'
import { inspectToken, INVALID_KEY, type TokenFacts } from './graph/tokens.ts'
import { missingOf } from './oauth/scopes.ts'
import { openPageKey, type PageKeys } from './page-key.ts'

/**
 * Asks Facebook until when a Page's key is valid and for what, and uses it once: of a person who lost their role on the Page
 * only a call with the key tells (190/492), while `debug_token` may go on to call it valid.
 */
export function createFacebookKeys({ graph, ...keys }: PageKeys & { readonly graph: Graph }): KeyPort {
  return async (channel) => {
    const key = await openPageKey(keys, channel)
    if (key.kind !== 'open') {
      return key
    }
    const facts = await inspectToken(graph, key.token)
    if (facts.kind !== 'ok') {
      // It was the app that was refused, or nobody answered: that says nothing about the key of the Page.
      return notTold(facts, 'a key')
    }
    if (!facts.body.isValid) {
      const { refusal = { code: INVALID_KEY, subcode: undefined, message: '' } } = facts.body
      return deadKey(key.keyName, keyDeathOf(refusal))
    }
    const used = await graph.call({ method: 'GET', path: ['me'], token: key.token, params: { fields: 'id' } })
    return answerOf(used, { keyName: key.keyName, facts: facts.body })
  }
}

function answerOf(used: GraphAnswer, { keyName, facts }: { readonly keyName: string; readonly facts: TokenFacts }): KeyAnswer {
  if (used.kind === 'refused' && meaningOf(used) === 'key-dead') {
    return deadKey(keyName, keyDeathOf(used))
  }
  if (used.kind !== 'ok') {
    return notTold(used, 'a key')
  }
  const { needed, forContent } = missingOf(facts.scopes)
  return { kind: 'alive', keyName, validUntil: facts.expiresAt, permissions: facts.scopes, missing: [...needed, ...forContent] }
}
