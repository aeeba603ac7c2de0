import type { DraftMode } from '#domain/tickets/draft.ts'

/** What this browser holds of a draft, and what it saw last of what the desk holds. */
export type BegunHere = { readonly here: string; readonly seen: string }

type Begun = {
  readonly reply: BegunHere
  readonly internal: BegunHere
  /** Of what the desk has the mode of the newest; undefined: nothing. */
  readonly there: DraftMode | undefined
}

/**
 * In which mode one wrote last, of what was not sent; undefined: nothing was begun. What the desk has not got yet is newer than all that it has. Where it
 * cannot be told it is the internal comment: what is meant for colleagues must not stand before whoever sends to the customer.
 */
export function begunMode({ reply, internal, there }: Begun): DraftMode | undefined {
  const begun = { reply, internal }
  const isLeft = (mode: DraftMode): boolean => begun[mode].here === '' && begun[mode].seen !== ''
  const isNew = (mode: DraftMode): boolean => begun[mode].here !== '' && begun[mode].here !== begun[mode].seen
  const unbrought = MOST_CAREFUL.find(isNew)
  if (unbrought !== undefined || (there !== undefined && !isLeft(there))) {
    return unbrought ?? there
  }
  return MOST_CAREFUL.find((mode) => begun[mode].here !== '')
}

const MOST_CAREFUL: readonly DraftMode[] = ['internal', 'reply']
