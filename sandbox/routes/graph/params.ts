import { GraphError, missingParameter } from '../../world/graph-error.ts'

/** Parameters of a call, wherever they stood: query, form or JSON body. */
export type Params = Readonly<Record<string, unknown>>

/** Facebook's ids are longer than a JavaScript number holds. */
const LONG_NUMBER = /[:[,]\s*\d{16,}/

export function paramsOf(query: string, body: { readonly text: string; readonly type: string }): Params {
  return { ...pairs(query), ...bodyParams(body) }
}

/** A parameter as text, as Graph takes it: a JSON number or boolean counts as its text. */
export function textParam(params: Params, name: string): string | undefined {
  const value = params[name]
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

export function requiredText(params: Params, name: string): string {
  const value = textParam(params, name)
  if (value === undefined || value === '') {
    throw missingParameter(name)
  }
  return value
}

/** An object: JSON itself, or JSON written into a form field as SDKs do. */
export function objectParam(params: Params, name: string): Params | undefined {
  const value = params[name]
  const parsed = typeof value === 'string' && value.startsWith('{') ? parseJson(value) : value
  return isRecord(parsed) ? parsed : undefined
}

/** A list: an array, a JSON array in text, or comma separated. */
export function listParam(params: Params, name: string): string[] | undefined {
  const value = params[name]
  if (Array.isArray(value)) {
    return value.map(String)
  }
  const text = textParam(params, name)
  if (text?.startsWith('[')) {
    const parsed = parseJson(text)
    return Array.isArray(parsed) ? parsed.map(String) : undefined
  }
  return text
    ?.split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

function isRecord(value: unknown): value is Params {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function bodyParams({ text, type }: { text: string; type: string }): Params {
  if (text === '') {
    return {}
  }
  const looksJson = text.startsWith('{') && !type.includes('form-urlencoded')
  if (!type.includes('json') && !looksJson) {
    return pairs(text)
  }
  const parsed = parseJson(text)
  if (!isRecord(parsed)) {
    throw new GraphError({ message: 'The JSON of the request body cannot be read', type: 'OAuthException', code: 100 })
  }
  return parsed
}

function pairs(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text))
}

function parseJson(text: string): unknown {
  try {
    return LONG_NUMBER.test(text) ? JSON.parse(text, keepLongNumbers) : JSON.parse(text)
  } catch {
    // A body that is not JSON is an expected outcome: the callers answer it as Graph does.
    return undefined
  }
}

function keepLongNumbers(_key: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === 'number' && !Number.isSafeInteger(value) && /^\d+$/.test(context?.source ?? '') ? context?.source : value
}
