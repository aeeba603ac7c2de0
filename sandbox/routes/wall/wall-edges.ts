import type { Edge, GraphCall } from '../graph/call.ts'
import type { FieldWish } from '../graph/fields.ts'
import { expanded } from '../graph/list.ts'
import { mediaEdges } from './page-media.ts'
import { postEdges } from './page-posts.ts'
import { saidEdges } from './ratings.ts'

/** Everything of a wall that hangs on `/{page}`. */
export const wallEdges: Readonly<Record<string, Edge>> = { ...postEdges, ...mediaEdges, ...saidEdges }

/** The same as fields of the Page: `fields=posts.limit(3){message}`. */
export function wallFields(call: GraphCall): Readonly<Record<string, (page: { readonly id: string }, wish: FieldWish) => unknown>> {
  return Object.fromEntries(
    Object.entries(wallEdges).map(([name, { GET: list }]) => [
      name,
      ({ id }: { readonly id: string }, wish: FieldWish) => list?.(expanded(call, wish, [id, name]), id),
    ]),
  )
}
