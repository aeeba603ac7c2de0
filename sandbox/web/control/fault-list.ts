import type { Fault } from '../types.ts'

export type Lever = {
  readonly name: string
  readonly words: string
  readonly wish: Readonly<Record<string, unknown>> & { readonly on: 'call' | 'webhook'; readonly act: string }
}

/** Those one reaches for first. */
export const LEVERS: readonly Lever[] = [
  { name: 'Deliver twice', words: 'every webhook arrives twice', wish: { on: 'webhook', act: 'twice' } },
  { name: 'Shuffle the order', words: 'webhooks arrive newest first', wish: { on: 'webhook', act: 'reorder' } },
  {
    name: 'Swallow the answer',
    words: 'the message is sent but the app gets no answer',
    wish: { on: 'call', act: 'reset', path: '/messages', method: 'POST', after_acting: true },
  },
  { name: 'Lose webhooks', words: 'webhooks are dropped', wish: { on: 'webhook', act: 'drop' } },
]

export const MORE_LEVERS: readonly Lever[] = [
  { name: 'Deliver late', words: 'every webhook arrives ten seconds late', wish: { on: 'webhook', act: 'delay', delay_ms: 10_000 } },
  {
    name: 'Echo before the answer',
    words: 'the echo of a message arrives before the call that sent it returns',
    wish: { on: 'webhook', act: 'echo_before_answer', field: 'message_echoes' },
  },
  { name: 'No echoes', words: 'message_echoes are dropped', wish: { on: 'webhook', act: 'drop', field: 'message_echoes' } },
  { name: 'Wrong signature', words: 'webhooks that the app must refuse', wish: { on: 'webhook', act: 'bad_signature' } },
  {
    name: 'Cut the call off',
    words: 'nothing is sent, and the app gets no answer',
    wish: { on: 'call', act: 'reset', path: '/messages', method: 'POST' },
  },
  { name: 'Slow Graph', words: 'every call takes four seconds', wish: { on: 'call', act: 'slow', delay_ms: 4000 } },
  { name: 'Graph never answers', words: 'every call hangs until the app gives up', wish: { on: 'call', act: 'hang' } },
  { name: 'A page of HTML', words: 'answers are 502 and HTML instead of JSON', wish: { on: 'call', act: 'html' } },
  { name: 'Half of the JSON', words: 'answers break off in the middle', wish: { on: 'call', act: 'truncated' } },
  { name: 'Graph is down', words: 'every call gets 503', wish: { on: 'call', act: 'status', status: 503, body: 'Service Unavailable' } },
]

export const LIMITS: readonly { readonly code: number; readonly words: string }[] = [
  { code: 613, words: '613 · calls to this API' },
  { code: 4, words: '4 · calls of the app' },
  { code: 32, words: '32 · calls of the Page' },
  { code: 80_006, words: '80006 · Messenger calls' },
]

export const DEATHS: readonly { readonly subcode: number; readonly words: string }[] = [
  { subcode: 460, words: '460 · password changed' },
  { subcode: 458, words: '458 · app removed' },
  { subcode: 459, words: '459 · checkpoint' },
  { subcode: 463, words: '463 · expired' },
  { subcode: 464, words: '464 · unconfirmed user' },
  { subcode: 467, words: '467 · logged out' },
  { subcode: 492, words: '492 · role lost' },
]

/** The fault in force that this lever made. */
export function inForce(faults: readonly Fault[], { wish }: Lever): Fault | undefined {
  return faults.find(
    (fault) =>
      fault.on === wish.on &&
      fault.act === wish.act &&
      (fault.field ?? undefined) === wish['field'] &&
      (fault.afterActing ?? false) === (wish['after_acting'] ?? false),
  )
}
