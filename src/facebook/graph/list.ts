import { isObject, momentOf, own, textOf, type JsonObject } from '../json/value.ts'

/** The items of a list as Graph answers with, or as a field of one. */
export function listIn(value: unknown): JsonObject[] {
  const data = own(value, 'data')
  return Array.isArray(data) ? data.filter(isObject) : []
}

/** Where a list goes on, to be asked for as `after`; undefined at its end (Graph API docs, paged results, 2026). */
export function nextPageIn(list: unknown): string | undefined {
  const paging = own(list, 'paging')
  return own(paging, 'next') === undefined ? undefined : textOf(own(own(paging, 'cursors'), 'after'))
}

/** Whether a time that Graph tells is not before. It tells whole seconds: what is of the same one may be. A time that it does not tell may be, too. */
export function isSince(told: unknown, since: Date): boolean {
  const at = momentOf(told)
  return at === undefined || at.getTime() >= since.getTime() - 1000
}
