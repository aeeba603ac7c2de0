import { note } from '../world/journal.ts'
import type { Delivery, World } from '../world/world.ts'
import { callOut, type Reply } from './http.ts'
import { signatureHeaders } from './sign.ts'

/** The calls under way, to be cut at the end. */
export type Calls = { readonly cuts: Set<() => void>; isOver: boolean }

/** Posts a webhook once. True when the app answered 200; anything else is a failure, also another 2xx or a redirect. */
export async function attempt(world: World, delivery: Delivery, calls: Calls): Promise<boolean> {
  const { settings } = world.state
  const { body, headers } = signedPost(world, delivery)
  const began = performance.now()
  const reply = await callOut({
    method: 'POST',
    url: delivery.callbackUrl,
    headers: { 'content-type': 'application/json', ...headers },
    body,
    timeoutMs: settings.webhookTimeoutMs,
    cuts: calls.cuts,
  })
  if (calls.isOver) {
    return false
  }
  delivery.attempts += 1
  noteAttempt(world, delivery, { reply, tookMs: Math.round(performance.now() - began) })
  return 'status' in reply && reply.status === 200
}

/** The bytes and their signatures; a fault spoils those of the first attempt. */
function signedPost(world: World, { body: text, appId, attempts, spoil }: Delivery): { body: Buffer; headers: Record<string, string> } {
  const secret = world.state.apps.get(appId)?.secret ?? ''
  const body = Buffer.from(text)
  const how = attempts === 0 ? spoil?.how : undefined
  switch (how) {
    case 'bad_signature':
      return { body, headers: signatureHeaders(body, `not ${secret}`) }
    case 'tampered':
      return { body: Buffer.from(text.replace(/"time":\d/, '"time":9')), headers: signatureHeaders(body, secret) }
    case 'no_sha256': {
      const { 'x-hub-signature-256': _left, ...headers } = signatureHeaders(body, secret)
      return { body, headers }
    }
    case undefined:
      return { body, headers: signatureHeaders(body, secret) }
    default:
      return how satisfies never
  }
}

function noteAttempt(world: World, delivery: Delivery, { reply, tookMs }: { reply: Reply; tookMs: number }): void {
  note(world, {
    direction: 'out',
    method: 'POST',
    path: delivery.callbackUrl,
    label: delivery.batch?.fields.join(',') ?? delivery.field,
    attempt: delivery.attempts,
    fault: delivery.fault,
    tookMs,
    request: delivery.body,
    ...('status' in reply ? { status: reply.status, response: reply.body } : { outcome: reply.failure }),
  })
}
