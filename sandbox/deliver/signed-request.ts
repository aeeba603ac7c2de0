import { createHmac } from 'node:crypto'
import { note } from '../world/journal.ts'
import { appScopedIdOf } from '../world/ids.ts'
import type { App, World } from '../world/world.ts'
import { callOut, type Reply } from './http.ts'

/**
 * A form POST of `signed_request=<signature>.<payload>`: HMAC-SHA256 with the app's secret over the encoded payload, both
 * base64url without padding; `user_id` is the app-scoped id (data deletion callback docs). Sent once: a retry is not documented.
 */
export async function postSignedRequest(world: World, app: App, call: { url: string; label: string; personId: string }): Promise<Reply> {
  const issuedAt = Math.floor(world.clock.now() / 1000)
  const payload = { user_id: appScopedIdOf(app.id, call.personId), algorithm: 'HMAC-SHA256', issued_at: issuedAt }
  const body = new URLSearchParams({ signed_request: signedRequest(app.secret, payload) }).toString()
  const began = performance.now()
  const reply = await callOut({
    method: 'POST',
    url: call.url,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: Buffer.from(body),
    timeoutMs: world.state.settings.webhookTimeoutMs,
  })
  note(world, {
    direction: 'out',
    method: 'POST',
    path: call.url,
    label: call.label,
    tookMs: Math.round(performance.now() - began),
    request: body,
    ...('status' in reply ? { status: reply.status, response: reply.body } : { outcome: reply.failure }),
  })
  return reply
}

function signedRequest(secret: string, payload: Readonly<Record<string, unknown>>): string {
  const encoded = Buffer.from(JSON.stringify(payload)).toString('base64url')
  return `${createHmac('sha256', secret).update(encoded).digest('base64url')}.${encoded}`
}
