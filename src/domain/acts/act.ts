import type { ActKind } from '../conversations/subject.ts'

/** Something that the desk asks of a channel. What may be asked for where is told by REACH. */
export type Act = { readonly kind: Extract<ActKind, 'say'>; readonly text: string }
