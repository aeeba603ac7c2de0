import type { GraphCall } from './call.ts'
import { type FieldTable, type FieldWish, parseFields, project, writeFields } from './fields.ts'
import { paged } from './paging.ts'
import { textParam } from './params.ts'

export type ListOf<Item> = {
  readonly items: readonly Item[]
  readonly idOf: (item: Item) => string
  readonly table: FieldTable<Item>
  readonly byDefault: readonly string[]
  readonly nodeType: string
}

/** The answer of an edge: one page of its items with the fields asked for, and `paging` when there is anything. */
export function listAnswer<Item>(call: GraphCall, list: ListOf<Item>): { data: Record<string, unknown>[]; paging?: unknown } {
  const text = textParam(call.params, 'fields')
  const fields = text === undefined ? [] : parseFields(text)
  const { items, paging } = paged(call, list.items, list.idOf)
  const data = items.map((item) => project(item, list.table, { fields, byDefault: list.byDefault, nodeType: list.nodeType }))
  return { data, ...(paging ? { paging } : {}) }
}

/**
 * The call that a field with braces stands for: `fields=comments.limit(3){message}` on a post is `/{post}/comments` with `limit=3`
 * and `fields=message`. Token, version and origin stay.
 */
export function expanded(call: GraphCall, wish: FieldWish, path: readonly string[]): GraphCall {
  const fields = wish.fields.length > 0 ? { fields: writeFields(wish.fields) } : {}
  return { ...call, method: 'GET', path, params: { ...wish.args, ...fields } }
}
