import type { GraphCall } from './call.ts'
import { type FieldTable, type FieldWish, parseFields, project, writeFields } from './fields.ts'
import { type PageBounds, paged } from './paging.ts'
import { type Params, switchParam, textParam } from './params.ts'

export type ListOf<Item> = PageBounds & {
  readonly items: readonly Item[]
  readonly idOf: (item: Item) => string
  readonly table: FieldTable<Item>
  readonly byDefault: readonly string[]
  readonly nodeType: string
  /** When given, `since` and `until` (seconds, or a date) narrow the list; milliseconds. */
  readonly timeOf?: (item: Item) => number
  /** What `summary=true` adds; without it, `total_count`. */
  readonly summary?: () => Readonly<Record<string, unknown>>
}

type ListAnswer = { data: Record<string, unknown>[]; paging?: unknown; summary?: unknown }

/** The answer of an edge: one page of its items with the fields asked for, `paging` when there is anything, `summary` when wished. */
export function listAnswer<Item>(call: GraphCall, list: ListOf<Item>): ListAnswer {
  const text = textParam(call.params, 'fields')
  const fields = text === undefined ? [] : parseFields(text)
  const all = list.timeOf ? within(call.params, list.items, list.timeOf) : list.items
  const { items, paging } = paged(call, all, list)
  const data = items.map((item) => project(item, list.table, { fields, byDefault: list.byDefault, nodeType: list.nodeType }))
  return {
    data,
    ...(paging ? { paging } : {}),
    ...(switchParam(call.params, 'summary') === true ? { summary: list.summary?.() ?? { total_count: all.length } } : {}),
  }
}

/**
 * The call that a field with braces stands for: `fields=comments.limit(3){message}` on a post is `/{post}/comments` with `limit=3`
 * and `fields=message`. Token, version and origin stay.
 */
export function expanded(call: GraphCall, wish: FieldWish, path: readonly string[]): GraphCall {
  const fields = wish.fields.length > 0 ? { fields: writeFields(wish.fields) } : {}
  return { ...call, method: 'GET', path, params: { ...wish.args, ...fields } }
}

function within<Item>(params: Params, items: readonly Item[], timeOf: (item: Item) => number): readonly Item[] {
  const since = timeIn(params, 'since') ?? -Infinity
  const until = timeIn(params, 'until') ?? Infinity
  return since === -Infinity && until === Infinity ? items : items.filter((item) => timeOf(item) >= since && timeOf(item) <= until)
}

/** Seconds, or anything a date can be read from, as strtotime takes it. What is no time counts as not given. */
function timeIn(params: Params, name: string): number | undefined {
  const text = textParam(params, name) ?? ''
  const at = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text)
  return Number.isNaN(at) ? undefined : at
}
