import { isObject, type JsonObject } from '../json/value.ts'
import type { GraphAnswer } from './graph-answer.ts'
import { readUsage } from './usage.ts'

const MAX_BODY_BYTES = 8 * 1024 * 1024

/**
 * Turns an HTTP response into a value, whatever stands in it: HTML, nothing, half a JSON and 200 with an error inside
 * have all been seen from Graph. Throws only when the connection breaks while the body is read. `askedOf`: which
 * id was called.
 */
export async function readAnswer(response: Response, askedOf?: string): Promise<GraphAnswer> {
  const unreadable = { kind: 'no-answer', reason: 'unreadable', status: response.status } as const
  const text = await textOf(response)
  const body = text === undefined ? undefined : parse(text)
  if (!isObject(body)) {
    return unreadable
  }
  const usage = readUsage(response.headers, askedOf)
  const error = body['error']
  if (!isObject(error)) {
    return response.ok && error === undefined ? { kind: 'ok', body, usage } : unreadable
  }
  const code = numberIn(error, 'code')
  if (code === undefined) {
    return unreadable
  }
  const message = typeof error['message'] === 'string' ? withoutKeys(error['message']) : ''
  const isTransient = error['is_transient'] === true
  return { kind: 'refused', status: response.status, code, subcode: numberIn(error, 'error_subcode'), message, isTransient, usage }
}

/** The body as text, or undefined when it is longer than anything Graph answers. */
async function textOf(response: Response): Promise<string | undefined> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response.body ?? []) {
    length += chunk.byteLength
    if (length > MAX_BODY_BYTES) {
      return undefined
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON is an expected answer of Graph's proxies; the caller names it unreadable.
    return undefined
  }
}

/** Codes come as numbers, and in some answers as text. */
function numberIn(record: JsonObject, name: string): number | undefined {
  const value = Number(record[name] ?? Number.NaN)
  return Number.isSafeInteger(value) ? value : undefined
}

/** Facebook repeats a key it cannot parse ("Malformed access token …"): words of a refusal are shown, so no key may stand in them. */
function withoutKeys(message: string): string {
  return message.replaceAll(/[\w|-]{32,}/g, '…')
}
