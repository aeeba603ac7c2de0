import { createHash } from 'node:crypto'
import { escapedText } from '../../world/webhooks/escaped-json.ts'
import { isRecord, type Params, switchParam, textParam } from './params.ts'

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
  const isPretty = switchParam(params, 'pretty') === true
  const body = switchParam(params, 'debug') === true ? withDebug(answer.body) : answer.body
  const plain = JSON.stringify(body, null, isPretty ? 2 : undefined)
  const json = escapedText(plain)
  const text = textParam(params, 'date_format') === 'U' ? inSeconds(json) : json
  const callback = /^[\w.$]+$/.exec(textParam(params, 'callback') ?? '')?.[0]
  const status = switchParam(params, 'suppress_http_code') === true ? 200 : answer.status
  return callback === undefined
    ? { status, type: JSON_TYPE, text, plain }
    : { status, type: SCRIPT_TYPE, text: `/**/ ${callback}(${text});`, plain }
}

export function etagOf(text: string): string {
  return `"${createHash('sha1').update(text).digest('hex')}"`
}

/** `debug=all` answers with messages about the call; the sandbox has none to tell. */
function withDebug(body: unknown): unknown {
  return isRecord(body) ? { ...body, __debug__: { messages: [] } } : body
}

function inSeconds(json: string): string {
  return json.replace(ISO_TIME, (_all, time: string) => String(Date.parse(time) / 1000))
}
