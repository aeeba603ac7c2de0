import { oauthError } from '../../world/graph-error.ts'
import type { GraphCall } from './call.ts'
import { cursorAt, indexBefore, indexBehind, readCursor } from './cursors.ts'
import { type Params, textParam } from './params.ts'

const DEFAULT_LIMIT = 25
/** Parameters that another page of the same list gets anew, or that the caller adds again. */
const NOT_KEPT = ['after', 'before', 'offset', 'limit', 'access_token', 'appsecret_proof', 'appsecret_time', 'pretty', 'method', 'ids']

export type PageOf<Item> = { readonly items: readonly Item[]; readonly paging: Record<string, unknown> | undefined }
export type PageBounds = { readonly defaultLimit?: number; readonly maxLimit?: number }
type PagedList<Item> = PageBounds & { readonly idOf: (item: Item) => string }

/** A slice of a list by `limit` with `after`, `before` or `offset`, with the cursors and absolute addresses that Graph gives. */
export function paged<Item>(call: GraphCall, all: readonly Item[], list: PagedList<Item>): PageOf<Item> {
  const { idOf } = list
  const limit = limitOf(call.params, list)
  if (limit === 0) {
    return { items: [], paging: undefined }
  }
  const { start, end } = spanOf(call.params, all, { idOf, limit })
  const items = all.slice(start, end)
  if (items.length === 0) {
    return { items, paging: undefined }
  }
  const near = all.slice(Math.max(0, start - 1), end + 1).map(idOf)
  const shift = start - Math.max(0, start - 1)
  const cursors = { before: cursorAt(near, shift, start), after: cursorAt(near, shift + items.length - 1, end - 1) }
  return {
    items,
    paging: {
      cursors,
      ...(end < all.length ? { next: addressOf(call, limit, { after: cursors.after }) } : {}),
      ...(start > 0 ? { previous: addressOf(call, limit, { before: cursors.before }) } : {}),
    },
  }
}

type Span = { readonly start: number; readonly end: number }

function spanOf<Item>(params: Params, all: readonly Item[], list: { idOf: (item: Item) => string; limit: number }): Span {
  const after = cursorIn(params, 'after')
  const before = cursorIn(params, 'before')
  if (before) {
    const end = indexBefore(all.map(list.idOf), before)
    return { start: Math.max(0, end - list.limit), end }
  }
  const start = after ? indexBehind(all.map(list.idOf), after) : Number(/^\d+$/.exec(textParam(params, 'offset') ?? '')?.[0] ?? 0)
  return { start, end: Math.min(all.length, start + list.limit) }
}

function limitOf(params: Params, { defaultLimit = DEFAULT_LIMIT, maxLimit = Infinity }: PageBounds): number {
  const text = textParam(params, 'limit')
  const limit = text === undefined || text === '' ? defaultLimit : Number(text)
  if (!Number.isInteger(limit) || limit < 0) {
    throw oauthError(100, '(#100) Param limit must be an integer greater than or equal to 0')
  }
  if (limit > maxLimit) {
    // Seen on `published_posts` with limit=200.
    throw oauthError(100, `(#100) The 'limit' parameter should not exceed ${maxLimit}`)
  }
  return limit
}

function cursorIn(params: Params, name: string) {
  const text = textParam(params, name)
  if (text === undefined || text === '') {
    return undefined
  }
  const cursor = readCursor(text)
  if (!cursor) {
    throw oauthError(100, '(#100) Invalid cursors values')
  }
  return cursor
}

/** The whole call again with another cursor. As Graph's, it carries the token; the proof is left for the caller to add. */
function addressOf(call: GraphCall, limit: number, cursor: Record<string, string>): string {
  const url = new URL(`${call.origin}/${call.version}/${call.path.join('/')}`)
  const kept = Object.entries(call.params).filter(([name, value]) => !NOT_KEPT.includes(name) && typeof value !== 'object')
  for (const [name, value] of [['access_token', call.token ?? ''], ['pretty', 0], ...kept, ['limit', limit], ...Object.entries(cursor)]) {
    url.searchParams.set(String(name), String(value))
  }
  return url.href
}
