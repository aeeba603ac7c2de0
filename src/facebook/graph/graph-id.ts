declare const brand: unique symbol
/** An id that Facebook gave and that is safe in a path: a Page, a person, an app. Only `graphId` makes one. */
export type GraphId = string & { readonly [brand]: 'graph-id' }

const SHAPE = /^[0-9_]{1,100}$/

/** Text from a body, a row or the configuration; undefined when it is not an id of Facebook's. */
export function graphId(text: unknown): GraphId | undefined {
  return typeof text === 'string' && SHAPE.test(text) ? (text as GraphId) : undefined
}

/** The id of a conversation in the inbox, which is written otherwise (Messenger Platform docs, Conversations, 2026-06). */
export function threadId(text: unknown): GraphId | undefined {
  return typeof text === 'string' && /^t_[0-9]{1,100}$/.test(text) ? (text as GraphId) : undefined
}
