import type { Marks } from '../conversations/marks.ts'
import type { Entry } from './entry.ts'
import type { MessageState } from '../acts/state.ts'

/** Something of ours on its way, as it is kept: what became of sending it, and what the channel told of it since. */
export type OnItsWay = {
  readonly state: MessageState
  readonly stateAt: Date
  readonly writtenAt: Date
  readonly echoedAt: Date | undefined
  readonly deliveredAt: Date | undefined
}

/**
 * How far an answer came, as it is shown. Delivered and read are kept nowhere: they follow from the conversation's marks,
 * so that no order of answer, echo and receipts can leave them wrong.
 */
export function shownState(entry: OnItsWay, marks: Pick<Marks, 'deliveredUntil' | 'readUntil'>): { state: MessageState; at: Date } {
  const { deliveredUntil, readUntil } = marks
  if (entry.state !== 'sent') {
    return { state: entry.state, at: entry.stateAt }
  }
  if (readUntil && isCovered(entry, readUntil)) {
    return { state: 'read', at: readUntil }
  }
  if (entry.deliveredAt) {
    return { state: 'delivered', at: entry.deliveredAt }
  }
  return deliveredUntil && isCovered(entry, deliveredUntil)
    ? { state: 'delivered', at: deliveredUntil }
    : { state: 'sent', at: entry.stateAt }
}

/**
 * Whether a mark reaches what was sent. Before its echo it carries our own time, so the moment in which the answer came
 * must lie before the mark, too: the echo settles the rest.
 */
function isCovered({ writtenAt, echoedAt, stateAt }: OnItsWay, until: Date): boolean {
  return writtenAt <= until && (echoedAt !== undefined || stateAt <= until)
}

/**
 * The same of an entry, with how far carrying it came. Undefined where there is nothing to tell: of what a customer said, and
 * of what nobody told yet. What was written elsewhere was said when it was written.
 */
export function shownStateOf(
  { author, writtenAt, echoedAt, deliveredAt }: Pick<Entry, 'author' | 'writtenAt' | 'echoedAt' | 'deliveredAt'>,
  carrying: Pick<OnItsWay, 'state' | 'stateAt'> | undefined,
  marks: Pick<Marks, 'deliveredUntil' | 'readUntil'>,
): { state: MessageState; at: Date } | undefined {
  if (writtenAt === undefined || author === undefined || author.kind === 'client') {
    return undefined
  }
  const { state, stateAt } = carrying ?? { state: 'sent', stateAt: writtenAt }
  return shownState({ state, stateAt, writtenAt, echoedAt, deliveredAt }, marks)
}
