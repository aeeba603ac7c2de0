import type { Box } from './box.ts'
import { env, graph } from './graph.ts'
import { type Listener, openListener } from './listener.ts'

type Item = Readonly<Record<string, unknown>> & { readonly message?: Readonly<Record<string, unknown>> }
type Entry = {
  readonly id: string
  readonly time: number
  readonly messaging?: readonly Item[]
  readonly standby?: readonly Item[]
  readonly changes?: readonly Item[]
}

/** An app's callback, subscribed on both levels, that reads what it hears. */
export type Ear = Listener & {
  entries(): Entry[]
  /** Resolves with the first item heard that has all these members (`messaging` unless another channel is named). */
  item(member: string, channel?: 'messaging' | 'standby' | 'changes'): Promise<Item>
}

/** Everything that people do in Messenger, and what comes back of the Page's own acts. */
export const ALL_FIELDS = `messages,message_echoes,message_deliveries,message_reads,message_edits,message_reactions,messaging_postbacks,
messaging_referrals,messaging_optins,messaging_account_linking,messaging_policy_enforcement,messaging_feedback,response_feedback,send_cart,
messaging_game_plays,messaging_customer_information,messaging_in_thread_lead_form_submit,calls,feed,mention,ratings,standby`.replaceAll(
  /\s/g,
  '',
)

export async function openEar(box: Box, fields: string = ALL_FIELDS): Promise<Ear> {
  const listener = await openListener('verify me')
  await graph(box, `/v26.0/${env(box, 'APP_ID')}/subscriptions`, {
    token: `${env(box, 'APP_ID')}|${env(box, 'APP_SECRET')}`,
    form: { object: 'page', callback_url: listener.url, verify_token: 'verify me', fields },
  })
  await subscribePage(box, fields)
  const entries = () => listener.heard.flatMap(({ body }) => (JSON.parse(body) as { entry?: Entry[] }).entry ?? [])
  return {
    ...listener,
    entries,
    item: async (member, channel = 'messaging') => {
      for (let count = 1; ; count += 1) {
        await listener.untilHeard(count)
        const found = entries()
          .flatMap((entry) => entry[channel] ?? [])
          .find((item) => member in item)
        if (found) {
          return found
        }
      }
    },
  }
}

export async function subscribePage(box: Box, fields: string) {
  return graph(box, `/${env(box, 'PAGE_ID')}/subscribed_apps`, {
    method: 'POST',
    token: env(box, 'PAGE_TOKEN'),
    form: { subscribed_fields: fields },
  })
}
