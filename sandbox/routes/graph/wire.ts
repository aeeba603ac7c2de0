import { createHash } from 'node:crypto'
import { type Params, textParam } from './params.ts'

const NEEDS_ESCAPE = /[/\u0080-\uffff]/g
const ISO_TIME = /"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4})"/g
const JSON_TYPE = 'application/json; charset=UTF-8'
const SCRIPT_TYPE = 'text/javascript; charset=UTF-8'

/** `plain` is the same answer for a person to read, as the journal keeps it. */
export type Wire = { readonly status: number; readonly type: string; readonly text: string; readonly plain: string }

/**
 * An answer as text, with what any call may wish for: `pretty`, `date_format=U` (times as seconds), `debug=all`, `callback` (JSONP) and
 * `suppress_http_code`, the last two as Facebook's JavaScript SDK uses them. Non-ASCII and `/` are escaped, as in recorded answers.
 */
export function written(answer: { readonly status: number; readonly body: unknown }, params: Params): Wire {
  const isPretty = isOn(params, 'pretty')
  const body = isOn(params, 'debug') ? withDebug(answer.body) : answer.body
  const plain = JSON.stringify(body, null, isPretty ? 2 : undefined)
  const json = escaped(plain)
  const text = textParam(params, 'date_format') === 'U' ? inSeconds(json) : json
  const callback = /^[\w.$]+$/.exec(textParam(params, 'callback') ?? '')?.[0]
  const status = isOn(params, 'suppress_http_code') ? 200 : answer.status
  return callback === undefined
    ? { status, type: JSON_TYPE, text, plain }
    : { status, type: SCRIPT_TYPE, text: `/**/ ${callback}(${text});`, plain }
}

export function etagOf(text: string): string {
  return `"${createHash('sha1').update(text).digest('hex')}"`
}

function escaped(json: string): string {
  return json.replace(NEEDS_ESCAPE, (unit) => (unit === '/' ? '\\/' : `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`))
}

function isOn(params: Params, name: string): boolean {
  const value = textParam(params, name)
  return value !== undefined && !['', '0', 'false'].includes(value)
}

/** `debug=all` answers with messages about the call; the sandbox has none to tell. */
function withDebug(body: unknown): unknown {
  const isRecord = typeof body === 'object' && body !== null && !Array.isArray(body)
  return isRecord ? { ...body, __debug__: { messages: [] } } : body
}

function inSeconds(json: string): string {
  return json.replace(ISO_TIME, (_all, time: string) => String(Date.parse(time) / 1000))
}
