import { note } from '../world/journal.ts'
import type { Delivery, World } from '../world/world.ts'
import { callOut, type Reply } from './http.ts'
import { signatureHeaders } from './sign.ts'

/** Posts a webhook once. True when the app answered 200; anything else is a failure, also another 2xx. */
export async function attempt(world: World, delivery: Delivery, signal: AbortSignal): Promise<boolean> {
  const { settings, apps } = world.state
  const body = Buffer.from(delivery.body)
  const began = performance.now()
  const reply = await callOut({
    method: 'POST',
    url: delivery.callbackUrl,
    headers: { 'content-type': 'application/json', ...signatureHeaders(body, apps.get(delivery.appId)?.secret ?? '') },
    body,
    timeoutMs: settings.webhookTimeoutMs,
    signal,
  })
  if (signal.aborted) {
    return false
  }
  delivery.attempts += 1
  noteAttempt(world, delivery, { reply, tookMs: Math.round(performance.now() - began) })
  return 'status' in reply && reply.status === 200
}

function noteAttempt(world: World, delivery: Delivery, { reply, tookMs }: { reply: Reply; tookMs: number }): void {
  note(world, {
    direction: 'out',
    method: 'POST',
    path: delivery.callbackUrl,
    label: delivery.field,
    attempt: delivery.attempts,
    tookMs,
    request: delivery.body,
    ...('status' in reply ? { status: reply.status, response: reply.body } : { outcome: reply.failure }),
  })
}
