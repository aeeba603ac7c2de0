import { randomInt } from 'node:crypto'
import { oauthError } from '../world/graph-error.ts'
import { note } from '../world/journal.ts'
import type { World } from '../world/world.ts'
import { callOut } from './http.ts'

/**
 * The verification call: GET with `hub.mode`, `hub.challenge`, `hub.verify_token`; the callback must answer 200 with
 * the bare challenge (Graph webhooks docs, getting started). Throws (#2200) otherwise, with the words seen in the dashboard.
 */
export async function shakeHands(world: World, callbackUrl: string, verifyToken: string): Promise<void> {
  const challenge = String(randomInt(100_000_000, 2_000_000_000))
  const url = URL.parse(callbackUrl)
  if (!url) {
    throw oauthError(100, '(#100) Param callback_url must be a valid URI')
  }
  url.searchParams.set('hub.mode', 'subscribe')
  url.searchParams.set('hub.challenge', challenge)
  url.searchParams.set('hub.verify_token', verifyToken)

  const reply = await callOut({ method: 'GET', url: url.href, timeoutMs: world.state.settings.webhookTimeoutMs })
  note(world, {
    direction: 'out',
    method: 'GET',
    path: callbackUrl,
    label: 'verification',
    ...('status' in reply ? { status: reply.status, response: reply.body } : { outcome: reply.failure }),
  })
  if ('failure' in reply) {
    throw failed(reply.failure)
  }
  if (reply.status !== 200) {
    throw failed(`HTTP Status Code = ${reply.status}; HTTP Message = ${reply.statusText}`)
  }
  if (reply.body !== challenge) {
    throw failed('the response does not match challenge')
  }
}

function failed(why: string) {
  return oauthError(2200, `(#2200) Callback verification failed with the following errors: ${why}`)
}
