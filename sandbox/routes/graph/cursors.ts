/** A place in a list: behind (or before) one item, told also by the item's neighbours and its position. */
export type Cursor = { readonly id: string; readonly before: string; readonly after: string; readonly position: number }

/** The opaque text of a cursor, as `paging.cursors` shows it. `ids` may be a part of the list, `position` is the place in the whole. */
export function cursorAt(ids: readonly string[], index: number, position: number): string {
  const parts = [ids[index] ?? '', ids[index - 1] ?? '', ids[index + 1] ?? '', position]
  return Buffer.from(parts.join('\n')).toString('base64url')
}

/** Reads a cursor; undefined when the text is none of ours. */
export function readCursor(text: string): Cursor | undefined {
  const [id = '', before = '', after = '', position = ''] = Buffer.from(text, 'base64url').toString().split('\n')
  return id === '' || !/^\d+$/.test(position) ? undefined : { id, before, after, position: Number(position) }
}

/**
 * Where the list goes on behind a cursor: the index of the first item after it. Facebook's cursors outlive the item they point at, so
 * a deleted one is found again by its neighbours, and at last by its position.
 */
export function indexBehind(ids: readonly string[], cursor: Cursor): number {
  return behind(ids, cursor.id) ?? at(ids, cursor.after) ?? behind(ids, cursor.before) ?? Math.min(cursor.position, ids.length)
}

/** Where the list ends before a cursor: the index behind the last item before it. */
export function indexBefore(ids: readonly string[], cursor: Cursor): number {
  return at(ids, cursor.id) ?? behind(ids, cursor.before) ?? at(ids, cursor.after) ?? Math.min(cursor.position, ids.length)
}

function at(ids: readonly string[], id: string): number | undefined {
  const index = id === '' ? -1 : ids.indexOf(id)
  return index < 0 ? undefined : index
}

function behind(ids: readonly string[], id: string): number | undefined {
  const index = at(ids, id)
  return index === undefined ? undefined : index + 1
}
