import { jsonOf } from './json-text.ts'

/** PostgreSQL's text holds neither NUL nor half a surrogate pair; customers can send both. */
export function storableText(text: string): string {
  return text.replaceAll('\0', '\uFFFD').toWellFormed()
}

/** JSON for a jsonb value or a recordset: the same repair, in keys and values. */
export function storableJson(value: unknown): string {
  const json = jsonOf(value)
  // JSON.stringify writes whole pairs as they are and escapes only halves, so an escaped surrogate is always a half.
  return json.replace(/\\\\|\\u0000|\\ud[89a-f][0-9a-f]{2}/g, (found) => (found === '\\\\' ? found : '\\ufffd'))
}
