export type Parsed = { readonly kind: 'value'; readonly value: unknown } | { readonly kind: 'unreadable'; readonly reason: string }

/** Facebook's bodies are some ten levels deep. Far above that, JSON.stringify and PostgreSQL's jsonb run out of stack. */
const MAX_DEPTH = 100
const LONG_NUMBER = /[\s:[,]-?\d{16,}/

/**
 * JSON whose whole numbers beyond 2^53 are kept as text: Facebook's ids come as numbers in some payloads (restfb
 * fixtures, 2026-11), and a rounded id is another person's id. Never throws.
 */
export function parseJson(body: Buffer): Parsed {
  if (depthOf(body) > MAX_DEPTH) {
    return { kind: 'unreadable', reason: `nested deeper than ${MAX_DEPTH} levels` }
  }
  const text = body.toString('utf8')
  try {
    return { kind: 'value', value: LONG_NUMBER.test(text) ? JSON.parse(text, keepLongNumbers) : JSON.parse(text) }
  } catch {
    // What V8 says quotes the customer's text; the bytes are kept anyway.
    return { kind: 'unreadable', reason: 'not readable as JSON' }
  }
}

function keepLongNumbers(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  const source = context?.source
  return typeof value === 'number' && !Number.isSafeInteger(value) && source !== undefined && /^-?\d+$/.test(source) ? source : value
}

const QUOTE = 0x22
const BACKSLASH = 0x5c

/** The deepest nesting of brackets outside of strings. */
function depthOf(body: Buffer): number {
  let depth = 0
  let deepest = 0
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at]
    if (byte === QUOTE) {
      at = endOfString(body, at)
    } else if (byte === 0x7b || byte === 0x5b) {
      depth += 1
      deepest = Math.max(deepest, depth)
    } else if (byte === 0x7d || byte === 0x5d) {
      depth -= 1
    }
  }
  return deepest
}

function endOfString(body: Buffer, start: number): number {
  let at = start + 1
  while (at < body.length && body[at] !== QUOTE) {
    at += body[at] === BACKSLASH ? 2 : 1
  }
  return at
}
