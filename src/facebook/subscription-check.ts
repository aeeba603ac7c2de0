import type { SubscriptionAnswer, SubscriptionPort } from '#domain/channels/subscription-port.ts'
import { deadKey } from '#domain/channels/key-trouble.ts'
import type { GraphAnswer, GraphRefusal, GraphSilence } from './graph/graph-answer.ts'
import type { Graph } from './graph/graph.ts'
import { keyDeathOf } from './graph/key-death.ts'
import { meaningOf } from './graph/refusal-meaning.ts'
import { openPageKey, type PageKeys } from './page-key.ts'
import { type Callback, missingAtApp, missingAtPage, subscribeApp, subscribePage } from './subscribe.ts'

type Parts = PageKeys & { readonly graph: Graph; readonly callback: Callback }

/**
 * Looks whether Facebook tells everything at both levels, and asks it to where it does not. After an hour of failing webhooks Facebook takes the app off the
 * Page (Messenger Platform docs, webhooks, 2026-06), and says nothing.
 */
export function createFacebookSubscriptions({ graph, callback, ...keys }: Parts): SubscriptionPort {
  return {
    forDesk: async () => {
      const steps = { missing: () => missingAtApp(graph, callback), subscribe: () => subscribeApp(graph, callback) }
      const answer = await mend(steps)
      return answer.kind === 'refused' || answer.kind === 'no-answer' ? notNow(answer) : answer
    },
    ofChannel: async (channel) => {
      const key = await openPageKey(keys, channel)
      if (key.kind !== 'open') {
        return key
      }
      const { pageId, token, keyName } = key
      if (!pageId) {
        return { kind: 'no-key' }
      }
      const answer = await mend({
        missing: () => missingAtPage(graph, pageId, token),
        subscribe: () => subscribePage(graph, pageId, token),
      })
      if (answer.kind === 'refused' && meaningOf(answer) === 'key-dead') {
        return deadKey(keyName, keyDeathOf(answer))
      }
      return answer.kind === 'refused' || answer.kind === 'no-answer' ? notNow(answer) : answer
    },
  }
}

type Steps = { missing(): Promise<GraphAnswer<readonly string[]>>; subscribe(): Promise<GraphAnswer> }

/** Facebook may say yes and leave something out all the same: what it tells afterwards counts. */
async function mend({
  missing,
  subscribe,
}: Steps): Promise<Exclude<SubscriptionAnswer, { kind: 'not-now' }> | GraphRefusal | GraphSilence> {
  const before = await missing()
  if (before.kind !== 'ok') {
    return before
  }
  if (before.body.length === 0) {
    return { kind: 'whole' }
  }
  const subscribed = await subscribe()
  if (subscribed.kind !== 'ok') {
    return subscribed
  }
  const after = await missing()
  if (after.kind !== 'ok') {
    return after
  }
  const fields = before.body.filter((field) => !after.body.includes(field))
  return fields.length > 0 ? { kind: 'mended', fields } : { kind: 'incomplete', fields: after.body }
}

function notNow(answer: GraphRefusal | GraphSilence): SubscriptionAnswer {
  const why = answer.kind === 'no-answer' ? answer.reason : [answer.code, answer.subcode].filter((number) => number !== undefined).join('/')
  return { kind: 'not-now', why: `Facebook told nothing about what it tells: ${why}` }
}
