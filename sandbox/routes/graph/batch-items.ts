import { GraphError, oauthError } from '../../world/graph-error.ts'
import { parseLooseJson } from './loose-json.ts'
import { pairs } from './nested-params.ts'
import { objectParam, type Params, switchParam, textParam } from './params.ts'
import { splitOnce } from './split-once.ts'

/** One request of a batch, as it was asked for. Values may still hold `{result=name:$.path}`. */
export type BatchItem = {
  readonly name: string | undefined
  readonly method: string
  /** Without the query; may start with a version. */
  readonly pathname: string
  readonly params: Params
  readonly headers: Readonly<Record<string, string>>
  /** Names of earlier items: said with `depends_on`, or used in a reference. */
  readonly needs: readonly string[]
  readonly omitsSuccess: boolean | undefined
}

const MAX_ITEMS = 50
const REFERENCE = /\{result=([^:{}]+):([^{}]+)\}/g

/** Reads the parameter `batch`. Throws what Graph answers to a batch that cannot be run at all. */
export function batchItems(params: Params): BatchItem[] {
  const given = params['batch']
  const list: unknown = typeof given === 'string' ? parseLooseJson(given) : given
  if (!Array.isArray(list)) {
    throw oauthError(100, '(#100) param batch must be an array.')
  }
  if (list.length > MAX_ITEMS) {
    throw batchError(`Too many requests in batch message. Maximum batch size is ${MAX_ITEMS}`)
  }
  const items = list.map((each: unknown, index) => itemOf(each, index, params))
  items.forEach((item, index) => {
    const names = new Set(items.slice(0, index).map(({ name }) => name))
    const unresolved = item.needs.find((name) => !names.has(name))
    if (unresolved !== undefined) {
      // Words and spaces as in a recorded answer.
      throw batchError(
        `Request ${index} cannot depend on an  unresolved request with  name ${unresolved}. Requests can only depend on preceding requests`,
      )
    }
  })
  return items
}

/** Puts values of earlier answers where `{result=name:$.path}` stands. */
export function resolved(text: string, valueOf: (name: string, path: string) => string): string {
  return text.includes('{result=') ? text.replace(REFERENCE, (_all, name: string, path: string) => valueOf(name, path)) : text
}

function itemOf(each: unknown, index: number, outer: Params): BatchItem {
  const item = objectParam({ item: each }, 'item')
  const url = item && textParam(item, 'relative_url')
  if (!item || url === undefined) {
    throw oauthError(100, `(#100) Invalid keys in batch[${index}]: relative_url is required`)
  }
  const [pathname, query] = splitOnce(relative(url), '?')
  const token = textParam(item, 'access_token')
  return {
    name: textParam(item, 'name'),
    method: textParam(item, 'method') ?? 'GET',
    pathname,
    params: { ...(token === undefined ? {} : { access_token: token }), ...pairs(query), ...bodyOf(item), ...filesOf(item, outer) },
    headers: headersOf(item['headers']),
    needs: [...(textParam(item, 'depends_on')?.split(/\s*,\s*/) ?? []), ...namesIn(JSON.stringify([url, item['body']]))],
    omitsSuccess: switchParam(item, 'omit_response_on_success'),
  }
}

/** Some clients write the whole address. */
function relative(url: string): string {
  return url.replace(/^https?:\/\/[^/]+/, '').replace(/^\/+/, '')
}

/** A form in a string, as documented; JSON and an object are understood too. */
function bodyOf(item: Params): Params {
  const text = textParam(item, 'body')
  return text !== undefined && !text.trimStart().startsWith('{') ? pairs(text) : (objectParam(item, 'body') ?? {})
}

/** `attached_files: "cat,dog"` takes these parts of the multipart body; an object maps part to parameter. A single file also goes by Graph's usual names. */
function filesOf(item: Params, outer: Params): Params {
  const mapped = objectParam(item, 'attached_files')
  const named = mapped
    ? Object.entries(mapped).map(([part, parameter]) => [String(parameter), outer[part]])
    : (textParam(item, 'attached_files')?.split(/\s*,\s*/) ?? []).map((part) => [part, outer[part]])
  const [only] = named
  const usual = named.length === 1 && only ? { source: only[1], filedata: only[1] } : {}
  return { ...usual, ...Object.fromEntries(named) }
}

/** `["If-None-Match: \"x\""]`, `[{name, value}]` or an object. */
function headersOf(value: unknown): Record<string, string> {
  const lines = Array.isArray(value) ? value : typeof value === 'object' && value !== null ? Object.entries(value) : []
  return Object.fromEntries(
    lines.map((line: unknown) => {
      const [name, text] = Array.isArray(line)
        ? [String(line[0]), String(line[1])]
        : typeof line === 'string'
          ? splitOnce(line, ':')
          : pairOf(objectParam({ line }, 'line') ?? {})
      return [name.trim().toLowerCase(), text.trim()]
    }),
  )
}

function pairOf(header: Params): [string, string] {
  return [textParam(header, 'name') ?? '', textParam(header, 'value') ?? '']
}

function namesIn(text: string): string[] {
  return [...text.matchAll(REFERENCE), ...decodedTwice(text).matchAll(REFERENCE)].map(([, name = '']) => name)
}

function decodedTwice(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // A stray % in a body: then there is no encoded reference in it either.
    return ''
  }
}

function batchError(message: string): GraphError {
  return new GraphError({ message, type: 'GraphBatchException' })
}
