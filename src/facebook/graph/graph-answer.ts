import type { JsonObject } from '../json/value.ts'
import type { GraphUsage } from './usage.ts'

/** How a call to Graph ended. Every end is a value: a call never throws for reasons of Facebook's or of the network. */
export type GraphAnswer<Body = JsonObject> =
  | { readonly kind: 'ok'; readonly body: Body; readonly usage: GraphUsage }
  | GraphRefusal
  | GraphSilence

/** Facebook said no, readably. `message` is Facebook's English: for the log and the curious, never to decide by. */
export type GraphRefusal = {
  readonly kind: 'refused'
  readonly status: number
  readonly code: number
  readonly subcode: number | undefined
  readonly message: string
  readonly isTransient: boolean
  readonly usage: GraphUsage
}

/**
 * No readable answer. `not-sent`: the connection was never made, so nothing happened at Facebook. Every other reason
 * leaves the outcome unknown.
 */
export type GraphSilence = {
  readonly kind: 'no-answer'
  readonly reason: 'not-sent' | 'time-out' | 'connection-lost' | 'unreadable'
  /** The HTTP status, where one came at all. */
  readonly status: number | undefined
}
