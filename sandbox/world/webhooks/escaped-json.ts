const NEEDS_ESCAPE = /[/\u0080-\uffff]/g

/**
 * JSON as Facebook puts it on the wire: non-ASCII as lowercase `\uXXXX` (an emoji as its surrogate pair) and `/` as `\/`
 * (Messenger Platform docs, webhooks, 2026-06; captured bodies show the same). The signature is made over these bytes.
 */
export function escapeJson(value: unknown): string {
  return escapedText(JSON.stringify(value))
}

/** The same for JSON that is already written. */
export function escapedText(json: string): string {
  return json.replace(NEEDS_ESCAPE, (unit) => (unit === '/' ? '\\/' : `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`))
}
