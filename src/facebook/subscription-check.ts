import type { AppAnswer, SubscriptionAnswer, SubscriptionPort } from '#domain/channels/subscription-port.ts'
import { deadKey, type KeyTrouble } from '#domain/channels/key-trouble.ts'
import type { GraphAnswer } from './graph/graph-answer.ts'
import type { Graph } from './graph/graph.ts'
import { keyDeathOf } from './graph/key-death.ts'
import { notTold } from './graph/not-told.ts'
import { meaningOf } from './graph/refusal-meaning.ts'
import { openPageKey, type PageKeys } from './page-key.ts'
import { type AppEvents, type Callback, missingAtApp, missingAtPage, subscribeApp, subscribePage } from './subscribe.ts'

type Parts = PageKeys & { readonly graph: Graph; readonly callback: Callback }

/**
 * Whether Facebook tells everything at both levels. After an hour of failing webhooks it takes the app off the Page (Messenger Platform docs, webhooks, 2026-06),
 * and says nothing.
 */
export function createFacebookSubscriptions({ graph, callback, ...keys }: Parts): SubscriptionPort {
  const atApp = () => missingAtApp(graph, callback)
  return {
    desk: {
      missing: async () => toldByApp(await atApp()),
      mend: async () => toldByApp(await mended(() => subscribeApp(graph, callback), atApp)),
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

async function mended<Missing>(
  subscribe: () => Promise<GraphAnswer>,
  missing: () => Promise<GraphAnswer<Missing>>,
): Promise<GraphAnswer<Missing>> {
  const subscribed = await subscribe()
  return subscribed.kind === 'ok' ? await missing() : subscribed
}

function toldOf(answer: GraphAnswer<readonly string[]>, keyName: string): SubscriptionAnswer | KeyTrouble {
  return answer.kind === 'refused' && meaningOf(answer) === 'key-dead' ? deadKey(keyName, keyDeathOf(answer)) : toldBy(answer)
}

function toldBy(answer: GraphAnswer<readonly string[]>): SubscriptionAnswer {
  return answer.kind === 'ok' ? { kind: 'told', missing: answer.body } : notTold(answer, 'what it tells')
}

function toldByApp(answer: GraphAnswer<AppEvents>): AppAnswer {
  return answer.kind === 'ok' ? { kind: 'told', ...answer.body } : notTold(answer, 'what it tells the app')
}
