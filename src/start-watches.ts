import type { Logger } from 'pino'
import type { Desk } from '#desk/desk.ts'
import type { Graph } from '#facebook/graph/graph.ts'
import { createFacebookKeys } from '#facebook/key-check.ts'
import { webhookAddress } from '#facebook/subscribe.ts'
import { createFacebookSubscriptions } from '#facebook/subscription-check.ts'
import { startChannelWatch } from '#jobs/channel-watch.ts'
import { startDeadlineWatch } from '#jobs/deadline-watch.ts'
import type { Pulse } from '#storage/pulse.ts'
import type { Sealer } from '#storage/secrets.ts'
import { tellUnlessAway } from '#storage/tell-unless-away.ts'

type Ground = {
  readonly desk: Desk
  readonly pulse: Pulse
  readonly sealer: Sealer
  readonly graph: Graph
  readonly publicUrl: string
  readonly facebook: { readonly verifyToken: string }
  readonly isSmtpConfigured: boolean
  readonly log: Logger
}

/** Begins what is done because time passes; answers with how to stop it. */
export function startWatches({ desk, pulse, sealer, graph, publicUrl, facebook, isSmtpConfigured, log }: Ground): () => Promise<void> {
  const tools = { publicUrl, isSmtpConfigured }
  const deadlines = startDeadlineWatch({
    desk,
    tools,
    onFailure: tellUnlessAway(pulse, (error) => log.error({ err: error }, 'looking at deadlines')),
  })
  const callback = { url: webhookAddress(publicUrl), verifyToken: facebook.verifyToken }
  const channels = startChannelWatch({
    desk,
    tools,
    ports: {
      keys: createFacebookKeys({ db: desk.db, graph, sealer }),
      subscriptions: createFacebookSubscriptions({ db: desk.db, graph, sealer, callback }),
    },
    onFailure: tellUnlessAway(pulse, (error) => log.error({ err: error }, 'checking channels')),
  })
  return async () => {
    await channels.stop()
    await deadlines.stop()
  }
}
