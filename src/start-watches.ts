import type { Logger } from 'pino'
import type { Desk } from '#desk/desk.ts'
import { createFacebookChecks } from '#facebook/checks.ts'
import type { ClockWatch } from '#facebook/graph/clock-watch.ts'
import type { Graph } from '#facebook/graph/graph.ts'
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
  readonly clockWatch: ClockWatch
  readonly publicUrl: string
  readonly facebook: { readonly verifyToken: string }
  readonly isSmtpConfigured: boolean
  readonly log: Logger
}

/** Begins what is done because time passes; answers with how to stop it. */
export function startWatches({
  desk,
  pulse,
  sealer,
  graph,
  clockWatch,
  publicUrl,
  facebook,
  isSmtpConfigured,
  log,
}: Ground): () => Promise<void> {
  const tools = { publicUrl, isSmtpConfigured }
  const deadlines = startDeadlineWatch({
    desk,
    tools,
    onFailure: tellUnlessAway(pulse, (error) => log.error({ err: error }, 'looking at deadlines')),
  })
  const channels = startChannelWatch({
    desk,
    tools,
    ports: createFacebookChecks({ db: desk.db, graph, sealer, clockWatch, publicUrl, verifyToken: facebook.verifyToken }),
    onFailure: tellUnlessAway(pulse, (error) => log.error({ err: error }, 'checking channels')),
  })
  return async () => {
    await channels.stop()
    await deadlines.stop()
  }
}
