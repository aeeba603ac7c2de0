import type { ActId } from '../ids.ts'

/** Acts that say one text in several messages: each has its place, from 1, and waits for those before it. `id`: of the first. */
export type Series = { readonly id: ActId; readonly place: number; readonly size: number }
