/** Facebook's ids are longer than a JavaScript number holds. */
const LONG_NUMBER = /[:[,]\s*\d{16,}/
const STRING = /'((?:[^'\\]|\\.)*)'|"(?:[^"\\]|\\.)*"/g

/** JSON to a value, ids of any length keeping their digits as text. Undefined when it is no JSON: an expected outcome, answered as Graph does. */
export function parseJson(text: string): unknown {
  try {
    return LONG_NUMBER.test(text) ? JSON.parse(text, keepLongNumbers) : JSON.parse(text)
  } catch {
    return undefined
  }
}

/** As Graph reads a parameter: also with single quotes, `{'id':'1'}`, as Facebook's own curl samples write it (Messenger Platform docs, Send API). */
export function parseLooseJson(text: string): unknown {
  return parseJson(text) ?? (text.includes("'") ? parseJson(text.replace(STRING, doubleQuoted)) : undefined)
}

function doubleQuoted(found: string, inner: string | undefined): string {
  return inner === undefined ? found : `"${inner.replaceAll("\\'", "'").replace(/(?<!\\)"/g, '\\"')}"`
}

function keepLongNumbers(_key: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === 'number' && !Number.isSafeInteger(value) && /^\d+$/.test(context?.source ?? '') ? context?.source : value
}
