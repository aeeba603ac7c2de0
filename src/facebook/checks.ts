import type { CheckPorts } from '#desk/channels/check-channels.ts'
import type { ClockWatch } from './graph/clock-watch.ts'
import type { Graph } from './graph/graph.ts'
import { createFacebookKeys } from './key-check.ts'
import type { PageKeys } from './page-key.ts'
import { createReach } from './reach.ts'
import { type Callback, webhookAddress } from './subscribe.ts'
import { createFacebookSubscriptions } from './subscription-check.ts'

type Parts = PageKeys & {
  readonly graph: Graph
  readonly publicUrl: string
  readonly verifyToken: string
  readonly clockWatch: Pick<ClockWatch, 'skewSeconds'>
}

/** What is asked about a channel that hangs on Facebook. */
export function createFacebookChecks({ publicUrl, verifyToken, clockWatch, ...parts }: Parts): CheckPorts {
  const callback: Callback = { url: webhookAddress(publicUrl), verifyToken }
  return {
    keys: createFacebookKeys(parts),
    subscriptions: createFacebookSubscriptions({ ...parts, callback }),
    reach: createReach(callback),
    skewSeconds: clockWatch.skewSeconds,
  }
}
