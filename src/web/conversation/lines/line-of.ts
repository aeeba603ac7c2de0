import type { Line } from '../../api/types.ts'

/** The lines of one kind. */
export type LineOf<Kind extends Line['line']> = Extract<Line, { readonly line: Kind }>

export type MessageLine = LineOf<'customer-message' | 'our-message'>
