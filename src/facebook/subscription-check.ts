import type { SubscriptionAnswer, SubscriptionPort } from '#domain/channels/subscription-port.ts'
import { deadKey, type KeyTrouble } from '#domain/channels/key-trouble.ts'
import type { GraphAnswer, GraphRefusal, GraphSilence } from './graph/graph-answer.ts'
import type { Graph } from './graph/graph.ts'
import { keyDeathOf } from './graph/key-death.ts'
import { meaningOf } from './graph/refusal-meaning.ts'
import { openPageKey, type PageKeys } from './page-key.ts'
import { type Callback, missingAtApp, missingAtPage, subscribeApp, subscribePage } from './subscribe.ts'

type Parts = PageKeys & { readonly graph: Graph; readonly callback: Callback }

/**
 * Whether Facebook tells everything at both levels. After an hour of failing webhooks it takes the app off the Page (Messenger Platform docs, webhooks, 2026-06),
 * and says nothing.
 */
export function createFacebookSubscriptions({ graph, callback, ...keys }: Parts): SubscriptionPort {
  const atApp = () => missingAtApp(graph, callback)
  return {
    desk: {
      missing: async () => toldBy(await atApp()),
      mend: async () => toldBy(await mended(() => subscribeApp(graph, callback), atApp)),
    },
    of: async (channel) => {
      const key = await openPageKey(keys, channel)
      if (key.kind !== 'open') {
        return key
      }
      const { pageId, token, keyName } = key
      if (!pageId) {
        return { kind: 'no-key' }
      }
      const atPage = () => missingAtPage(graph, pageId, token)
      return {
        kind: 'open',
        keyName,
        missing: async () => toldOf(await atPage(), keyName),
        mend: async () => toldOf(await mended(() => subscribePage(graph, pageId, token), atPage), keyName),
      }
    },
  }
}

async function mended(subscribe: () => Promise<GraphAnswer>, missing: () => Promise<GraphAnswer<readonly string[]>>) {
  const subscribed = await subscribe()
  return subscribed.kind === 'ok' ? await missing() : subscribed
}

function toldOf(answer: GraphAnswer<readonly string[]>, keyName: string): SubscriptionAnswer | KeyTrouble {
  return answer.kind === 'refused' && meaningOf(answer) === 'key-dead' ? deadKey(keyName, keyDeathOf(answer)) : toldBy(answer)
}

function toldBy(answer: GraphAnswer<readonly string[]>): SubscriptionAnswer {
  return answer.kind === 'ok' ? { kind: 'told', missing: answer.body } : notNow(answer)
}

function notNow(answer: GraphRefusal | GraphSilence): SubscriptionAnswer {
  const why = answer.kind === 'no-answer' ? answer.reason : [answer.code, answer.subcode].filter((number) => number !== undefined).join('/')
  return { kind: 'not-now', why: `Facebook told nothing about what it tells: ${why}` }
}
