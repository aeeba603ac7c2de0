import type { Graph, GraphToken } from './graph.ts'
import { isObject, type JsonObject } from '../json/value.ts'
import { textIn } from './fields.ts'
import type { GraphAnswer } from './graph-answer.ts'
import type { KeyRefusal } from './key-death.ts'

export type IssuedToken = { readonly token: GraphToken; readonly expiresAt: Date | undefined }

/** Graph's code of every key that is no good (Access tokens, debugging and error handling, 2026). */
export const INVALID_KEY = 190

/** The user key in an answer of `/oauth/access_token`. `expires_in` may be absent (manual login flow docs). */
export function issuedToken(body: JsonObject, now: Date): IssuedToken | undefined {
  const token = body['access_token']
  const seconds = Number(body['expires_in'] ?? Number.NaN)
  const expiresAt = Number.isFinite(seconds) && seconds > 0 ? new Date(now.getTime() + seconds * 1000) : undefined
  return typeof token === 'string' && token !== '' ? { token: token as GraphToken, expiresAt } : undefined
}

/** A key as it comes out of the seal or out of a Page's `access_token` field. */
export function asToken(text: string): GraphToken {
  return text as GraphToken
}

export type TokenFacts = {
  readonly isValid: boolean
  /** What a call with it would be refused with, where Facebook tells that. */
  readonly refusal: KeyRefusal | undefined
  /** Undefined: until revoked (`expires_at: 0`). */
  readonly expiresAt: Date | undefined
  readonly scopes: readonly string[]
}

/**
 * What Facebook knows about a key. Sent as POST with `method=GET`, the override that Facebook's own SDKs use, so that
 * the key stands in the body and not in an address that proxies write down.
 */
export async function inspectToken(graph: Graph, token: GraphToken): Promise<GraphAnswer<TokenFacts>> {
  const answer = await graph.call({
    method: 'POST',
    path: ['debug_token'],
    token: graph.appToken,
    params: { method: 'GET', input_token: token },
  })
  if (answer.kind !== 'ok') {
    return answer
  }
  const data = answer.body['data']
  if (!isObject(data) || typeof data['is_valid'] !== 'boolean') {
    return { kind: 'no-answer', reason: 'unreadable', status: 200 }
  }
  const seconds = Number(data['expires_at'] ?? 0)
  const scopes = Array.isArray(data['scopes']) ? data['scopes'].map(String) : []
  const expiresAt = seconds > 0 ? new Date(seconds * 1000) : undefined
  return { ...answer, body: { isValid: data['is_valid'], refusal: refusalIn(data['error']), expiresAt, scopes } }
}

function refusalIn(error: unknown): KeyRefusal | undefined {
  if (!isObject(error)) {
    return undefined
  }
  const [code, subcode] = [Number(error['code'] ?? Number.NaN), Number(error['subcode'] ?? Number.NaN)]
  return {
    code: Number.isInteger(code) ? code : INVALID_KEY,
    subcode: Number.isInteger(subcode) ? subcode : undefined,
    message: textIn(error, 'message') ?? '',
  }
}
