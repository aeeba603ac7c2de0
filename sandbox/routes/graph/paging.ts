import { oauthError } from '../../world/graph-error.ts'
import type { GraphCall } from './call.ts'
import { textParam } from './params.ts'

const DEFAULT_LIMIT = 25

export type PageOf<Item> = { readonly items: readonly Item[]; readonly paging: Record<string, unknown> | undefined }

/** A slice of a list by `limit`, `after` and `before`, with the cursors and absolute addresses that Graph gives. */
export function paged<Item>(call: GraphCall, all: readonly Item[], idOf: (item: Item) => string): PageOf<Item> {
  const limit = limitOf(call)
  const after = positionOf(call, 'after', all.map(idOf))
  const before = positionOf(call, 'before', all.map(idOf))
  const start = before === undefined ? (after === undefined ? 0 : after + 1) : Math.max(0, before - limit)
  const items = all.slice(start, before ?? start + limit)
  const first = items[0]
  const last = items.at(-1)
  if (first === undefined || last === undefined) {
    return { items, paging: undefined }
  }
  const cursors = { before: cursorOf(idOf(first)), after: cursorOf(idOf(last)) }
  return {
    items,
    paging: {
      cursors,
      ...(start + items.length < all.length ? { next: addressOf(call, limit, { after: cursors.after }) } : {}),
      ...(start > 0 ? { previous: addressOf(call, limit, { before: cursors.before }) } : {}),
    },
  }
}

function limitOf(call: GraphCall): number {
  const limit = Number(textParam(call.params, 'limit') ?? DEFAULT_LIMIT)
  if (!Number.isInteger(limit) || limit < 0) {
    throw oauthError(100, '(#100) Param limit must be an integer greater than or equal to 0')
  }
  return limit === 0 ? DEFAULT_LIMIT : limit
}

function positionOf(call: GraphCall, name: string, ids: readonly string[]): number | undefined {
  const cursor = textParam(call.params, name)
  if (cursor === undefined || cursor === '') {
    return undefined
  }
  const position = ids.indexOf(Buffer.from(cursor, 'base64url').toString())
  if (position < 0) {
    throw oauthError(100, '(#100) Invalid cursors values')
  }
  return position
}

function cursorOf(id: string): string {
  return Buffer.from(id).toString('base64url')
}

/** The whole call again with another cursor. As Graph's, it carries the token; the proof is left for the caller to add. */
function addressOf(call: GraphCall, limit: number, cursor: Record<string, string>): string {
  const url = new URL(`${call.origin}/${call.version}/${call.path.join('/')}`)
  const kept = Object.entries(call.params).filter(
    ([name]) => !['after', 'before', 'limit', 'access_token', 'appsecret_proof'].includes(name),
  )
  for (const [name, value] of [['access_token', call.token ?? ''], ...kept, ['limit', limit], ...Object.entries(cursor)]) {
    url.searchParams.set(String(name), String(value))
  }
  return url.href
}
