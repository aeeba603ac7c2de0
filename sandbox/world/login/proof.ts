import { createHmac } from 'node:crypto'
import { GraphError } from '../graph-error.ts'
import type { App, World } from '../world.ts'

/** What a call brought of `appsecret_proof` and, with it, `appsecret_time` (seconds). */
export type Proof = { readonly value: string | undefined; readonly time: string | undefined }

/** A proof with a time in it is good for five minutes (secure Graph API calls docs). */
const TIMED_LIFE = 5 * 60_000

/** Throws 100 when the proof is wrong, too old, or asked for by the app's settings and missing. */
export function checkProof(world: World, app: App, call: { readonly token: string; readonly proof: Proof }): void {
  const { value, time } = call.proof
  if (value === undefined) {
    if (world.state.settings.appsecretProofRequired) {
      throw proofError('API calls from the server require an appsecret_proof argument')
    }
    return
  }
  const signed = time === undefined ? call.token : `${call.token}|${time}`
  const isFresh = time === undefined || Math.abs(world.clock.now() - Number(time) * 1000) <= TIMED_LIFE
  if (value !== createHmac('sha256', app.secret).update(signed).digest('hex') || !isFresh) {
    throw proofError('Invalid appsecret_proof provided in the API argument')
  }
}

function proofError(message: string): GraphError {
  return new GraphError({ message, type: 'GraphMethodException', code: 100 })
}
